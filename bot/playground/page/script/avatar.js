/** Avatars of people and of the bot. */

import { h } from "./dom.js";
import { channelInfo, person, state } from "./state.js";

/**
 * Make the round picture of a user, as the open channel shows it.
 * @param {string} id
 * @param {number} size in pixels
 */
export function avatar(id, size = 40) {
  const style = { "--size": `${size}px` };
  return h("img", { class: "avatar", src: avatarLink(id), alt: "", draggable: "false", style });
}

/** Return the link to the server's avatar where there is one, else to the account's. */
function avatarLink(id) {
  const inServer = channelInfo()?.guild?.avatars[id];
  const account = id === state.bot.id ? state.bot : person(id);
  return inServer ?? account?.avatar ?? defaultAvatar(id);
}

/** Return Discord's avatar for accounts that have none (API reference, "Image formatting"). */
const defaultAvatar = (id) => `/embed/avatars/${(BigInt(id) >> 22n) % 6n}.png`;
