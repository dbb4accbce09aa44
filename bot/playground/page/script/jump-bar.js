/** The bar that tells of messages below the part of the conversation that is in view. */

import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { DOWN } from "./icons.js";
import { say } from "./words.js";

/** By so many pixels a message may end below the view and still counts as seen. */
const TOLERANCE = 8;

/**
 * Build the bar into `place`.
 * @param {HTMLElement} place
 * @param {HTMLElement} list that scrolls
 * @param {() => void} jump goes to the end of the list
 */
export function jumpBar(place, list, jump) {
  /** Ids of messages below the view, and whether each is new or has changed. */
  const below = new Map();

  /** Tell of a message that came or changed, if it ends below the view. */
  function add(id, isNew) {
    if (!isBelow(id)) return;
    const known = below.get(id);
    below.set(id, isNew || known === true);
    draw();
    if (known === undefined) announce(text(), "below");
  }

  /** Forget the messages that are in view by now. */
  function look() {
    const before = below.size;
    for (const id of below.keys()) if (!isBelow(id)) below.delete(id);
    if (below.size !== before) draw();
  }

  function clear() {
    below.clear();
    draw();
  }

  function isBelow(id) {
    const item = document.getElementById(`message-${id}`);
    const end = list.getBoundingClientRect().bottom + TOLERANCE;
    return Boolean(item) && item.getBoundingClientRect().bottom > end;
  }

  function text() {
    const count = [...below.values()].filter(Boolean).length;
    return count ? say("below-new", { count }) : say("below-changed");
  }

  function draw() {
    if (!below.size) {
      fill(place);
      return;
    }
    const go = () => {
      const last = document.getElementById(`message-${[...below.keys()].at(-1)}`);
      clear();
      jump();
      // The bar is gone: the focus goes on from what it told of.
      last?.focus({ preventScroll: true });
    };
    fill(
      place,
      h(
        "button",
        { type: "button", class: "jump-bar", onclick: go },
        h("span", {}, text()),
        h("span", { class: "jump" }, say("jump"), icon(DOWN, { size: 16 })),
      ),
    );
  }

  return { add, look, clear };
}
