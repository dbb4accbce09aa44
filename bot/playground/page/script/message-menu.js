/** A message's menu: the apps' commands for it, and what can be copied. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { appsItem, copyItem } from "./apps.js";
import { openMenu } from "./menu.js";
import { channelInfo, privateChannels, state } from "./state.js";
import { say } from "./words.js";

const MESSAGE_COMMAND = 3;

/**
 * Open the menu of a message.
 * @param {Object} message
 * @param {{x: number, y: number}} at
 * @param {Element} owner
 */
export async function openMessageMenu(message, at, owner) {
  const items = [
    await appsItem(MESSAGE_COMMAND, "use", { message: message.id }),
    // What only one person sees cannot be forwarded.
    message.only_for === null && forwardItem(message),
    message.content && copyItem(say("copy-text"), message.content),
    copyItem(say("copy-message-id"), message.id),
  ];
  openMenu(at, owner, items.filter(Boolean), say("message-menu"));
}

/** Make the entry that forwards a message to one of the channels that the person sees. */
function forwardItem(message) {
  const ids = [...state.guilds.flatMap(({ channels }) => channels), ...privateChannels()];
  const items = ids.map(({ id }) => {
    const { kind, title } = channelInfo(id);
    const label = kind === "text" ? `#${title}` : `@${title}`;
    return { label, run: () => forward(message, id, label) };
  });
  return { label: say("forward"), items };
}

async function forward(message, to, label) {
  try {
    await act("forward", { message: message.id, to });
    announce(say("forwarded-to", { place: label }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    announce(error.message);
  }
}
