/** A message's menu: the apps' commands for it, and what can be copied. */

import { appsItem, copyItem } from "./apps.js";
import { openMenu } from "./menu.js";
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
    message.content && copyItem(say("copy-text"), message.content),
    copyItem(say("copy-message-id"), message.id),
  ];
  openMenu(at, owner, items.filter(Boolean), say("message-menu"));
}
