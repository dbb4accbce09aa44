/** Emoji: of buttons and options, and custom ones in texts. */

import { h } from "./dom.js";
import { state } from "./state.js";

const CUSTOM = String.raw`<a?:\w+:\d+>`;
const ONLY_CUSTOM = new RegExp(`^(?:${CUSTOM}\\s*)+$`);
/** A name between colons that is not yet part of a custom emoji as messages have it. */
const NAMED = /(?<!<a?):(\w+):(?!\d)/g;

/** Make the emoji of a button or an option. */
export function emoji(about) {
  if (!about) return null;
  const shown = about.id ? customEmoji(about.id, about.name) : about.name;
  return h("span", { class: "emoji", "aria-hidden": "true" }, shown);
}

/** Make a custom emoji; one that nobody here knows is shown by its name. */
export function customEmoji(id, name) {
  const known = state.emoji.find((one) => one.id === id);
  const text = `:${name}:`;
  if (!known) return text;
  return h("img", { class: "custom-emoji", src: emojiLink(known), alt: text, title: text });
}

/** Return where the page's own server has a custom emoji. */
export const emojiLink = ({ id, animated }) => `/emojis/${id}.${animated ? "gif" : "png"}`;

/** Tell whether a text is nothing but custom emoji, which are shown larger then. */
export const isOnlyEmoji = (text) => ONLY_CUSTOM.test(text);

/** Write the custom emoji that a text names as `:name:` as messages have them. */
export function withCustomEmoji(text) {
  return text.replace(NAMED, (written, name) => {
    const known = state.emoji.find((one) => one.name === name);
    return known ? `<${known.animated ? "a" : ""}:${name}:${known.id}>` : written;
  });
}
