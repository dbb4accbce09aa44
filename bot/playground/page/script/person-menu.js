/** A person's menu: the apps' commands for them, and their id. */

import { appsItem, copyItem } from "./apps.js";
import { openMenu } from "./menu.js";
import { nameOf } from "./state.js";
import { say } from "./words.js";

const USER_COMMAND = 2;

/**
 * Open the menu of a person, or of the bot.
 * @param {string} id
 * @param {{x: number, y: number}} at
 * @param {Element} owner
 */
export async function openPersonMenu(id, at, owner) {
  const items = [
    await appsItem(USER_COMMAND, "use_on", { user: id }),
    copyItem(say("copy-user-id"), id),
  ];
  openMenu(at, owner, items.filter(Boolean), nameOf(id));
}
