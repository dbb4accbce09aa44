/** Three dots that pulse while something is awaited. */

import { h } from "./dom.js";

/** Make the dots. */
export function dots() {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}
