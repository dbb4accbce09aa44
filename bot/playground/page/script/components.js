/** Message components, Discord's "Components V2" and the rows of old, as elements. */

import { button } from "./buttons.js";
import { covered } from "./cover.js";
import { h } from "./dom.js";
import { fileCard } from "./file-card.js";
import { mediaUrl } from "./files.js";
import { gallery } from "./gallery.js";
import { fileName } from "./links.js";
import { markdown } from "./markdown.js";
import { messageSelect } from "./message-select.js";
import { sourceOf } from "./sources.js";
import { say } from "./words.js";

const makers = {
  1: (row, message) =>
    h(
      "div",
      { class: "row" },
      row.components.map((c) => component(c, message)),
    ),
  2: button,
  3: messageSelect,
  5: messageSelect,
  6: messageSelect,
  7: messageSelect,
  8: messageSelect,
  9: section,
  10: (text) => h("div", { class: "text markup" }, markdown(text.content)),
  11: thumbnail,
  12: mediaGallery,
  13: file,
  14: separator,
  17: container,
};

/**
 * Make the elements of a message's components.
 * @param {Object} message
 */
export function components(message) {
  return message.components.map((part) => component(part, message));
}

function component(part, message) {
  const make = makers[part.type];
  if (make) return make(part, message);
  return h("div", { class: "unknown" }, say("unknown-component", { type: part.type }));
}

function container(part, message) {
  const color = part.accent_color;
  const accented = color !== null && color !== undefined;
  const inner = part.components.map((inside) => component(inside, message));
  const box = h(
    "div",
    {
      class: `container${accented ? " accented" : ""}`,
      style: accented ? { "--accent": `#${color.toString(16).padStart(6, "0")}` } : {},
    },
    inner,
  );
  return part.spoiler ? covered(box, "container-wrap") : box;
}

function section(part, message) {
  const texts = part.components.map((inside) => component(inside, message));
  const accessory = h("div", { class: "accessory" }, component(part.accessory, message));
  return h("div", { class: "section" }, h("div", { class: "section-text" }, texts), accessory);
}

function thumbnail(part, message) {
  return gallery([picture(part, message, 0, 1)], "thumbnail");
}

function mediaGallery(part, message) {
  const count = part.items.length;
  return gallery(part.items.map((item, index) => picture(item, message, index, count)));
}

function picture(item, message, index, count) {
  const { url, width, height } = item.media;
  const name = fileName(url);
  return {
    url: mediaUrl(item.media),
    width,
    height,
    name,
    alt: item.description,
    spoiler: item.spoiler,
    before: sourceOf(message, { name, width, height }, index, count),
  };
}

function file(part) {
  const { name, size, spoiler } = part;
  return fileCard({ name: name ?? fileName(part.file.url), size, url: part.file.url, spoiler });
}

function separator(part) {
  const kind = `separator ${part.spacing === 2 ? "large" : "small"}${part.divider ? " line" : ""}`;
  return h("div", { class: kind, role: part.divider ? "separator" : null });
}
