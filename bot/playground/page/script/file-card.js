/** A file that is no picture: its name, its size, a link to download it. */

import { covered } from "./cover.js";
import { h, icon } from "./dom.js";
import { local, sizeText } from "./files.js";
import { DOWNLOAD, FILE } from "./icons.js";
import { outward } from "./links.js";
import { say } from "./words.js";

/**
 * Make the card of a file.
 * @param {{name: string, size: number|null|undefined, url: string, spoiler: boolean}} file
 */
export function fileCard({ name, size, url, spoiler }) {
  const link = local(url) ?? outward(url).href;
  const label = say("download", { name });
  const card = h(
    "div",
    { class: "file-card" },
    icon(FILE, { size: 30 }),
    h(
      "div",
      { class: "file-about" },
      h("a", { href: link, download: name, class: "file-name" }, name),
      h("span", { class: "file-size" }, Number.isFinite(size) ? sizeText(size) : ""),
    ),
    h(
      "a",
      { href: link, download: name, class: "file-get", "aria-label": label },
      icon(DOWNLOAD),
    ),
  );
  return spoiler ? covered(card, "file-wrap") : card;
}
