/** Emoji of buttons and options. */

import { h } from "./dom.js";

/** Make an emoji; custom ones live on Discord's servers, so their names stand for them. */
export function emoji(about) {
  if (!about) return null;
  const text = about.id ? `:${about.name}:` : about.name;
  return h("span", { class: "emoji", "aria-hidden": "true" }, text);
}
