/** A slash command that was typed or pasted whole, perhaps with its options. */

import { localName } from "./commands.js";

const STRING = 3;

/**
 * Find the command that a text names in full, followed by a space.
 * @param {string} text from its slash on
 * @param {Object[]} commands as `slashCommands` gives them
 * @returns {{command: Object, texts: Object<string, string>}|null} `texts` are values of options,
 *   by the option's name
 */
export function typedCommand(text, commands) {
  const typed = text.replace(/\s+/g, " ").toLowerCase();
  for (const command of commands) {
    for (const name of [command.shown, command.path]) {
      if (!typed.startsWith(`/${name.toLowerCase()} `)) continue;
      const rest = text.replace(/\s+/g, " ").slice(name.length + 2).trim();
      return { command, texts: optionTexts(rest, command.options) };
    }
  }
  return null;
}

/**
 * Read options as Discord's client writes them, such as `colors: teal, navy degree: 0.5`. Text
 * without an option's name goes into the first option that takes text.
 */
function optionTexts(text, options) {
  const names = new Map();
  for (const option of options) {
    names.set(option.name.toLowerCase(), option.name);
    names.set(localName(option).toLowerCase(), option.name);
  }
  const texts = {};
  let current = options.find((option) => option.type === STRING)?.name;
  for (const word of text.split(" ").filter(Boolean)) {
    const [, start, end] = /^([^:]+):(.*)$/.exec(word) ?? [];
    const named = names.get(start?.toLowerCase());
    if (named) current = named;
    const value = named ? end : word;
    if (current && value) texts[current] = texts[current] ? `${texts[current]} ${value}` : value;
  }
  return texts;
}
