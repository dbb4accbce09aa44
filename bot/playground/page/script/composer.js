/** The message box: plain messages, files to send along, and "/" for commands. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { commandForm } from "./command-form.js";
import { commandList } from "./command-list.js";
import { slashCommands } from "./commands.js";
import { fill, h, icon } from "./dom.js";
import { fileRow } from "./drop-zone.js";
import { PLUS } from "./icons.js";
import { channelInfo, on, state } from "./state.js";

const ATTACHMENT = 11;
const MOST_FILES = 10;

/** Build the message box into `place`; return what others may ask of it. */
export function startComposer(place) {
  let files = [];
  let form = null;
  /** What was asked for before the bot had commands. @type {Function|null} */
  let waiting = null;
  const list = commandList(begin);
  const tray = h("div", { class: "tray", hidden: true });
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
    "aria-label": "Message, or a slash and a command",
    autocomplete: "off",
    oninput: typed,
    onkeydown: keys,
  });
  const box = h(
    "div",
    { class: "message-box" },
    h(
      "button",
      {
        type: "button",
        class: "plus",
        "aria-label": "Add files",
        title: "Add files",
        onclick: () => picker.click(),
      },
      icon(PLUS, { size: 16 }),
    ),
    picker,
    text,
    h(
      "button",
      {
        type: "button",
        class: "slash",
        "aria-label": "Commands",
        title: "Commands",
        onclick: slash,
      },
      "/",
    ),
  );
  fill(place, list.element, formPlace, tray, problem, box);

  addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (!pasted.length || document.querySelector(".backdrop")) return;
    event.preventDefault();
    addFiles(pasted);
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (document.querySelector(".backdrop")) return;
    addFiles([...event.dataTransfer.files]);
  });
  on("place", () => {
    leave();
    text.placeholder = hint();
  });
  on("commands", refresh);

  function hint() {
    const { kind, title } = channelInfo();
    return `Message ${kind === "text" ? "#" : "@"}${title}`;
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
    const made = commandForm(command, { files, texts, closed: leave });
    form = { ...made, options: command.options };
    setFiles([]);
    text.value = "";
    list.hide();
    reflect();
    fill(formPlace, made.element);
    box.hidden = true;
    made.begin();
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
    const left = form ? form.addFiles(more) : more;
    if (!form) {
      setFiles([...files, ...left].slice(0, MOST_FILES));
      text.focus();
      announce(`${left.length} ${left.length === 1 ? "file" : "files"} added`);
    } else if (left.length) announce("The command takes no more files");
  }

  async function setFiles(now) {
    files = now;
    tray.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    tray.hidden = !files.length;
    if (!files.length) {
      fill(tray);
      return;
    }
    const rows = files.map((file) =>
      fileRow(file, () => setFiles(files.filter((one) => one !== file))),
    );
    fill(tray, h("div", { class: "kept-files" }, rows), await suggestions());
  }

  /** Offer the commands that would take the files. */
  async function suggestions() {
    const commands = await pictureCommands();
    return h(
      "div",
      { class: "suggestions" },
      h("span", {}, "Send with Enter, or"),
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
    const content = text.value.trim();
    if (!content && !files.length) return;
    try {
      await act("post", { content, files });
      text.value = "";
      setFiles([]);
      typed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(problem, error.message);
    }
  }

  /** Begin a command that takes a picture, with this one; as soon as the bot has any. */
  async function tryWith(file, colors) {
    setFiles([file]);
    const [command] = await pictureCommands();
    waiting = null;
    if (command) begin(command, { colors });
    else if (state.status === "online") fill(problem, "No command takes a picture here.");
    else {
      fill(problem, "The bot is starting …");
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
