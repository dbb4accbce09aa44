/** The fields of a form, by the type of Discord's component. */

import { choiceBox } from "./choice-box.js";
import { h } from "./dom.js";
import { dropZone } from "./drop-zone.js";
import { selectChoices, selectDefaults } from "./things.js";
import { say } from "./words.js";

const makers = {
  3: selectField,
  4: textField,
  5: selectField,
  6: selectField,
  7: selectField,
  8: selectField,
  19: filesField,
  21: radioField,
  22: checkboxesField,
  23: checkboxField,
};

/**
 * Make a field.
 * @param {Object} part Discord's component
 * @param {{id: string, label: string, about: string|null}} names
 * @returns {{element: Element, value: () => any, check: () => boolean, focus: () => void,
 *   complain: (text: string) => void, add?: Function, room?: () => number}} `value` is undefined
 *   for what is left empty; fields for files have `add` and `room`
 */
export function fieldOf(part, names) {
  const made = makers[part.type](part, names);
  const field = {
    complain: () => {},
    focus: () => made.element.querySelector("input, textarea, button")?.focus(),
    ...made,
    check() {
      const problem = made.problem();
      field.complain(problem ?? "");
      return !problem;
    },
  };
  return field;
}

const isNeeded = (part) => part.required !== false;

function textField(part, { id, about }) {
  const long = part.style === 2;
  const element = h(long ? "textarea" : "input", {
    id,
    class: "text-input",
    type: long ? null : "text",
    rows: long ? 4 : null,
    placeholder: part.placeholder,
    maxlength: part.max_length ?? 4000,
    "aria-describedby": about,
    "aria-required": isNeeded(part) ? "true" : null,
    value: part.value ?? "",
  });
  return {
    element,
    focus: () => element.focus(),
    value: () => element.value,
    problem() {
      const { length } = element.value;
      if (!length) return isNeeded(part) ? say("field-required") : null;
      const least = part.min_length ?? 0;
      return length < least ? say("too-short", { least }) : null;
    },
  };
}

function selectField(part, { id, label }) {
  let chosen = selectDefaults(part);
  const least = part.min_values ?? 1;
  const element = choiceBox({
    choices: selectChoices(part),
    chosen,
    placeholder: part.placeholder ?? say("select"),
    label,
    least: isNeeded(part) ? least : 0,
    most: part.max_values ?? 1,
    settled: (values) => (chosen = values),
  });
  element.id = id;
  return {
    element,
    focus: () => element.focus(),
    value: () => chosen,
    problem: () => (isNeeded(part) && chosen.length < Math.max(least, 1) ? say("field-required") : null),
  };
}

function filesField(part, { id, label }) {
  const most = part.max_values ?? 1;
  const least = part.min_values ?? 1;
  const zone = dropZone({ id, label, most });
  return {
    element: zone.element,
    focus: zone.focus,
    add: zone.add,
    room: zone.room,
    value: () => zone.files(),
    problem: () => (isNeeded(part) && zone.files().length < Math.max(least, 1) ? say("field-required") : null),
  };
}

function radioField(part, { id, label }) {
  const inputs = part.options.map((option, index) => choice("radio", part, option, index, id));
  const element = h("div", { class: "options", role: "radiogroup", "aria-label": label }, inputs);
  const picked = () => element.querySelector("input:checked")?.value;
  return { element, value: picked, problem: () => (isNeeded(part) && !picked() ? say("field-required") : null) };
}

function checkboxesField(part, { id, label }) {
  const inputs = part.options.map((option, index) => choice("checkbox", part, option, index, id));
  const element = h("div", { class: "options", role: "group", "aria-label": label }, inputs);
  const picked = () => [...element.querySelectorAll("input:checked")].map((input) => input.value);
  const most = part.max_values ?? part.options.length;
  return {
    element,
    value: picked,
    problem() {
      const { length } = picked();
      if (isNeeded(part) && length < Math.max(part.min_values ?? 1, 1)) return say("field-required");
      return length > most ? say("choose-most", { most }) : null;
    },
  };
}

function choice(type, part, option, index, id) {
  return h(
    "label",
    { class: "option" },
    h("input", {
      type,
      name: part.custom_id,
      value: option.value,
      checked: Boolean(option.default),
      id: index ? null : id,
    }),
    h(
      "span",
      { class: "choice-text" },
      h("span", { class: "choice-label" }, option.label),
      option.description && h("span", { class: "choice-description" }, option.description),
    ),
  );
}

function checkboxField(part, { id, about }) {
  const input = h("input", {
    type: "checkbox",
    id,
    checked: Boolean(part.default),
    "aria-describedby": about,
  });
  return {
    element: input,
    focus: () => input.focus(),
    value: () => input.checked,
    problem: () => null,
  };
}
