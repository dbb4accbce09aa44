/** Buttons under and in messages. */

import { h, icon } from "./dom.js";
import { dots } from "./dots.js";
import { emoji } from "./emoji.js";
import { LINK } from "./icons.js";
import { interact, isBusy } from "./interact.js";
import { outward } from "./links.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };

/**
 * Make a button.
 * @param {Object} part Discord's component
 * @param {Object} message
 */
export function button(part, message) {
  const label = [emoji(part.emoji), part.label && h("span", {}, part.label)];
  const className = `button ${STYLES[part.style]}`;
  if (part.style === 5) {
    return h("a", { class: className, ...outward(part.url) }, label, icon(LINK, { size: 16 }));
  }
  const busy = isBusy(message.id, part.custom_id);
  return h(
    "button",
    {
      class: busy ? `${className} busy` : className,
      type: "button",
      disabled: Boolean(part.disabled || message.isForwarded),
      // Disabled it would lose the focus, for good.
      "aria-disabled": busy ? "true" : null,
      // While dots stand in for the label, it is still what the button is called.
      "aria-label": part.label ?? part.emoji?.name,
      "aria-busy": busy ? "true" : null,
      data: { key: part.custom_id ?? "" },
      onclick: () => busy || interact("press", message, part.custom_id),
    },
    h("span", { class: "button-label" }, label),
    busy && dots(),
  );
}
