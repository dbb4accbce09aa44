/** Menus of commands, with arrow keys; an entry can hold a menu of its own. */

import { h, icon } from "./dom.js";
import { NEXT } from "./icons.js";
import { closePopup, popup } from "./popup.js";

const MARGIN = 8;

/**
 * @typedef {Object} Item what runs when it is chosen, or what is in the menu that it opens
 * @property {string} label
 * @property {string} [icon]
 * @property {Function} [run]
 * @property {Item[]} [items]
 */

/**
 * Open a menu.
 * @param {Element|{x: number, y: number}} anchor
 * @param {Element} owner where focus returns to
 * @param {Item[]} items
 * @param {string} label
 */
export function openMenu(anchor, owner, items, label) {
  const list = menu(items, label);
  popup(anchor, list, { owner });
  focusFirst(list);
}

function menu(items, label) {
  const rows = items.map((item) => (item.items ? branch(item) : row(item)));
  return h("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: move }, rows);
}

function row(item) {
  const run = () => {
    closePopup();
    item.run();
  };
  return entry(item.label, item.icon, { onclick: run });
}

function entry(label, path, more) {
  return h(
    "button",
    { type: "button", role: "menuitem", class: "menu-item", tabindex: -1, ...more },
    h("span", {}, label),
    path && icon(path, { size: 18 }),
  );
}

/** Make an entry that unfolds a menu beside it, or below where there is no room. */
function branch({ label, items }) {
  const inner = menu(items, label);
  inner.hidden = true;
  const opener = entry(label, NEXT, {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    onclick: () => {
      unfold(true);
      focusFirst(inner);
    },
  });
  function unfold(shown) {
    inner.hidden = !shown;
    opener.setAttribute("aria-expanded", String(shown));
    if (shown) put(inner, opener);
  }
  function keys(event) {
    if (event.key === "ArrowRight" && event.target === opener) opener.click();
    else if (event.key === "ArrowLeft" && event.target !== opener) {
      opener.focus();
      unfold(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  // Where a press takes no focus, the focus goes nowhere: that is not away.
  const away = ({ relatedTarget }) => {
    if (relatedTarget && !element.contains(relatedTarget)) unfold(false);
  };
  const pointed = ({ pointerType }) => pointerType === "mouse" && unfold(true);
  const listeners = { onkeydown: keys, onfocusout: away, onpointerenter: pointed };
  const element = h("div", { class: "menu-branch", ...listeners }, opener, inner);
  element.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !inner.contains(document.activeElement)) unfold(false);
  });
  return element;
}

/** Put a menu on the side of its entry where it has room, all of it in sight. */
function put(inner, opener) {
  const at = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = inner;
  const beside = at.left > width ? "left" : "below";
  inner.dataset.side = at.right + width + MARGIN < innerWidth ? "right" : beside;
  inner.style.top = `${Math.min(0, innerHeight - MARGIN - at.top - height)}px`;
}

function focusFirst(list) {
  list.querySelector("[role=menuitem]")?.focus();
}

function move(event) {
  const list = event.currentTarget;
  const rows = [...list.querySelectorAll("[role=menuitem]")].filter(
    (one) => one.closest("[role=menu]") === list,
  );
  const here = rows.indexOf(document.activeElement);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1, Tab: here };
  if (here < 0 || !(event.key in steps)) return;
  event.preventDefault();
  rows.at(steps[event.key] % rows.length).focus();
}
