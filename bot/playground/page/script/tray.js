/** The files that go with the next message, above the message box. */

import { fill, h } from "./dom.js";
import { fileRow } from "./file-row.js";
import { say } from "./words.js";

/**
 * As many as Discord's clients put into one message. The documentation names no number; that there is a
 * limit of ten is known from its users (Aliucord/plugin-requests #635).
 */
export const MOST_FILES = 10;
const SPOILER = "SPOILER_";

/**
 * Make the tray.
 * @param {() => Promise<Node>} suggestions makes what is offered for the files
 */
export function fileTray(suggestions) {
  const element = h("div", { class: "tray", hidden: true });
  let files = [];

  /** Add as many as there is room for; return how many were left out. */
  function add(more) {
    const room = MOST_FILES - files.length;
    set([...files, ...more.slice(0, room)]);
    return Math.max(more.length - room, 0);
  }

  function set(now) {
    files = now;
    return draw();
  }

  async function draw() {
    const drawn = files;
    const offered = files.length ? await suggestions() : null;
    // Meanwhile there may be other files.
    if (drawn !== files) return;
    element.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    element.hidden = !files.length;
    fill(element, offered && [h("div", { class: "kept-files" }, files.map(row)), offered]);
  }

  function row(file, index) {
    const remove = () => set(files.filter((one) => one !== file));
    const mark = async () => {
      await set(files.map((one) => (one === file ? marked(file) : one)));
      element.querySelectorAll(".mark-spoiler")[index]?.focus();
    };
    return fileRow(file, { remove, mark, isSpoiler: isSpoiler(file) });
  }

  return { element, add, set, draw, files: () => files };
}

const isSpoiler = (file) => file.name.startsWith(SPOILER);

/** Return the file with the other mark: Discord's clients write it into the name. */
function marked(file) {
  const name = isSpoiler(file) ? file.name.slice(SPOILER.length) : SPOILER + file.name;
  return new File([file], name, { type: file.type });
}

/** Say how many files found no room in a message. */
export const leftOut = (count) => say("message-full", { most: MOST_FILES, count });
