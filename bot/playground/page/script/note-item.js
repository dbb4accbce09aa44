/** A command that is being sent, or that has failed, as an item of the conversation. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { dots } from "./dots.js";
import { onlyYou } from "./message.js";
import { endNote } from "./notes.js";
import { person, state } from "./state.js";
import { usedText } from "./used-line.js";
import { say } from "./words.js";

/** Make the item of a note. */
export function noteItem(note) {
  const me = person(note.person);
  const body = note.failed
    ? [h("div", { class: "failure", role: "alert" }, note.failed), onlyYou(() => endNote(note))]
    : h("div", { class: "thinking" }, dots(), say("sending"));
  return h(
    "li",
    { class: note.failed ? "message ephemeral" : "message", id: note.id, tabindex: -1 },
    h("div", { class: "used" }, avatar(me.id, 16), usedText(me.name, note.command)),
    h("div", { class: "face" }, avatar(state.bot.id)),
    h(
      "div",
      { class: "message-main" },
      h(
        "div",
        { class: "message-heading" },
        h("span", { class: "name" }, state.bot.name),
        h("span", { class: "tag" }, "APP"),
      ),
      body,
    ),
  );
}
