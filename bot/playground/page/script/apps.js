/** The bot's commands in the "Apps" menus of messages and people, and copying, which stands beside. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { localName, offered } from "./commands.js";
import { COPY } from "./icons.js";
import { openModal } from "./modal.js";
import { endNote, failNote, startNote } from "./notes.js";
import { say } from "./words.js";

/**
 * Return the entry "Apps" of a menu; null where the bot offers nothing for it.
 * @param {number} type of the commands in it
 * @param {string} name of the act that uses one
 * @param {Object} target what the act needs beside the command
 * @returns {Promise<import("./menu.js").Item|null>}
 */
export async function appsItem(type, name, target) {
  const commands = (await offered()).filter((command) => command.type === type);
  if (!commands.length) return null;
  const items = commands.map((command) => ({
    label: localName(command),
    run: () => use(command, name, target),
  }));
  return { label: say("apps"), items };
}

async function use(command, name, target) {
  const note = startNote(localName(command));
  try {
    const outcome = await act(name, { ...target, command: command.name });
    if (outcome.failed) {
      failNote(note);
      return;
    }
    endNote(note);
    if (outcome.modal) openModal(outcome);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    failNote(note, error.message);
  }
}

/** Return the entry of a menu that copies a text. */
export function copyItem(label, text) {
  const run = async () => {
    await navigator.clipboard.writeText(text);
    announce(say("copied"));
  };
  return { label, icon: COPY, run };
}
