/** What a message holds: text, files, embeds, components, stickers, and a forwarded message. */

import { attachments } from "./attachments.js";
import { components } from "./components.js";
import { h, icon } from "./dom.js";
import { embed } from "./embed.js";
import { isOnlyEmoji } from "./emoji.js";
import { FORWARD } from "./icons.js";
import { markdown } from "./markdown.js";
import { channelInfo } from "./state.js";
import { sticker } from "./sticker.js";
import { fully, stamp } from "./time.js";
import { say } from "./words.js";

const COMPONENTS_V2 = 1 << 15;
const TEXT_DISPLAY = 10;

/** Make the elements of what a message holds. */
export function messageContent(message) {
  const v2 = Boolean(message.flags & COMPONENTS_V2);
  const edited =
    message.edited_timestamp &&
    h("span", { class: "edited", title: fully(message.edited_timestamp) }, say("edited"));
  return [
    message.content && text(message.content, edited),
    // In a layout, files only show where a component points at them.
    !v2 && attachments(message),
    message.embeds.map(embed),
    h("div", { class: v2 ? "layout" : "rows" }, components(message)),
    (message.sticker_items ?? []).map(sticker),
    !message.content && edited,
    (message.message_snapshots ?? []).map((snapshot) => forwarded(snapshot.message, message)),
  ];
}

/** Return the texts of a message, for those who hear it. */
export function messageTexts(message) {
  const texts = [message.content];
  for (const { title, description } of message.embeds) texts.push(title, description);
  const visit = (part) => {
    if (part.type === TEXT_DISPLAY) texts.push(part.content);
    (part.components ?? []).forEach(visit);
  };
  message.components.forEach(visit);
  const files = message.attachments.length;
  if (files) texts.push(say("files", { count: files }));
  for (const { name } of message.sticker_items ?? []) texts.push(say("sticker", { name }));
  for (const snapshot of message.message_snapshots ?? []) {
    texts.push(say("forwarded"), ...messageTexts(snapshot.message));
  }
  return texts.filter(Boolean);
}

function text(content, edited) {
  const className = `content markup${isOnlyEmoji(content) ? " only-emoji" : ""}`;
  return h("div", { class: className }, withEdited(markdown(content), edited));
}

/** Put the mark at the end of the last line. */
function withEdited(blocks, edited) {
  const last = blocks.at(-1);
  if (edited && last.classList?.contains("line")) last.append(" ", edited);
  else if (edited) blocks.push(edited);
  return blocks;
}

/**
 * Make the copy of a message that another one forwards. Its buttons and menus are disabled: that
 * Discord's client does so, too, is a guess.
 */
function forwarded(snapshot, message) {
  const { id, author, message_reference: reference } = message;
  const place = channelInfo(reference.channel_id);
  const from = place?.guild ? `#${place.title} • ` : "";
  return h(
    "div",
    { class: "forwarded" },
    h("div", { class: "forwarded-mark" }, icon(FORWARD, { size: 16 }), say("forwarded")),
    messageContent({ ...snapshot, id, author, isForwarded: true }),
    h("div", { class: "forwarded-from" }, from, stamp(snapshot.timestamp)),
  );
}
