/** Says to screen readers what others see happen. */

const SETTLED_MS = 400;

let waiting = new Map();
let timer = null;

/**
 * Say `text` soon; a later text under the same key takes its place if it was not said yet.
 * @param {string} text
 * @param {string} [key] what it is about, such as a message's id
 */
export function announce(text, key = text) {
  waiting.set(key, text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.getElementById("announcer").textContent = [...waiting.values()].join(". ");
    waiting = new Map();
  }, SETTLED_MS);
}
