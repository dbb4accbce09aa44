/** Takes files that are dropped anywhere on the page, and shows over the conversation where to. */

import { h } from "./dom.js";

/**
 * Start to take dropped files, unless a window or a place for files takes them itself.
 * @param {HTMLElement} conversation
 * @param {{text: () => string, add: (files: File[]) => void}} composer `text` says what would
 *   become of the files
 */
export function startDropOverlay(conversation, { text, add }) {
  const words = h("strong");
  const overlay = h("div", { class: "drop-overlay", hidden: true, "aria-hidden": "true" }, words);
  conversation.append(overlay);

  const hide = () => (overlay.hidden = true);
  const isElsewhere = (event) =>
    Boolean(document.querySelector(".backdrop") || event.target.closest?.(".drop-zone"));

  addEventListener("dragover", (event) => {
    event.preventDefault();
    const isShown = event.dataTransfer.types.includes("Files") && !isElsewhere(event);
    if (isShown) words.textContent = text();
    overlay.hidden = !isShown;
  });
  // Without what is entered instead, the pointer has left the window.
  addEventListener("dragleave", (event) => event.relatedTarget === null && hide());
  addEventListener("dragend", hide);
  // Before a place for files stops the event.
  addEventListener("drop", hide, true);
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (!isElsewhere(event)) add([...event.dataTransfer.files]);
  });
}
