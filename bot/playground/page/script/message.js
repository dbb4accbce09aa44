/** One message, as Discord's client shows it. */

import { avatar } from "./avatar.js";
import { dots } from "./buttons.js";
import { components } from "./components.js";
import { h, icon } from "./dom.js";
import { embed } from "./embed.js";
import { fileCard } from "./file-card.js";
import { isPicture } from "./files.js";
import { gallery } from "./gallery.js";
import { EYE, MORE } from "./icons.js";
import { failureOf } from "./interact.js";
import { markdown } from "./markdown.js";
import { openMessageMenu } from "./message-menu.js";
import { sourceOf } from "./sources.js";
import { messageById, nameOf, person, state, tell } from "./state.js";
import { fully, stamp, timeOf } from "./time.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;
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
      oncontextmenu: (event) => openOn(event, message),
    },
    message.used && usedLine(message.used),
    grouped
      ? h("span", { class: "side-time", "aria-hidden": "true" }, timeOf(message.timestamp))
      : face(message, name),
    h("div", { class: "message-main" }, !grouped && heading(message, name), body(message)),
    toolbar(message),
  );
}

/** Return the text of a message for those who hear it. */
export function spokenText(message) {
  if (message.flags & LOADING) return `${authorName(message)} is thinking`;
  const texts = [message.content];
  for (const { title, description } of message.embeds) texts.push(title, description);
  const visit = (part) => {
    if (part.type === 10) texts.push(part.content);
    (part.components ?? []).forEach(visit);
  };
  message.components.forEach(visit);
  const files = message.attachments.length;
  if (files) texts.push(files === 1 ? "one file" : `${files} files`);
  return `${authorName(message)}: ${texts
    .filter(Boolean)
    .join(", ")
    .replace(/[*_`#~|]/g, "")}`;
}

function authorName({ author }) {
  return author.id === state.bot.id ? state.bot.name : nameOf(author.id);
}

function face(message, name) {
  return h("div", { class: "face" }, avatar(message.author.id, name));
}

function heading(message, name) {
  return h(
    "div",
    { class: "message-heading" },
    h("span", { class: "name" }, name),
    message.author.bot && h("span", { class: "tag" }, "APP"),
    h(
      "time",
      { datetime: message.timestamp, title: fully(message.timestamp) },
      stamp(message.timestamp),
    ),
  );
}

/** Say above an answer who used what, or which message it replies to. */
function usedLine({ person: user, command, command_in: inLocale, message }) {
  if (command) {
    return h(
      "div",
      { class: "used" },
      avatar(user.id, user.name, 16),
      h("span", { class: "used-name" }, user.name),
      " used ",
      h("span", { class: "used-command" }, inLocale[person().locale] ?? command),
    );
  }
  const original = messageById(message);
  const show = () => document.getElementById(`message-${message}`)?.focus();
  return h(
    "div",
    { class: "used" },
    avatar(state.bot.id, state.bot.name, 16),
    h("span", { class: "used-name" }, state.bot.name),
    h(
      "button",
      { type: "button", class: "used-message", onclick: show },
      original ? original.content || "Click to see the message" : "The message could not be loaded",
    ),
  );
}

function body(message) {
  const parts = message.flags & LOADING ? [thinking(message)] : content(message);
  const failure = failureOf(message.id);
  return [
    parts,
    failure && h("div", { class: "failure", role: "alert" }, failure),
    Boolean(message.flags & EPHEMERAL) && onlyYou(() => dismiss(message.id)),
  ];
}

function thinking(message) {
  const late = Date.now() - new Date(message.timestamp) > TOKEN_LIFE_MS;
  if (late) return h("div", { class: "failure" }, "The application did not respond");
  return h("div", { class: "thinking" }, dots(), `${authorName(message)} is thinking…`);
}

function content(message) {
  const v2 = Boolean(message.flags & COMPONENTS_V2);
  const edited =
    message.edited_timestamp &&
    h("span", { class: "edited", title: fully(message.edited_timestamp) }, "(edited)");
  return [
    message.content &&
      h("div", { class: "content markup" }, withEdited(markdown(message.content), edited)),
    // In a layout, files only show where a component points at them.
    !v2 && attachments(message),
    message.embeds.map(embed),
    h("div", { class: v2 ? "layout" : "rows" }, components(message)),
    !message.content && edited,
  ];
}

/** Put the mark at the end of the last line. */
function withEdited(blocks, edited) {
  const last = blocks.at(-1);
  if (edited && last.classList?.contains("line")) last.append(" ", edited);
  else if (edited) blocks.push(edited);
  return blocks;
}

function attachments(message) {
  const loose = message.attachments.filter((file) => !isInEmbed(file, message));
  const pictures = loose.filter(isPicture);
  const files = loose.filter((file) => !isPicture(file));
  const shown = pictures.map((file, index) => ({
    url: file.url,
    alt: file.description ?? null,
    width: file.width,
    height: file.height,
    spoiler: file.filename.startsWith("SPOILER_"),
    name: file.filename,
    before: sourceOf(message, { ...file, name: file.filename }, index, pictures.length),
  }));
  return [
    shown.length > 0 && gallery(shown, "attached"),
    files.map((file) => fileCard({ name: file.filename, size: file.size, url: file.url })),
  ];
}

/** Tell whether an embed shows a file: it is not shown a second time. */
function isInEmbed(file, message) {
  const path = (url) => URL.canParse(url) && new URL(url).pathname;
  return message.embeds.some(({ image, thumbnail }) =>
    [image?.url, thumbnail?.url].some((url) => path(url) === path(file.url)),
  );
}

/** Make the line under what only one person sees. */
export function onlyYou(dismissing) {
  return h(
    "div",
    { class: "only-you" },
    icon(EYE, { size: 16 }),
    "Only you can see this • ",
    h("button", { type: "button", class: "link-button", onclick: dismissing }, "Dismiss message"),
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
        "aria-label": "More: apps, copy",
        "aria-haspopup": "menu",
        title: "More",
        onclick: (event) => openOn(event, message),
      },
      icon(MORE),
    ),
  );
}

function openOn(event, message) {
  // On a link or a picture the browser's own menu is worth more.
  if (event.type === "contextmenu" && event.target.closest("a, input")) return;
  event.preventDefault();
  const box = event.currentTarget.getBoundingClientRect();
  const pointed = event.type === "contextmenu" && event.clientX > 0;
  const at = pointed ? { x: event.clientX, y: event.clientY } : { x: box.right, y: box.bottom };
  openMessageMenu(message, at, event.currentTarget);
}
