/** The list of commands that opens with "/". */

import { avatar } from "./avatar.js";
import { localName } from "./commands.js";
import { fill, h } from "./dom.js";
import { channelInfo, person, state } from "./state.js";
import { say } from "./words.js";

/**
 * Make the list.
 * @param {(command: Object) => void} chosen
 */
export function commandList(chosen) {
  const items = h("div", {
    class: "command-items",
    role: "listbox",
    id: "commands",
  });
  const heading = h("div", { class: "list-heading" });
  const element = h("div", { class: "command-list", hidden: true }, heading, items);
  let commands = [];
  let isAnyOffered = false;
  let active = 0;

  /** Show those of `all` that fit what was typed after the slash; return whether any do. */
  function show(all, typed) {
    isAnyOffered = all.length > 0;
    fill(heading, avatar(state.bot.id, 16), state.bot.name);
    items.setAttribute("aria-label", say("commands"));
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    commands = all.filter(({ shown, path, description }) => {
      const text = `${shown} ${path} ${description}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    // What begins with the words comes first.
    commands.sort((a, b) => Number(begins(b, typed)) - Number(begins(a, typed)));
    active = Math.min(active, Math.max(commands.length - 1, 0));
    element.hidden = false;
    draw();
    return commands.length > 0;
  }

  function begins({ shown, path }, typed) {
    const start = typed.toLowerCase().trim();
    return [shown, path].some((name) => name.toLowerCase().startsWith(start));
  }

  function hide() {
    element.hidden = true;
    active = 0;
  }

  function draw() {
    const none = () => h("div", { class: "choice-none" }, whyNone(isAnyOffered));
    fill(items, commands.map(row), !commands.length && none());
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

/** Say why there is nothing to choose from. */
function whyNone(isAnyOffered) {
  if (isAnyOffered) return say("no-fit");
  if (state.status !== "online") return say("wait-for-commands");
  const me = person();
  const { kind, guild } = channelInfo();
  const isInstalled = me.installed || (guild ? guild.installed : kind === "dm");
  return say(isInstalled ? "no-commands" : "not-installed", {
    bot: state.bot.name,
    person: me.name,
  });
}
