/** A text field whose completions the bot gives, live. */

import { Refused } from "./acts.js";
import { announce } from "./announce.js";
import { fill, freshId, h } from "./dom.js";
import { localName } from "./commands.js";
import { popup } from "./popup.js";
import { say } from "./words.js";

const PAUSE_MS = 180;

/**
 * Make the field of an option with autocompletion.
 * @param {Object} option
 * @param {{id: string, label: string, about: string}} names
 * @param {{complete: Function, changed: Function}} form
 * @param {string} text what it begins with
 */
export function completion(option, { id, about }, { complete, changed }, text) {
  const listId = freshId("completions");
  const list = h("div", { class: "completions", role: "listbox", id: listId });
  const input = h("input", {
    id,
    type: "text",
    class: "text-input",
    autocomplete: "off",
    spellcheck: "false",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-describedby": about,
    maxlength: option.max_length ?? 6000,
    value: text,
    oninput: typed,
    onfocus: ask,
    onblur: hide,
    onkeydown: keys,
  });
  let choices = [];
  let active = -1;
  /** The value behind the text that was chosen. @type {{name: string, value: any}|null} */
  let chosen = null;
  let timer = null;
  let asked = 0;
  /** What closes the list, while it is open. @type {Function|null} */
  let close = null;

  function typed() {
    chosen = null;
    changed();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  }

  async function ask() {
    asked += 1;
    const mine = asked;
    const outcome = await complete(option, input.value).catch(refusal);
    // Whoever types faster than the bot answers wants the last answer only.
    if (mine !== asked || document.activeElement !== input) return;
    choices = outcome.choices ?? [];
    active = -1;
    if (outcome.failed) note(outcome.why ?? say("loading-failed"));
    else if (!choices.length) hide();
    else {
      announce(say("suggestions", { count: choices.length }));
      draw();
    }
  }

  function refusal(error) {
    if (!(error instanceof Refused)) throw error;
    return { failed: true, why: error.message };
  }

  function note(text) {
    fill(list, h("div", { class: "choice-none" }, text));
    open();
  }

  function draw() {
    fill(
      list,
      choices.map((choice, index) =>
        h(
          "div",
          {
            role: "option",
            id: `${listId}-${index}`,
            class: index === active ? "choice active" : "choice",
            "aria-selected": index === active ? "true" : "false",
            // Before the field loses the focus, and with it the list.
            onpointerdown: (event) => {
              event.preventDefault();
              take(choice);
            },
          },
          localName(choice),
        ),
      ),
    );
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `${listId}-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
    open();
  }

  function open() {
    if (close) return;
    input.setAttribute("aria-expanded", "true");
    close = popup(input, list, { owner: input, wide: true, closed: forget });
  }

  function hide() {
    close?.();
  }

  function forget() {
    close = null;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(choice) {
    chosen = choice;
    input.value = localName(choice);
    hide();
    changed();
  }

  function keys(event) {
    if (!close) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    const count = choices.length;
    if (event.key === "ArrowDown" && count) active = (active + 1) % count;
    else if (event.key === "ArrowUp" && count) active = (active - 1 + count) % count;
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      take(choices[active]);
      if (event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
      }
      return;
    } else return;
    event.preventDefault();
    draw();
  }

  const numeric = option.type !== 3;
  const typedValue = () => (numeric ? Number(input.value) : input.value);
  return {
    element: input,
    focus: () => input.focus(),
    value: () => (input.value === "" ? undefined : (chosen?.value ?? typedValue())),
  };
}
