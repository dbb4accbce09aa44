/** One message, as Discord's client shows it. */

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { dots } from "./dots.js";
import { EYE, MORE } from "./icons.js";
import { failureOf } from "./interact.js";
import { messageContent, messageTexts } from "./message-content.js";
import { openMessageMenu } from "./message-menu.js";
import { openPersonMenu } from "./person-menu.js";
import { nameOf, person, state, tell } from "./state.js";
import { fully, stamp, timeOf } from "./time.js";
import { usedLine } from "./used-line.js";
import { say } from "./words.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const TOKEN_LIFE_MS = 15 * 60 * 1000;

/**
 * Make a message.
 * @param {Object} message
 * @param {{grouped: boolean}} place `grouped` leaves out the name, which stands above already
 */
export function messageItem(message, { grouped }) {
  const name = authorName(message);
  const ephemeral = Boolean(message.flags & EPHEMERAL);
  const classes = ["message", grouped && "grouped", ephemeral && "ephemeral"];
  return h(
    "li",
    {
      class: classes.filter(Boolean).join(" "),
      id: `message-${message.id}`,
      tabindex: -1,
      "aria-label": `${name}, ${stamp(message.timestamp)}`,
      data: { id: message.id },
      oncontextmenu: (event) => openMenuOn(event, message),
    },
    message.used && usedLine(message.used),
    grouped
      ? h("span", { class: "side-time", "aria-hidden": "true" }, timeOf(message.timestamp))
      : face(message),
    h("div", { class: "message-main" }, !grouped && heading(message, name), body(message)),
    toolbar(message),
  );
}

/** Return the text of a message for those who hear it. */
export function spokenText(message) {
  if (message.flags & LOADING) return say("thinking", { bot: authorName(message) });
  const text = messageTexts(message).join(", ");
  return `${authorName(message)}: ${text.replace(/[*_`#~|]/g, "")}`;
}

function authorName({ author }) {
  const known = author.id === state.bot.id || person(author.id);
  return known ? nameOf(author.id) : (author.global_name ?? author.username);
}

function face({ author }) {
  const open = (event) => openPersonMenuOn(event, author.id);
  return h("div", { class: "face", oncontextmenu: open }, avatar(author.id));
}

/** Make the name of a message's author, which opens the menu of that person. */
function authorButton({ author }, name) {
  const open = (event) => openPersonMenuOn(event, author.id);
  return h(
    "button",
    {
      type: "button",
      class: "name",
      "aria-haspopup": "menu",
      title: say("person-menu", { person: name }),
      onclick: open,
      oncontextmenu: open,
    },
    name,
  );
}

function heading(message, name) {
  return h(
    "div",
    { class: "message-heading" },
    authorButton(message, name),
    message.author.bot && h("span", { class: "tag" }, "APP"),
    h(
      "time",
      { datetime: message.timestamp, title: fully(message.timestamp) },
      stamp(message.timestamp),
    ),
  );
}

function body(message) {
  const parts = message.flags & LOADING ? [thinking(message)] : messageContent(message);
  const failure = failureOf(message.id);
  return [
    parts,
    failure && h("div", { class: "failure", role: "alert" }, failure),
    Boolean(message.flags & EPHEMERAL) && onlyYou(() => dismiss(message.id)),
  ];
}

function thinking(message) {
  const late = Date.now() - new Date(message.timestamp) > TOKEN_LIFE_MS;
  if (late) return h("div", { class: "failure" }, say("no-response"));
  const text = say("thinking", { bot: authorName(message) });
  return h("div", { class: "thinking" }, dots(), text);
}

/** Make the line under what only one person sees. */
export function onlyYou(dismissing) {
  return h(
    "div",
    { class: "only-you" },
    icon(EYE, { size: 16 }),
    `${say("only-you")} • `,
    h("button", { type: "button", class: "link-button", onclick: dismissing }, say("dismiss")),
  );
}

function dismiss(id) {
  state.dismissed.add(id);
  tell("deleted", id);
}

function toolbar(message) {
  return h(
    "div",
    { class: "message-tools" },
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": say("more-about"),
        "aria-haspopup": "menu",
        title: say("more"),
        onclick: (event) => openMenuOn(event, message),
      },
      icon(MORE),
    ),
  );
}

function openMenuOn(event, message) {
  // On a link or a picture the browser's own menu is worth more.
  if (event.type === "contextmenu" && event.target.closest("a, input")) return;
  event.preventDefault();
  openMessageMenu(message, pointOf(event), event.currentTarget);
}

function openPersonMenuOn(event, id) {
  event.preventDefault();
  // Else the menu of the message would open, too.
  event.stopPropagation();
  openPersonMenu(id, pointOf(event), event.currentTarget);
}

/** Return where a menu opens: at the mouse, or at the corner of what was pressed. */
function pointOf(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const pointed = event.type === "contextmenu" && event.clientX > 0;
  return pointed ? { x: event.clientX, y: event.clientY } : { x: box.right, y: box.bottom };
}
