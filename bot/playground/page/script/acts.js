/** What a person does, sent to the server. */

import { state } from "./state.js";
import { say } from "./words.js";

/** What the server takes at once. */
const MOST_BYTES = 128 * 1024 ** 2;

/** Discord's client would not send that; the message says why. */
export class Refused extends Error {}

/**
 * Do something as the acting person in the open channel.
 * @param {string} name of the act, such as "run"
 * @param {Object} wish what the act needs; files among its values are sent along
 * @returns {Promise<Object>} the outcome: `{failed}`, `{modal, interaction}`, or what was asked for
 * @throws {Refused}
 */
export async function act(name, wish = {}) {
  const files = new Map();
  const whole = { person: state.person, channel: state.channel, ...wish };
  const text = JSON.stringify(whole, (_, value) => {
    if (!(value instanceof File)) return value;
    const key = `file-${files.size}`;
    files.set(key, value);
    return { file: key };
  });
  const bytes = [...files.values()].reduce((sum, { size }) => sum + size, text.length);
  // The server hangs up in the middle of more, and could not say why.
  if (bytes > MOST_BYTES) throw new Refused(say("too-large"));
  const response = await sent(name, body(text, files));
  if (response.status === 422) throw new Refused((await response.json()).refused);
  if (!response.ok) throw new Refused(say("server-answers", { status: response.status }));
  return response.json();
}

async function sent(name, carried) {
  try {
    return await fetch(`/act/${name}`, { method: "POST", ...carried });
  } catch {
    // The browser tells of a connection that did not come about by this alone.
    throw new Refused(say("server-gone"));
  }
}

function body(text, files) {
  if (!files.size) return { body: text, headers: { "Content-Type": "application/json" } };
  const form = new FormData();
  form.append("wish", text);
  files.forEach((file, key) => form.append(key, file, file.name));
  return { body: form };
}
