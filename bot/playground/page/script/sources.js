/** Which picture a result was made from, as far as names and numbers tell. */

import { local } from "./files.js";

/**
 * Return the link to what a result was made from, or null.
 * @param {Object} message
 * @param {string} name the result's file name
 * @param {number} index among the message's results
 * @param {number} count of the message's results
 */
export function sourceOf(message, name, index, count) {
  const sources = message.sources ?? [];
  if (!sources.length || !message.author.bot) return null;
  const stem = (file) => file.filename.replace(/\.[^.]*$/, "");
  const named = sources.filter((file) => name.startsWith(stem(file)));
  named.sort((a, b) => stem(b).length - stem(a).length);
  const found = named[0] ?? (sources.length === count ? sources[index] : sources[0]);
  return local(found.url);
}
