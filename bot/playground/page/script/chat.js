/** The conversation: messages in order, and what was sent but not yet answered. */

import { announce } from "./announce.js";
import { avatar } from "./avatar.js";
import { dots } from "./buttons.js";
import { fill, h, icon } from "./dom.js";
import { AT, HASH, PEOPLE } from "./icons.js";
import { messageItem, onlyYou, spokenText } from "./message.js";
import { endNote, visibleNotes } from "./notes.js";
import { SAMPLES, sampleFile, sampleLink } from "./samples.js";
import { channelInfo, messageById, on, person, state, visibleMessages } from "./state.js";
import { dayOf, near } from "./time.js";

const NEAR_END = 120;
const MARKS = { text: HASH, dm: AT, group: PEOPLE };

/**
 * Build the conversation into `list`, and keep it in step.
 * @param {Element} list
 * @param {{tryWith: (file: File, colors: string) => void}} composer
 */
export function startChat(list, composer) {
  /** Items by their message's id, as long as nothing about them changes. */
  const drawn = new Map();
  on("place", () => {
    drawn.clear();
    draw();
    toEnd();
  });
  // Messages came and went while the connection was lost.
  on("world", () => channelInfo() && draw());
  on("message", ({ message, fresh }) => {
    if (fresh) draw();
    else redraw(message.id);
    if (fresh && message.author.id === state.person) toEnd();
    if (message.only_for === null || message.only_for === state.person) {
      announce(spokenText(message), message.id);
    }
  });
  on("deleted", draw);
  on("redraw", redraw);
  on("notes", draw);
  // Who sends something wants to see what becomes of it.
  on("sent", () => toEnd());
  list.addEventListener("keydown", move);
  // Pictures make the list grow when they come: who was at its end stays there.
  let followed = true;
  list.addEventListener("scroll", () => (followed = atEnd()));
  list.addEventListener("load", () => followed && toEnd(), true);
  // So does the room for the list, when a command is filled in below it.
  new ResizeObserver(() => followed && toEnd()).observe(list);

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
  };

  /** Change the list; who read its end goes on to read it, others stay where they are. */
  function steadily(change) {
    const end = atEnd();
    const { scrollTop } = list;
    const kept = focusKey();
    change();
    restore(kept);
    if (end) toEnd();
    else list.scrollTop = scrollTop;
  }

  function draw() {
    steadily(drawAll);
  }

  function drawAll() {
    const messages = visibleMessages();
    const rows = [welcome(composer)];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const day = dayOf(message.timestamp);
      if (!before || dayOf(before.timestamp) !== day) rows.push(divider(day));
      rows.push(itemOf(message, isGrouped(before, message)));
    });
    rows.push(...visibleNotes().map(noteItem));
    fill(list, rows);
  }

  function itemOf(message, grouped) {
    const old = drawn.get(message.id);
    if (old?.message === message && old.grouped === grouped) return old.item;
    const item = messageItem(message, { grouped });
    drawn.set(message.id, { message, grouped, item });
    return item;
  }

  function redraw(id) {
    const old = drawn.get(id);
    const message = messageById(id);
    if (!old || !message) return;
    drawn.delete(id);
    steadily(() => old.item.replaceWith(itemOf(message, old.grouped)));
  }
}

function isGrouped(before, message) {
  return Boolean(
    before &&
    !message.used &&
    before.author.id === message.author.id &&
    before.only_for === message.only_for &&
    near(before.timestamp, message.timestamp),
  );
}

/** Tell which message, and which of its controls, has the focus. */
function focusKey() {
  const item = document.activeElement?.closest?.(".message");
  return item && { id: item.id, key: document.activeElement.dataset.key };
}

function restore(kept) {
  const item = kept && document.getElementById(kept.id);
  if (!item) return;
  const control =
    kept.key &&
    [...item.querySelectorAll("[data-key]")].find((one) => one.dataset.key === kept.key);
  (control && !control.disabled ? control : item).focus({ preventScroll: true });
}

function divider(day) {
  return h("li", { class: "divider" }, h("span", {}, day));
}

function welcome(composer) {
  const { kind, title, guild } = channelInfo();
  const name = kind === "text" ? `#${title}` : title;
  return h(
    "li",
    { class: "welcome" },
    h(
      "span",
      { class: "welcome-mark" },
      kind === "dm" ? avatar(state.bot.id, state.bot.name, 68) : icon(MARKS[kind], { size: 42 }),
    ),
    h("h2", {}, kind === "text" ? `Welcome to ${name}!` : name),
    h("p", {}, placeText(kind, guild)),
    h(
      "div",
      { class: "welcome-samples", role: "group", "aria-label": "Sample pictures" },
      SAMPLES.map((sample) =>
        h(
          "button",
          {
            type: "button",
            class: "welcome-sample",
            onclick: async () => composer.tryWith(await sampleFile(sample), sample.colors),
          },
          h("img", { src: sampleLink(sample), alt: "", width: 200, height: 132 }),
          h("span", {}, sample.title),
        ),
      ),
    ),
    h(
      "p",
      { class: "hint" },
      "Take one of these, drop a picture of yours, or type ",
      h("kbd", {}, "/"),
      " for the commands. Right-click a message for its apps.",
    ),
  );
}

function placeText(kind, guild) {
  const me = person();
  if (kind === "dm") return `This is ${me.name}'s direct conversation with ${state.bot.name}.`;
  if (kind === "group")
    return `A private group without ${state.bot.name}: who has the app installed brings it along.`;
  if (!guild.installed)
    return `${state.bot.name} is not in ${guild.name}: who has the app installed brings it along.`;
  return `A Discord of its own, on this machine alone. ${state.bot.name} is the real bot; nothing here leaves the machine.`;
}

/** Show a command that is being sent, or what became of it. */
function noteItem(note) {
  const me = person(note.person);
  const body = note.failed
    ? [h("div", { class: "failure", role: "alert" }, note.failed), onlyYou(() => endNote(note))]
    : h("div", { class: "thinking" }, dots(), "Sending command…");
  return h(
    "li",
    { class: note.failed ? "message ephemeral" : "message", id: note.id, tabindex: -1 },
    h(
      "div",
      { class: "used" },
      avatar(me.id, me.name, 16),
      h("span", { class: "used-name" }, me.name),
      " used ",
      h("span", { class: "used-command" }, note.command),
    ),
    h("div", { class: "face" }, avatar(state.bot.id, state.bot.name)),
    h(
      "div",
      { class: "message-main" },
      h(
        "div",
        { class: "message-heading" },
        h("span", { class: "name" }, state.bot.name),
        h("span", { class: "tag" }, "APP"),
      ),
      body,
    ),
  );
}

/** Walk through the messages with the arrow keys. */
function move(event) {
  if (!event.target.classList.contains("message")) return;
  const items = [...event.currentTarget.querySelectorAll(".message")];
  const here = items.indexOf(event.target);
  const steps = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: items.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    const next = items[steps[event.key]];
    if (next) next.focus();
    else if (event.key === "ArrowDown") document.getElementById("composer-text").focus();
  } else if (event.key === "Enter" && event.target === document.activeElement) {
    event.target.querySelector("button, a, [tabindex='0']")?.focus();
  } else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
    event.preventDefault();
    event.target.querySelector(".message-tools button")?.click();
  }
}
