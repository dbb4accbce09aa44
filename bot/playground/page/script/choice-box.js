/** A drop-down list with search, descriptions and several choices, as Discord's select menus. */

import { announce } from "./announce.js";
import { h, fill, freshId, icon } from "./dom.js";
import { emoji } from "./emoji.js";
import { CHECK, DOWN } from "./icons.js";
import { popup } from "./popup.js";
import { say } from "./words.js";

const SEARCH_FROM = 9;

/**
 * @typedef {Object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [description]
 * @property {Object} [emoji]
 * @property {Node} [picture]
 */

/**
 * Make a drop-down list.
 * @param {Object} about
 * @param {Choice[]} about.choices
 * @param {string[]} about.chosen values
 * @param {string} about.placeholder
 * @param {number} [about.least]
 * @param {number} [about.most]
 * @param {boolean} [about.disabled]
 * @param {string} [about.label] for screen readers
 * @param {string} [about.key] to find it again after its message was drawn anew
 * @param {(values: string[]) => void} about.settled called when the list closes with other values
 */
export function choiceBox(about) {
  const {
    choices,
    placeholder,
    least = 1,
    most = 1,
    disabled = false,
    label,
    key = "",
    settled,
  } = about;
  let chosen = [...about.chosen];
  const face = h("span", { class: "choice-face" });
  const button = h(
    "button",
    {
      type: "button",
      class: "choice-box",
      disabled,
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": label,
      data: { key },
      onclick: toggle,
      onkeydown: (event) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          show();
        }
      },
    },
    face,
    icon(DOWN),
  );
  let close = null;

  function draw() {
    const picked = choices.filter((choice) => chosen.includes(choice.value));
    if (!picked.length) fill(face, h("span", { class: "choice-placeholder" }, placeholder));
    else if (most === 1) fill(face, picture(picked[0]), h("span", {}, picked[0].label));
    else
      fill(
        face,
        picked.map((choice) => h("span", { class: "pill" }, picture(choice), choice.label)),
      );
    button.setAttribute(
      "aria-label",
      `${label ?? placeholder}: ${picked.map((c) => c.label).join(", ") || say("nothing-chosen")}`,
    );
  }

  function toggle() {
    if (close) close();
    else show();
  }

  function show() {
    const before = [...chosen];
    button.setAttribute("aria-expanded", "true");
    const list = listOf(choices, () => chosen, pick, most > 1);
    const closed = () => {
      close = null;
      button.setAttribute("aria-expanded", "false");
      const changed =
        chosen.length !== before.length || chosen.some((value) => !before.includes(value));
      if (changed && chosen.length < least) {
        chosen = before;
        announce(say("choose-least", { least }));
      } else if (changed) settled(chosen);
      draw();
    };
    close = popup(button, list.element, { owner: button, closed, wide: true });
    list.begin();
  }

  function pick(value) {
    if (most === 1) {
      const again = chosen[0] === value;
      chosen = again && least === 0 ? [] : [value];
      close();
      return;
    }
    if (chosen.includes(value)) chosen = chosen.filter((one) => one !== value);
    else if (chosen.length < most) chosen = [...chosen, value];
    else announce(say("choose-most", { most }));
    draw();
  }

  draw();
  return button;
}

function picture(choice) {
  return choice.picture?.cloneNode(true) ?? emoji(choice.emoji);
}

function listOf(choices, chosen, pick, several) {
  const id = freshId("choice");
  const items = h("div", {
    class: "choices",
    role: "listbox",
    id,
    "aria-multiselectable": several ? "true" : null,
  });
  let active = 0;
  let shown = choices;
  const search = h("input", {
    class: "choice-search",
    type: "text",
    placeholder: say("search"),
    "aria-label": say("search"),
    "aria-controls": id,
    autocomplete: "off",
    oninput: () => {
      const wanted = search.value.toLowerCase();
      shown = choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
      active = 0;
      draw();
    },
  });

  function draw() {
    fill(
      items,
      shown.map(item),
      !shown.length && h("div", { class: "choice-none" }, say("nothing-found")),
    );
    items.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  function item(choice, index) {
    const picked = chosen().includes(choice.value);
    const take = () => {
      active = index;
      pick(choice.value);
      draw();
    };
    return h(
      "div",
      {
        class: index === active ? "choice active" : "choice",
        role: "option",
        id: `${id}-${index}`,
        "aria-selected": picked ? "true" : "false",
        onclick: take,
        onpointermove: () => {
          if (active === index) return;
          active = index;
          [...items.children].forEach((row, number) =>
            row.classList.toggle("active", number === index),
          );
        },
      },
      picture(choice),
      h(
        "span",
        { class: "choice-text" },
        h("span", { class: "choice-label" }, choice.label),
        choice.description && h("span", { class: "choice-description" }, choice.description),
      ),
      several
        ? h(
            "span",
            { class: picked ? "tick on" : "tick", "aria-hidden": "true" },
            picked && icon(CHECK, { size: 14 }),
          )
        : picked && icon(CHECK),
    );
  }

  function move(event) {
    const last = shown.length - 1;
    const steps = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      Home: 0,
      End: last,
    };
    if (event.key in steps) active = steps[event.key];
    else if (
      (event.key === "Enter" || (event.key === " " && event.target === items)) &&
      shown[active]
    ) {
      pick(shown[active].value);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    draw();
    const reader = event.target === search ? search : items;
    reader.setAttribute("aria-activedescendant", `${id}-${active}`);
  }

  const searched = choices.length >= SEARCH_FROM;
  items.tabIndex = searched ? -1 : 0;
  const element = h("div", { class: "choice-list", onkeydown: move }, searched && search, items);
  draw();
  return { element, begin: () => (searched ? search : items).focus() };
}
