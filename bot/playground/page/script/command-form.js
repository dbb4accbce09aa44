/** A slash command being filled in, above the message box. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { avatar } from "./avatar.js";
import { inOrder, localDescription, localName } from "./commands.js";
import { fill, freshId, h, icon } from "./dom.js";
import { CLOSE, SEND } from "./icons.js";
import { openModal } from "./modal.js";
import { endNote, failNote, startNote } from "./notes.js";
import { optionField } from "./option-fields.js";
import { state } from "./state.js";
import { say } from "./words.js";

const ATTACHMENT = 11;

/**
 * Make the form of a command.
 * @param {Object} command as `slashCommands` gives it
 * @param {{files?: File[], texts?: Object<string, string>, closed: () => void}} about `files` go
 *   into the command's options for files, `texts` into options of these names
 */
export function commandForm(command, { files = [], texts = {}, closed }) {
  const rows = inOrder(command.options).map(rowOf);
  const trouble = h("div", { class: "field-problem", role: "alert" });
  const element = h(
    "form",
    {
      class: "command-form",
      novalidate: true,
      "aria-label": `/${command.shown}`,
      onsubmit: send,
      onkeydown: keys,
    },
    h(
      "header",
      {},
      avatar(state.bot.id, 24),
      h("strong", {}, `/${command.shown}`),
      h("span", { class: "command-about" }, command.description),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": say("leave-command"),
          onclick: closed,
        },
        icon(CLOSE),
      ),
    ),
    h(
      "div",
      { class: "command-options" },
      rows.map((row) => row.element),
    ),
    trouble,
    h(
      "footer",
      {},
      h("span", { class: "hint" }, say("form-hint")),
      h(
        "button",
        { type: "submit", class: "button primary send" },
        icon(SEND, { size: 18 }),
        say("send"),
      ),
    ),
  );
  addFiles(files);

  function rowOf(option) {
    const id = freshId("option");
    const about = `${id}-about`;
    const label = localName(option);
    const field = optionField(
      option,
      { id, label, about },
      { complete, changed: () => fill(problem) },
      texts[option.name],
    );
    const problem = h("div", { class: "field-problem", role: "alert" });
    const wide = option.type === ATTACHMENT || option.required;
    const parts = [
      h(
        "label",
        { for: id, class: "option-name" },
        label,
        option.required ? h("span", { class: "needed" }, ` ${say("required")}`) : null,
      ),
      h("span", { class: "field-about", id: about }, localDescription(option)),
      field.element,
      problem,
    ];
    return {
      option,
      field,
      problem,
      element: h("div", { class: wide ? "option-row wide" : "option-row" }, parts),
    };
  }

  function values() {
    const given = {};
    for (const { option, field } of rows) {
      const value = field.value();
      if (value !== undefined) given[option.name] = value;
    }
    return given;
  }

  async function complete(option, text) {
    const others = Object.entries(values()).filter(
      ([name, value]) => name !== option.name && !(value instanceof File),
    );
    return act("complete", {
      command: command.path,
      option: option.name,
      text,
      options: Object.fromEntries(others),
    });
  }

  /** Put files where there is room; say how many found none. */
  function addFiles(more) {
    const left = [...more];
    for (const { field } of rows) {
      if (field.takesFiles && field.room() > 0 && left.length) field.add([left.shift()]);
    }
    fill(trouble, left.length > 0 && say("command-full", { count: left.length }));
  }

  const room = () => rows.some(({ field }) => field.takesFiles && field.room() > 0);

  function missing() {
    return rows.filter(({ option, field }) => option.required && field.value() === undefined);
  }

  async function send(event) {
    event.preventDefault();
    rows.forEach(({ problem }) => fill(problem));
    const empty = missing();
    if (empty.length) {
      empty.forEach(({ problem }) => fill(problem, say("needs-value")));
      empty[0].field.focus();
      return;
    }
    const note = startNote(`/${command.shown}`);
    const options = values();
    closed();
    announce(say("command-sent"));
    try {
      const outcome = await act("run", {
        channel: note.channel,
        person: note.person,
        command: command.path,
        options,
      });
      if (outcome.failed) failNote(note);
      else endNote(note);
      if (outcome.modal) openModal(outcome);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failNote(note, error.message);
    }
  }

  function keys(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      closed();
    } else if (event.key === "Enter" && event.target.classList.contains("kept-file")) {
      element.requestSubmit();
    }
  }

  function begin() {
    const [first] = missing();
    if (first) first.field.focus();
    else element.querySelector(".send").focus();
  }

  return { element, command, addFiles, room, begin };
}
