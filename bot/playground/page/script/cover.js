/** Covers what was sent as a spoiler, until somebody asks for it. */

import { h } from "./dom.js";
import { say } from "./words.js";

/**
 * Cover an element. What is covered cannot be reached by keyboard or by a screen reader.
 * @param {HTMLElement} element
 * @param {string} className of what holds the element and its cover
 * @returns {HTMLElement}
 */
export function covered(element, className) {
  const cover = h("button", { class: "cover", type: "button" }, say("spoiler"));
  const wrap = h("div", { class: `${className} hidden` }, element, cover);
  element.inert = true;
  cover.addEventListener("click", () => {
    element.inert = false;
    wrap.classList.remove("hidden");
    cover.remove();
    (element.matches("button") ? element : element.querySelector("a, button"))?.focus();
  });
  return wrap;
}
