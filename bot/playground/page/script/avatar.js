/** Avatars, drawn: nobody here has uploaded one. */

import { h } from "./dom.js";
import { state } from "./state.js";

const COLORS = ["#5865f2", "#3ba55c", "#c27c0e", "#e0457b", "#2a8fbd"];

/**
 * Make the round picture of a user.
 * @param {string} id
 * @param {string} name
 * @param {number} size in pixels
 */
export function avatar(id, name, size = 40) {
  const style = { "--size": `${size}px` };
  if (id === state.bot.id) {
    return h("img", { class: "avatar", src: "/page/icon.svg", alt: "", style });
  }
  const place = state.people.findIndex((person) => person.id === id);
  const color = COLORS.at(place % COLORS.length);
  return h(
    "span",
    { class: "avatar letter", style: { ...style, background: color }, "aria-hidden": "true" },
    name.slice(0, 1),
  );
}
