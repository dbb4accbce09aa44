/** Interactions with a message: what waits for the bot, what has failed, forms that open. */

import { Refused, act } from "./acts.js";
import { announce } from "./announce.js";
import { openModal } from "./modal.js";
import { tell } from "./state.js";
import { say } from "./words.js";

/** The component that waits in each message, and what is wrong with the last one. */
const busy = new Map();
const failures = new Map();

/** Tell whether a message's component waits for the bot. */
export const isBusy = (message, customId) => busy.get(message) === customId;

/** Return what the message says of a failure, or undefined. */
export const failureOf = (message) => failures.get(message);

/**
 * Press a button or choose in a menu.
 * @param {"press"|"select"} kind
 * @param {Object} message
 * @param {string} customId
 * @param {string[]} [values]
 */
export async function interact(kind, message, customId, values) {
  busy.set(message.id, customId);
  failures.delete(message.id);
  tell("redraw", message.id);
  try {
    const outcome = await act(kind, { message: message.id, custom_id: customId, values });
    if (outcome.failed) fail(message.id, say("failed"));
    if (outcome.modal) openModal(outcome);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fail(message.id, error.message);
  } finally {
    busy.delete(message.id);
    tell("redraw", message.id);
  }
}

function fail(message, text) {
  failures.set(message, text);
  announce(text);
}
