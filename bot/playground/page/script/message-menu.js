/** A message's menu: the apps' commands for it, and what can be copied. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { localName, offered } from "./commands.js";
import { COPY } from "./icons.js";
import { openMenu } from "./menu.js";
import { openModal } from "./modal.js";
import { endNote, failNote, startNote } from "./notes.js";

const MESSAGE_COMMAND = 3;

/**
 * Open the menu of a message.
 * @param {Object} message
 * @param {{x: number, y: number}} at
 * @param {Element} owner
 */
export async function openMessageMenu(message, at, owner) {
  const commands = (await offered()).filter((command) => command.type === MESSAGE_COMMAND);
  const apps = commands.map((command) => ({
    label: localName(command),
    run: () => use(message, command),
  }));
  const copies = [
    message.content && { label: "Copy text", icon: COPY, run: () => copy(message.content) },
    { label: "Copy message ID", icon: COPY, run: () => copy(message.id) },
  ];
  const items = [apps.length > 0 && { label: "Apps", items: apps }, ...copies];
  openMenu(at, owner, items.filter(Boolean), "Message");
}

async function use(message, command) {
  const note = startNote(localName(command));
  try {
    const outcome = await act("use", { message: message.id, command: command.name });
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

async function copy(text) {
  await navigator.clipboard.writeText(text);
  announce("Copied");
}
