/** The list of commands that opens with "/". */

import { avatar } from "./avatar.js";
import { localName } from "./commands.js";
import { fill, h } from "./dom.js";
import { state } from "./state.js";

/**
 * Make the list.
 * @param {(command: Object) => void} chosen
 */
export function commandList(chosen) {
  const items = h("div", {
    class: "command-items",
    role: "listbox",
    id: "commands",
    "aria-label": "Commands",
  });
  const element = h(
    "div",
    { class: "command-list", hidden: true },
    h("div", { class: "list-heading" }, avatar(state.bot.id, state.bot.name, 16), state.bot.name),
    items,
  );
  let commands = [];
  let active = 0;

  /** Show those of `all` that fit what was typed after the slash; return whether any do. */
  function show(all, typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    commands = all.filter(({ shown, description }) =>
      words.every(
        (word) => shown.toLowerCase().includes(word) || description.toLowerCase().includes(word),
      ),
    );
    // What begins with the words comes first.
    commands.sort((a, b) => Number(begins(b, typed)) - Number(begins(a, typed)));
    active = Math.min(active, Math.max(commands.length - 1, 0));
    element.hidden = false;
    draw();
    return commands.length > 0;
  }

  function begins({ shown }, typed) {
    return shown.toLowerCase().startsWith(typed.toLowerCase().trim());
  }

  function hide() {
    element.hidden = true;
    active = 0;
  }

  function draw() {
    const none = h(
      "div",
      { class: "choice-none" },
      state.status === "online" ? "No commands fit" : "The bot is not connected yet",
    );
    fill(items, commands.map(row), !commands.length && none);
    items.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  function row(command, index) {
    const required = command.options.filter((option) => option.required);
    return h(
      "div",
      {
        role: "option",
        id: `command-${index}`,
        class: index === active ? "command-item active" : "command-item",
        "aria-selected": index === active ? "true" : "false",
        onclick: () => chosen(command),
        onpointermove: () => {
          if (active === index) return;
          active = index;
          [...items.children].forEach((item, number) =>
            item.classList.toggle("active", number === index),
          );
        },
      },
      h(
        "span",
        { class: "command-name" },
        `/${command.shown}`,
        required.map((option) => h("span", { class: "pill" }, localName(option))),
      ),
      h("span", { class: "command-about" }, command.description),
    );
  }

  function move(step) {
    active = (active + step + commands.length) % Math.max(commands.length, 1);
    draw();
  }

  return {
    element,
    show,
    hide,
    move,
    take: () => commands[active] && chosen(commands[active]),
    activeId: () => (commands.length && !element.hidden ? `command-${active}` : null),
    isOpen: () => !element.hidden,
  };
}
