/** What the bot and Discord say to each other, folded away until someone wants to know. */

import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { CLOSE, COPY, WARNING } from "./icons.js";
import { on, state } from "./state.js";
import { say } from "./words.js";

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
  build(place);
  on("language", () => build(place));
  on("world", () => build(place));
  on("entry", (entry) => {
    if (place.hidden || !KINDS[kind](entry)) return;
    list.prepend(row(entry));
    while (list.children.length > MOST_SHOWN) list.lastElementChild.remove();
  });
}

function build(place) {
  list = h("ol", {
    class: "entries",
    "aria-label": say("inspector-entries"),
    data: { empty: say("inspector-empty") },
  });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": say("inspector-close"),
      onclick: toggleInspector,
    },
    icon(CLOSE),
  );
  const copyAll = h(
    "button",
    { type: "button", class: "button secondary small", onclick: () => copy(state.entries) },
    icon(COPY, { size: 16 }),
    say("copy-all"),
  );
  fill(
    place,
    h("header", {}, h("h2", {}, say("inspector")), copyAll, close),
    h(
      "div",
      { class: "segments", role: "radiogroup", "aria-label": say("inspector-show") },
      [
        tab("all", say("show-all")),
        tab("rest", "REST"),
        tab("gateway", "Gateway"),
        tab("faults", say("show-objections")),
      ],
    ),
    h("p", { class: "rules" }, rulesText()),
    list,
  );
  draw();
}

function tab(value, label) {
  return h(
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
  );
}

function rulesText() {
  return state.openapi ? say("rules-openapi", { name: state.openapi }) : say("rules");
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
          title: say(entry.sender === "bot" ? "from-bot" : "from-discord"),
        },
        arrow,
      ),
      h("span", { class: `kind ${entry.kind}` }, entry.kind === "rest" ? "REST" : "WS"),
      h("span", { class: "entry-title" }, entry.title),
      faulty &&
        h(
          "span",
          { class: "objection-mark", title: objectionsOf(entry) },
          icon(WARNING, { size: 16 }),
          h("span", { class: "unseen" }, objectionsOf(entry)),
        ),
      h("span", { class: entry.status >= 400 ? "entry-detail bad" : "entry-detail" }, entry.detail),
    ),
  );
  return h("li", {}, details);
}

const objectionsOf = (entry) => say("objections", { count: entry.objections.length });

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
        say("copy"),
      ),
    ),
    entry.objections.length > 0 &&
      h(
        "ul",
        { class: "objections" },
        entry.objections.map((line) => h("li", {}, line)),
      ),
    entry.files?.length > 0 && part(say("part-files"), entry.files),
    entry.query && Object.keys(entry.query).length > 0 && part(say("part-query"), entry.query),
    entry.payload !== null && part(say(entry.kind === "rest" ? "part-body" : "part-data"), entry.payload),
    entry.response && part(say("part-answer"), entry.response),
  ];
  return parts.filter(Boolean);
}

function part(title, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return h("section", {}, h("h3", {}, title), h("pre", { tabindex: 0 }, text));
}

async function copy(value) {
  await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
  announce(say("copied"));
}
