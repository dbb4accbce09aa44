/** The message box: plain messages, files to send along, and "/" for commands. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { commandForm } from "./command-form.js";
import { commandList } from "./command-list.js";
import { slashCommands } from "./commands.js";
import { fill, h, icon } from "./dom.js";
import { startDropOverlay } from "./drop-overlay.js";
import { withCustomEmoji } from "./emoji.js";
import { PLUS, SMILE } from "./icons.js";
import { openPicker } from "./picker.js";
import { channelInfo, on, state } from "./state.js";
import { fileTray, leftOut } from "./tray.js";
import { typedCommand } from "./typed-command.js";
import { say } from "./words.js";

const ATTACHMENT = 11;

/**
 * Build the message box; return what others may ask of it.
 * @param {HTMLElement} place
 * @param {HTMLElement} conversation where files can be dropped
 */
export function startComposer(place, conversation) {
  let form = null;
  /** What was asked for before the bot had commands. @type {Function|null} */
  let waiting = null;
  const list = commandList(begin);
  const tray = fileTray(suggestions);
  const problem = h("div", { class: "field-problem", role: "alert" });
  const formPlace = h("div", { class: "form-place" });
  const picker = h("input", {
    type: "file",
    multiple: true,
    class: "unseen",
    tabindex: -1,
    "aria-hidden": "true",
    onchange: () => {
      addFiles([...picker.files]);
      picker.value = "";
    },
  });
  const text = h("textarea", {
    id: "composer-text",
    rows: 1,
    role: "combobox",
    "aria-controls": "commands",
    "aria-expanded": "false",
    autocomplete: "off",
    oninput: typed,
    onkeydown: keys,
  });
  const choose = () => picker.click();
  const plus = h("button", { type: "button", class: "plus", onclick: choose }, icon(PLUS, { size: 16 }));
  const pick = () => openPicker(smile, { emoji: insertEmoji, sticker: postSticker });
  const smile = h(
    "button",
    { type: "button", class: "smile", "aria-haspopup": "true", onclick: pick },
    icon(SMILE, { size: 24 }),
  );
  const slashButton = h("button", { type: "button", class: "slash", onclick: slash }, "/");
  const box = h("div", { class: "message-box" }, plus, picker, text, smile, slashButton);
  fill(place, list.element, formPlace, tray.element, problem, box);
  label();

  addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (!pasted.length || document.querySelector(".backdrop")) return;
    event.preventDefault();
    addFiles(pasted);
  });
  startDropOverlay(conversation, { text: dropText, add: addFiles });
  on("place", () => {
    leave();
    text.placeholder = say("message-in", { place: placeName() });
  });
  on("language", () => {
    label();
    tray.draw();
  });
  on("commands", refresh);
  // A mention of a command was pressed.
  on("command", (path) => {
    leave();
    text.value = `/${path} `;
    text.focus();
    typed();
  });

  function label() {
    text.setAttribute("aria-label", say("composer"));
    for (const [button, key] of [
      [plus, "add-files"],
      [smile, "picker"],
      [slashButton, "commands"],
    ]) {
      button.setAttribute("aria-label", say(key));
      button.title = say(key);
    }
  }

  function placeName() {
    const { kind, title } = channelInfo();
    return `${kind === "text" ? "#" : "@"}${title}`;
  }

  function dropText() {
    if (!form) return say("drop-message", { place: placeName() });
    const command = `/${form.command.shown}`;
    return say(form.room() ? "drop-command" : "drop-full", { command });
  }

  async function refresh() {
    if (list.isOpen()) await typed();
    await waiting?.();
  }

  async function typed() {
    fill(problem);
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
    if (text.value.startsWith("/")) {
      const commands = await slashCommands();
      const found = typedCommand(text.value, commands);
      if (found) {
        begin(found.command, found.texts);
        return;
      }
      // Meanwhile the slash may be gone.
      if (text.value.startsWith("/")) list.show(commands, text.value.slice(1));
    } else list.hide();
    reflect();
  }

  function reflect() {
    text.setAttribute("aria-expanded", list.isOpen() ? "true" : "false");
    const active = list.activeId();
    if (active) text.setAttribute("aria-activedescendant", active);
    else text.removeAttribute("aria-activedescendant");
  }

  async function keys(event) {
    if (list.isOpen()) {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) list.move(steps[event.key]);
      else if (event.key === "Enter" || event.key === "Tab") list.take();
      else if (event.key === "Escape") list.hide();
      else return;
      event.preventDefault();
      reflect();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      await post();
    } else if (event.key === "ArrowUp" && !text.value) {
      event.preventDefault();
      document.querySelector("#messages > .message:last-of-type")?.focus();
    }
  }

  function slash() {
    text.value = "/";
    text.focus();
    typed();
  }

  /** Begin to fill in a command. */
  function begin(command, texts = {}) {
    leave();
    form = commandForm(command, { files: tray.files(), texts, closed: leave });
    tray.set([]);
    text.value = "";
    list.hide();
    reflect();
    fill(formPlace, form.element);
    box.hidden = true;
    form.begin();
  }

  function leave() {
    if (!form) return;
    form = null;
    fill(formPlace);
    box.hidden = false;
    text.focus();
  }

  function addFiles(more) {
    if (!more.length) return;
    if (form) {
      form.addFiles(more);
      return;
    }
    const count = tray.add(more);
    fill(problem, count > 0 && leftOut(count));
    text.focus();
    announce(say("files-added", { count: more.length - count }));
  }

  /** Offer the commands that would take the files. */
  async function suggestions() {
    const commands = await pictureCommands();
    return h(
      "div",
      { class: "suggestions" },
      h("span", {}, say("send-or")),
      commands.map((command) =>
        h(
          "button",
          { type: "button", class: "button secondary small", onclick: () => begin(command) },
          `/${command.shown}`,
        ),
      ),
    );
  }

  async function post() {
    const content = withCustomEmoji(text.value.trim());
    const files = tray.files();
    if (!content && !files.length) return;
    try {
      await act("post", { content, files });
      text.value = "";
      tray.set([]);
      typed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(problem, error.message);
    }
  }

  /** Write an emoji by its name, where the cursor is. */
  function insertEmoji(name) {
    text.setRangeText(`:${name}: `, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    typed();
  }

  async function postSticker(sticker) {
    try {
      await act("post_sticker", { sticker });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(problem, error.message);
    }
  }

  /** Begin a command that takes a picture, with this one; as soon as the bot has any. */
  async function tryWith(file, colors) {
    tray.set([file]);
    const [command] = await pictureCommands();
    waiting = null;
    if (command) begin(command, { colors });
    else if (state.status === "online") fill(problem, say("no-picture-command"));
    else {
      fill(problem, say("wait-for-bot"));
      waiting = () => tryWith(file, colors);
    }
  }

  return { tryWith, focus: () => text.focus() };
}

/** Return the commands that ask for a picture; first those that also ask for colors. */
async function pictureCommands() {
  const asks = ({ options }, fits) => options.some((option) => option.required && fits(option));
  const takesColors = (command) => asks(command, ({ name }) => name === "colors");
  return (await slashCommands())
    .filter((command) => asks(command, ({ type }) => type === ATTACHMENT))
    .sort((a, b) => Number(takesColors(b)) - Number(takesColors(a)));
}
