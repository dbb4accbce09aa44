/** The options of a command, as the fields of a form. */

import { choiceBox } from "./choice-box.js";
import { completion } from "./completion.js";
import { localName } from "./commands.js";
import { h, icon } from "./dom.js";
import { dropZone } from "./drop-zone.js";
import { BACKSPACE } from "./icons.js";
import { optionChoices } from "./things.js";
import { say } from "./words.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;
const ATTACHMENT = 11;

/**
 * Make the field of an option.
 * @param {Object} option as the bot registered it
 * @param {{id: string, label: string, about: string}} names
 * @param {Object} form
 * @param {(option: Object, text: string) => Promise<Object[]>} form.complete asks the bot
 * @param {() => void} form.changed
 * @param {string} [text] what the field begins with, as it would be typed
 * @returns {{element: Element, value: () => any, focus: () => void}} `value` is undefined while
 *   nothing is given
 */
export function optionField(option, names, form, text = "") {
  if (option.type === ATTACHMENT) return fileField(names, form);
  const choices = option.choices?.length ? option.choices.map(choiceOf) : optionChoices(option);
  if (choices) return choicesField(option, names, choices, form, text);
  if (option.type === BOOLEAN) return booleanField(names, form, text);
  if (option.autocomplete) return completion(option, names, form, text);
  if (option.type === STRING) return textField(option, names, form, text);
  const bounded = option.min_value !== undefined && option.max_value !== undefined;
  const make = bounded ? sliderField : numberField;
  return make(option, names, form, text);
}

const choiceOf = (choice) => ({
  value: String(choice.value),
  label: localName(choice),
  given: choice.value,
});

function fileField({ id, label }, { changed }) {
  const zone = dropZone({ id, label, changed });
  return { ...zone, value: () => zone.files()[0], takesFiles: true };
}

function choicesField(option, { id, label }, choices, { changed }, text) {
  const isNamed = (choice) => [choice.label, choice.value].some((name) => isSame(name, text));
  let chosen = choices.filter(isNamed).slice(0, 1).map((choice) => choice.value);
  const element = choiceBox({
    choices,
    chosen,
    placeholder: say(option.required ? "choose" : "not-given"),
    label,
    least: option.required ? 1 : 0,
    settled: (values) => {
      chosen = values;
      changed();
    },
  });
  element.id = id;
  const given = () => choices.find((choice) => choice.value === chosen[0]);
  return { element, focus: () => element.focus(), value: () => given()?.given ?? chosen[0] };
}

const isSame = (name, text) => name.toLowerCase() === text.toLowerCase();

function booleanField({ id, label }, { changed }, begun) {
  const inputs = [
    ["", say("not-given")],
    ["true", say("true")],
    ["false", say("false")],
  ].map(([value, text], index) =>
    h(
      "label",
      { class: "segment" },
      h("input", {
        type: "radio",
        name: id,
        value,
        checked: index === 0 || isSame(value, begun) || isSame(text, begun),
        id: index ? null : id,
        onchange: changed,
      }),
      h("span", {}, text),
    ),
  );
  const element = h("div", { class: "segments", role: "radiogroup", "aria-label": label }, inputs);
  const picked = () => element.querySelector("input:checked").value;
  return {
    element,
    focus: () => element.querySelector("input:checked").focus(),
    value: () => (picked() ? picked() === "true" : undefined),
  };
}

function textField(option, { id, about }, { changed }, text) {
  const element = h("input", {
    id,
    type: "text",
    class: "text-input",
    autocomplete: "off",
    spellcheck: "false",
    minlength: option.min_length,
    maxlength: option.max_length ?? 6000,
    "aria-describedby": about,
    value: text,
    oninput: changed,
  });
  return { element, focus: () => element.focus(), value: () => element.value || undefined };
}

function numberField(option, { id, about }, { changed }, text) {
  const element = h("input", {
    id,
    type: "number",
    class: "text-input",
    step: option.type === INTEGER ? 1 : "any",
    min: option.min_value,
    max: option.max_value,
    "aria-describedby": about,
    value: text,
    oninput: changed,
  });
  const value = () => (element.value === "" ? undefined : Number(element.value));
  return { element, focus: () => element.focus(), value };
}

/** Make a slider that gives nothing until it is moved, and can be taken back. */
function sliderField(option, { id, about }, { changed }, text) {
  const { min_value: least, max_value: most } = option;
  const step = option.type === INTEGER ? 1 : (most - least) / 100;
  const output = h("output", { for: id, class: "slider-value" }, say("not-given"));
  const slider = h("input", {
    id,
    type: "range",
    min: least,
    max: most,
    step,
    value: isNumber(text) ? text : most,
    class: "ungiven",
    "aria-describedby": about,
    "aria-valuetext": say("not-given"),
    oninput: take,
    // Pressed where it stands, it does not move, and yet that is a choice.
    onpointerup: take,
    onkeydown: (event) =>
      event.key === "Enter" || event.key === "Tab" || event.key === "Escape" || take(),
  });
  const back = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": say("take-back-about"),
      title: say("take-back"),
      hidden: true,
      onclick: leave,
    },
    icon(BACKSPACE, { size: 18 }),
  );
  let given = false;

  function take() {
    show();
    changed();
  }

  function show() {
    given = true;
    slider.classList.remove("ungiven");
    back.hidden = false;
    output.textContent = String(number());
    slider.removeAttribute("aria-valuetext");
  }

  function leave() {
    given = false;
    slider.classList.add("ungiven");
    back.hidden = true;
    output.textContent = say("not-given");
    slider.setAttribute("aria-valuetext", say("not-given"));
    slider.focus();
    changed();
  }

  const number = () =>
    option.type === NUMBER ? Math.round(slider.value * 1000) / 1000 : Number(slider.value);
  if (isNumber(text)) show();
  return {
    element: h("div", { class: "slider" }, slider, output, back),
    focus: () => slider.focus(),
    value: () => (given ? number() : undefined),
  };
}

const isNumber = (text) => text !== "" && Number.isFinite(Number(text));
