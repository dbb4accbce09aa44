/** The page's language: that of the person who acts, for what stands in the HTML file too. */

import { on, person, tell } from "./state.js";
import { say, useLocale } from "./words.js";

/** Follow the acting person's language; tell "language" when it has changed. */
export function startFrame() {
  on("place", () => {
    if (!useLocale(person().locale)) return;
    write();
    tell("language");
  });
  write();
}

/** Write the words of elements that name them: `data-say` for texts, `data-label` for labels. */
function write() {
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
}
