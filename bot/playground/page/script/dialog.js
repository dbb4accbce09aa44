/** Windows above the page: they keep the focus inside, and give it back. */

import { focusable, h } from "./dom.js";
import { closePopup } from "./popup.js";

const open = [];

/**
 * Open a window.
 * @param {Element} content
 * @param {{label: string, className?: string, closed?: Function}} about
 * @returns {Function} what closes it
 */
export function openDialog(content, { label, className = "", closed }) {
  closePopup();
  const before = document.activeElement;
  const box = h(
    "div",
    { class: "dialog", role: "dialog", "aria-modal": "true", "aria-label": label },
    content,
  );
  const backdrop = h("div", { class: `backdrop ${className}`, onkeydown: keys }, box);
  const frame = document.getElementById("frame");

  function close() {
    open.splice(open.indexOf(close), 1);
    backdrop.remove();
    frame.inert = open.length > 0;
    before?.focus?.();
    closed?.();
  }

  function keys(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      const inside = focusable(box);
      const edge = event.shiftKey ? inside[0] : inside.at(-1);
      if (document.activeElement === edge) {
        event.preventDefault();
        (event.shiftKey ? inside.at(-1) : inside[0]).focus();
      }
    }
  }

  backdrop.addEventListener("pointerdown", (event) => {
    if (event.target === backdrop) close();
  });
  document.getElementById("overlays").append(backdrop);
  frame.inert = true;
  open.push(close);
  (box.querySelector("[data-first]") ?? focusable(box)[0])?.focus();
  return close;
}
