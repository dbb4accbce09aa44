/** The conversation: messages in order, and what was sent but not yet answered. */

import { announce } from "./announce.js";
import { fill, h } from "./dom.js";
import { jumpBar } from "./jump-bar.js";
import { messageItem, spokenText } from "./message.js";
import { noteItem } from "./note-item.js";
import { visibleNotes } from "./notes.js";
import { channelInfo, messageById, on, state, visibleMessages } from "./state.js";
import { dayOf, near } from "./time.js";
import { welcome } from "./welcome.js";

const NEAR_END = 120;

/**
 * Build the conversation into `list`, and keep it in step.
 * @param {HTMLElement} list
 * @param {HTMLElement} barPlace for the bar that tells of messages below the view
 * @param {(file: File, colors: string) => void} tryWith begins a command with a sample
 */
export function startChat(list, barPlace, tryWith) {
  /** Items by their message's id, as long as nothing about them changes. */
  const drawn = new Map();
  on("place", () => {
    drawn.clear();
    bar.clear();
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
      bar.add(message.id, fresh);
    }
  });
  on("deleted", () => {
    draw();
    bar.look();
  });
  on("redraw", redraw);
  on("notes", draw);
  // Who sends something wants to see what becomes of it.
  on("sent", () => toEnd());
  list.addEventListener("keydown", move);
  // Pictures make the list grow when they come: who was at its end stays there.
  let followed = true;
  list.addEventListener("scroll", () => {
    followed = atEnd();
    bar.look();
  });
  list.addEventListener("load", () => followed && toEnd(), true);
  // So does the room for the list, when a command is filled in below it.
  new ResizeObserver(() => followed && toEnd()).observe(list);

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
  };
  const bar = jumpBar(barPlace, list, toEnd);

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
    const rows = [welcome(tryWith)];
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

/**
 * Walk through the messages with the arrow keys, and open the menu of one. The Tab key leads to the
 * controls of a message; Enter presses only what has the focus itself, so none of them.
 */
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
  } else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
    event.preventDefault();
    event.target.querySelector(".message-tools button")?.click();
  }
}
