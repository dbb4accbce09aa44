/** The commands that the bot offers to the acting person in the open channel. */

import { act } from "./acts.js";
import { person, state } from "./state.js";

const SUBCOMMAND = 1;
const GROUP = 2;
const CHAT_INPUT = 1;

let kept = { place: null, commands: [] };

/** Forget what was on offer: the bot has registered others. */
export function forgetCommands() {
  kept = { place: null, commands: [] };
}

/** Return the commands on offer, of every type, as Discord's JSON. */
export async function offered() {
  const place = `${state.person} ${state.channel}`;
  if (kept.place !== place) {
    const { commands } = await act("commands");
    kept = { place, commands };
  }
  return kept.commands;
}

/**
 * Return what can be typed after "/": each command, or each of its subcommands.
 *
 * Discord's client sorts an app's commands by their popularity, and then by their names (its own
 * script does so, by `global_popularity_rank`; the documentation says nothing of it). Nothing is
 * popular here: the order in which the bot registers its commands stands in for that.
 * @returns {Promise<{path: string, shown: string, description: string, options: Object[]}[]>}
 */
export async function slashCommands() {
  const commands = (await offered()).filter((command) => command.type === CHAT_INPUT);
  return commands.flatMap((command) => leaves(command, [], []));
}

function leaves(part, path, shown) {
  const names = [...path, part.name];
  const local = [...shown, localName(part)];
  const options = part.options ?? [];
  if (options.some((option) => option.type === SUBCOMMAND || option.type === GROUP)) {
    return options.flatMap((option) => leaves(option, names, local));
  }
  const description = localDescription(part);
  return [{ path: names.join(" "), shown: local.join(" "), description, options }];
}

/** Return a name in the acting person's language, where the bot has one. */
export const localName = (part) => inLocale(part.name_localizations) ?? part.name;

/** Return a description in the acting person's language, where the bot has one. */
export const localDescription = (part) =>
  inLocale(part.description_localizations) ?? part.description ?? "";

function inLocale(texts) {
  return texts?.[person()?.locale];
}

/** Return a command's options as people fill them in: required ones first. */
export function inOrder(options) {
  return [...options].sort((a, b) => Number(Boolean(b.required)) - Number(Boolean(a.required)));
}
