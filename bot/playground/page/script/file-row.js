/** The row of a file that was chosen: what it is, and buttons to change that. */

import { h, icon } from "./dom.js";
import { sizeText } from "./files.js";
import { CLOSE, EYE, EYE_OFF, FILE } from "./icons.js";
import { say } from "./words.js";

/**
 * Make the row of a file.
 * @param {File} file
 * @param {{remove: () => void, mark?: () => void, isSpoiler?: boolean}} about `mark` makes the file
 *   a spoiler, or no longer
 */
export function fileRow(file, { remove, mark, isSpoiler = false }) {
  const { name } = file;
  const seen = file.type.startsWith("image/")
    ? h("img", { src: URL.createObjectURL(file), alt: "" })
    : icon(FILE, { size: 40 });
  return h(
    "div",
    { class: isSpoiler ? "kept-file spoilered" : "kept-file", tabindex: -1 },
    seen,
    h(
      "span",
      { class: "kept-name" },
      name,
      h("small", {}, isSpoiler && `${say("spoiler")} • `, sizeText(file.size)),
    ),
    mark &&
      smallButton(
        say(isSpoiler ? "unmark-spoiler" : "mark-spoiler", { name }),
        isSpoiler ? EYE_OFF : EYE,
        mark,
        "mark-spoiler",
      ),
    smallButton(say("remove", { name }), CLOSE, remove),
  );
}

function smallButton(label, path, run, className = "") {
  return h(
    "button",
    {
      type: "button",
      class: `icon-button ${className}`,
      "aria-label": label,
      title: label,
      onclick: run,
    },
    icon(path, { size: 16 }),
  );
}
