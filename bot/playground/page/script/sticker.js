/** Stickers. */

import { h } from "./dom.js";
import { say } from "./words.js";

const GIF = 4;

/** Make the picture of a sticker. */
export function sticker(item) {
  const { name } = item;
  return h("img", {
    class: "sticker",
    src: stickerLink(item),
    alt: say("sticker", { name }),
    title: name,
    width: 160,
    height: 160,
    draggable: "false",
  });
}

/** Return where the page's own server has a sticker. */
export const stickerLink = ({ id, format_type: format }) =>
  `/stickers/${id}.${format === GIF ? "gif" : "png"}`;
