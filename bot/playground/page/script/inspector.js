/** What the bot and Discord say to each other, folded away until someone wants to know. */

import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { CLOSE, COPY, WARNING } from "./icons.js";
import { on, state } from "./state.js";

const MOST_SHOWN = 300;
const KINDS = {
  all: () => true,
  rest: (e) => e.kind === "rest",
  gateway: (e) => e.kind === "gateway",
  faults: (e) => e.objections.length > 0,
};

let kind = "all";
let list = null;

/** Build the inspector into `place`, and keep it in step while it is open. */
export function startInspector(place) {
  list = h("ol", { class: "entries", "aria-label": "Requests and events" });
  const rules = h("p", { class: "rules" });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Fold the inspector away",
      onclick: toggleInspector,
    },
    icon(CLOSE),
  );
  const tabs = Object.entries({
    all: "All",
    rest: "REST",
    gateway: "Gateway",
    faults: "Objections",
  }).map(([value, label]) =>
    h(
      "label",
      { class: "segment" },
      h("input", {
        type: "radio",
        name: "inspected",
        value,
        checked: value === kind,
        onchange: () => choose(value),
      }),
      h("span", {}, label),
    ),
  );
  const copyAll = h(
    "button",
    { type: "button", class: "button secondary small", onclick: () => copy(state.entries) },
    icon(COPY, { size: 16 }),
    "Copy all",
  );
  fill(
    place,
    h("header", {}, h("h2", {}, "Inspector"), copyAll, close),
    h("div", { class: "segments", role: "radiogroup", "aria-label": "Show" }, tabs),
    rules,
    list,
  );
  on("world", () => {
    fill(rules, `Held against ${state.rules}.`);
    draw();
  });
  on("entry", (entry) => {
    if (place.hidden || !KINDS[kind](entry)) return;
    list.prepend(row(entry));
    while (list.children.length > MOST_SHOWN) list.lastElementChild.remove();
  });
}

/** Fold the inspector away, or open it. */
export function toggleInspector() {
  const place = document.getElementById("inspector");
  place.hidden = !place.hidden;
  document.querySelector(".inspector-button").setAttribute("aria-expanded", String(!place.hidden));
  if (place.hidden) document.querySelector(".inspector-button").focus();
  else {
    draw();
    place.querySelector("input:checked").focus();
  }
}

function choose(value) {
  kind = value;
  draw();
}

function draw() {
  if (document.getElementById("inspector").hidden) return;
  fill(list, state.entries.filter(KINDS[kind]).slice(-MOST_SHOWN).reverse().map(row));
}

function row(entry) {
  const faulty = entry.objections.length > 0;
  const arrow = entry.sender === "bot" ? "→" : "←";
  const details = h(
    "details",
    {
      class: faulty ? "entry faulty" : "entry",
      ontoggle: () =>
        details.open && details.children.length === 1 && details.append(...inside(entry)),
    },
    h(
      "summary",
      {},
      h(
        "span",
        {
          class: `arrow ${entry.sender}`,
          title: entry.sender === "bot" ? "from the bot" : "from Discord",
        },
        arrow,
      ),
      h("span", { class: `kind ${entry.kind}` }, entry.kind === "rest" ? "REST" : "WS"),
      h("span", { class: "entry-title" }, entry.title),
      faulty &&
        h(
          "span",
          { class: "objection-mark", title: `${entry.objections.length} objections` },
          icon(WARNING, { size: 16 }),
          h("span", { class: "unseen" }, "objections"),
        ),
      h("span", { class: entry.status >= 400 ? "entry-detail bad" : "entry-detail" }, entry.detail),
    ),
  );
  return h("li", {}, details);
}

function inside(entry) {
  const parts = [
    h(
      "p",
      { class: "entry-at" },
      new Date(entry.at * 1000).toISOString(),
      h(
        "button",
        { type: "button", class: "button secondary small", onclick: () => copy(entry) },
        icon(COPY, { size: 14 }),
        "Copy",
      ),
    ),
    entry.objections.length > 0 &&
      h(
        "ul",
        { class: "objections" },
        entry.objections.map((line) => h("li", {}, line)),
      ),
    entry.files?.length > 0 && part("Files", entry.files),
    entry.query && Object.keys(entry.query).length > 0 && part("Query", entry.query),
    entry.payload !== null && part(entry.kind === "rest" ? "Body" : "Data", entry.payload),
    entry.response && part("Answer", entry.response),
  ];
  return parts.filter(Boolean);
}

function part(title, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return h("section", {}, h("h3", {}, title), h("pre", { tabindex: 0 }, text));
}

async function copy(value) {
  await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
  announce("Copied");
}
