/** Pictures of a message: one alone, or several laid out as a mosaic. */

import { covered } from "./cover.js";
import { h, icon } from "./dom.js";
import { local } from "./files.js";
import { EYE, LINK } from "./icons.js";
import { outward } from "./links.js";
import { openLightbox } from "./lightbox.js";
import { say } from "./words.js";

/**
 * @typedef {Object} Picture
 * @property {string} url as Discord writes it
 * @property {string|null} alt
 * @property {number|null} width
 * @property {number|null} height
 * @property {boolean} spoiler
 * @property {string} name
 * @property {string|null} before the link to the picture that it was made from
 */

/**
 * Make a gallery.
 * @param {Picture[]} pictures
 * @param {string} className
 */
export function gallery(pictures, className = "") {
  const count = Math.min(pictures.length, 10);
  const items = pictures.map((picture, index) => tile(pictures, picture, index));
  return h("div", { class: `gallery of-${count} ${className}` }, items);
}

function tile(pictures, picture, index) {
  const source = local(picture.url);
  if (!source) return elsewhere(picture);
  const { width, height } = picture;
  const image = h("img", {
    src: source,
    alt: picture.alt ?? "",
    width,
    height,
    loading: "lazy",
    draggable: "false",
  });
  const button = h(
    "button",
    {
      class: "tile",
      type: "button",
      "aria-label": say("open-picture", { name: picture.alt || picture.name }),
      onclick: () => openLightbox(pictures, index),
    },
    image,
    // The label says it already.
    picture.alt && h("span", { class: "alt-mark", "aria-hidden": "true", title: picture.alt }, "ALT"),
  );
  const element = picture.spoiler ? covered(button, "tile-wrap") : button;
  if (width && height) {
    element.style.setProperty("--ratio", `${width} / ${height}`);
    element.style.setProperty("--width", `${width}px`);
  }
  return element;
}

/** Name a picture that is elsewhere: this page fetches nothing from the network. */
function elsewhere(picture) {
  return h(
    "a",
    { class: "tile elsewhere", ...outward(picture.url) },
    icon(picture.spoiler ? EYE : LINK),
    h("span", {}, picture.alt || picture.url),
  );
}
