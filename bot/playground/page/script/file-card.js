/** A file that is no picture: its name, its size, a link to download it. */

import { h, icon } from "./dom.js";
import { local, sizeText } from "./files.js";
import { DOWNLOAD, FILE } from "./icons.js";
import { outward } from "./links.js";

/**
 * Make the card of a file.
 * @param {{name: string, size: number|null, url: string}} file
 */
export function fileCard({ name, size, url }) {
  const link = local(url) ?? outward(url).href;
  return h(
    "div",
    { class: "file-card" },
    icon(FILE, { size: 30 }),
    h(
      "div",
      { class: "file-about" },
      h("a", { href: link, download: name, class: "file-name" }, name),
      h("span", { class: "file-size" }, size === null ? "" : sizeText(size)),
    ),
    h(
      "a",
      { href: link, download: name, class: "file-get", "aria-label": `Download ${name}` },
      icon(DOWNLOAD),
    ),
  );
}
