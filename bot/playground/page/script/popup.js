/** Things that float near what opened them: menus, lists. One at a time; Escape closes it. */

import { h } from "./dom.js";

const MARGIN = 8;

let open = null;

/**
 * Show `content` near an element or a point.
 * @param {Element|{x: number, y: number}} anchor
 * @param {Element} content
 * @param {{closed?: Function, owner?: Element, wide?: boolean}} [options] `closed` is called in
 *   the end; focus goes back to `owner` if it is inside by then; `wide` takes the anchor's width
 * @returns {Function} what closes it
 */
export function popup(anchor, content, { closed, owner, wide = false } = {}) {
  closePopup();
  const box = h("div", { class: "popup" }, content);
  document.getElementById("overlays").append(box);
  const place = () => put(box, anchor, wide);
  place();
  const watch = new ResizeObserver(place);
  watch.observe(content);
  const outside = (event) => {
    if (!box.contains(event.target) && !owner?.contains(event.target)) closePopup();
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closePopup();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  addEventListener("resize", closePopup);
  open = () => {
    watch.disconnect();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    removeEventListener("resize", closePopup);
    if (box.contains(document.activeElement)) owner?.focus();
    box.remove();
    closed?.();
  };
  return closePopup;
}

/** Close what floats, if anything does. */
export function closePopup() {
  const close = open;
  open = null;
  close?.();
}

function put(box, anchor, wide) {
  const point = !(anchor instanceof Element);
  const at = point ? new DOMRect(anchor.x, anchor.y, 0, 0) : anchor.getBoundingClientRect();
  if (wide) box.style.width = `${at.width}px`;
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - at.bottom - MARGIN;
  const up = height > below && at.top > below;
  const top = up ? at.top - height - (point ? 0 : 4) : at.bottom + (point ? 0 : 4);
  const left = Math.min(at.left, innerWidth - width - MARGIN);
  box.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
  box.style.left = `${Math.max(MARGIN, left)}px`;
}
