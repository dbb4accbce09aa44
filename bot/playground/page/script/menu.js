/** Menus of commands, with arrow keys. */

import { h, icon } from "./dom.js";
import { closePopup, popup } from "./popup.js";

/**
 * Open a menu.
 * @param {Element|{x: number, y: number}} anchor
 * @param {Element} owner where focus returns to
 * @param {Array<{label: string, icon?: string, note?: string, run: Function}|{heading: string}>} items
 * @param {string} label
 */
export function openMenu(anchor, owner, items, label) {
  const rows = items.map((item) => (item.heading ? heading(item) : row(item)));
  const list = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, onkeydown: move },
    rows,
  );
  popup(anchor, list, { owner });
  list.querySelector("[role=menuitem]")?.focus();
}

function heading(item) {
  return h(
    "div",
    { class: "menu-heading" },
    item.icon && icon(item.icon, { size: 16 }),
    item.heading,
  );
}

function row(item) {
  const run = () => {
    closePopup();
    item.run();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", class: "menu-item", tabindex: -1, onclick: run },
    h("span", {}, item.label),
    item.note && h("span", { class: "menu-note" }, item.note),
    item.icon && icon(item.icon, { size: 18 }),
  );
}

function move(event) {
  const rows = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const here = rows.indexOf(document.activeElement);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1, Tab: here };
  if (!(event.key in steps)) return;
  event.preventDefault();
  rows.at(steps[event.key] % rows.length).focus();
}
