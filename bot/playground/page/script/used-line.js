/** The line above an answer: who used which command, or which message it replies to. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { messageById, person, state } from "./state.js";
import { say, sayAround } from "./words.js";

/** Make the line of an answer. */
export function usedLine({ person: user, command, command_in: inLocale, message }) {
  if (command) {
    return h(
      "div",
      { class: "used" },
      avatar(user.id, 16),
      usedText(user.name, inLocale[person().locale] ?? command),
    );
  }
  const original = messageById(message);
  const show = () => document.getElementById(`message-${message}`)?.focus();
  return h(
    "div",
    { class: "used" },
    avatar(state.bot.id, 16),
    h("span", { class: "used-name" }, state.bot.name),
    h(
      "button",
      { type: "button", class: "used-message", onclick: show },
      original ? original.content || say("see-message") : say("message-gone"),
    ),
  );
}

/** Make the text that says who used which command. */
export function usedText(name, command) {
  return h(
    "span",
    { class: "used-text" },
    sayAround("used", {
      person: h("span", { class: "used-name" }, name),
      command: h("span", { class: "used-command" }, command),
    }),
  );
}
