/** Forms that the bot opens. */

import { Refused, act } from "./acts.js";
import { avatar } from "./avatar.js";
import { openDialog } from "./dialog.js";
import { fill, freshId, h, icon } from "./dom.js";
import { dots } from "./dots.js";
import { CLOSE, WARNING } from "./icons.js";
import { markdown } from "./markdown.js";
import { fieldOf } from "./modal-fields.js";
import { state } from "./state.js";
import { say } from "./words.js";

const ROW = 1;
const TEXT = 10;
const LABEL = 18;
const CHECKBOX = 23;

/**
 * Open the form that an interaction brought.
 * @param {{interaction: string, modal: Object}} outcome
 */
export function openModal({ interaction, modal }) {
  const fields = new Map();
  const parts = modal.components.map((part) => place(part, fields));
  const trouble = h("div", { class: "modal-trouble", role: "alert" });
  const submit = h("button", { class: "button primary", type: "submit" }, say("submit"));
  const form = h(
    "form",
    { class: "modal", novalidate: true, onsubmit: send },
    h(
      "header",
      {},
      avatar(state.bot.id, 32),
      h("h2", {}, modal.title),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": say("close"), onclick: () => close() },
        icon(CLOSE),
      ),
    ),
    h(
      "div",
      { class: "modal-body" },
      h(
        "p",
        { class: "modal-warning" },
        icon(WARNING),
        say("form-warning", { bot: state.bot.name }),
      ),
      parts,
      trouble,
    ),
    h(
      "footer",
      {},
      h("button", { class: "button secondary", type: "button", onclick: () => close() }, say("cancel")),
      submit,
    ),
  );
  const close = openDialog(form, { label: modal.title, className: "modal-backdrop" });
  form.addEventListener("paste", (event) => take(event, event.clipboardData));
  form.addEventListener("drop", (event) => take(event, event.dataTransfer));
  const first = form
    .querySelector(".modal-body")
    .querySelector("input, textarea, select, [role=combobox], .drop-zone button");
  first?.focus();

  /** Put files that are dropped or pasted anywhere where there is room for them. */
  function take(event, { files }) {
    const place = [...fields.values()].find((field) => field.room?.() > 0);
    if (!files.length || !place) return;
    event.preventDefault();
    place.add([...files]);
  }

  async function send(event) {
    event.preventDefault();
    fill(trouble);
    const troubles = [...fields.values()].filter((field) => !field.check());
    if (troubles.length) {
      troubles[0].focus();
      return;
    }
    const values = {};
    fields.forEach((field, name) => {
      const value = field.value();
      if (value !== undefined) values[name] = value;
    });
    submit.disabled = true;
    fill(submit, dots());
    try {
      const outcome = await act("submit", { interaction, values });
      if (outcome.failed) fill(trouble, say("form-failed"));
      else close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(trouble, error.message);
    } finally {
      submit.disabled = false;
      fill(submit, say("submit"));
    }
  }
}

/** Make a part of the form; what can be filled in is added to `fields` by its custom id. */
function place(part, fields) {
  if (part.type === TEXT) return h("div", { class: "markup" }, markdown(part.content));
  if (part.type === ROW) {
    return part.components.map((inner) => labelled(inner, inner.label, null, fields));
  }
  if (part.type === LABEL) return labelled(part.component, part.label, part.description, fields);
  return null;
}

function labelled(part, label, description, fields) {
  const id = freshId("field");
  const about = description ? `${id}-about` : null;
  const field = fieldOf(part, { id, label, about });
  fields.set(part.custom_id, field);
  const needed = part.required !== false && part.type !== CHECKBOX;
  const problem = h("div", { class: "field-problem", role: "alert" });
  field.complain = (text) => fill(problem, text);
  const names = [
    h(
      "label",
      { for: id, class: "field-label" },
      label,
      needed && h("span", { class: "needed", "aria-hidden": "true" }, " *"),
    ),
    description && h("div", { class: "field-about", id: about }, description),
  ];
  // A single check mark stands beside its words, everything else below.
  if (part.type === CHECKBOX) {
    return h("div", { class: "option" }, field.element, h("div", { class: "choice-text" }, names));
  }
  return h("div", { class: "field" }, names, field.element, problem);
}
