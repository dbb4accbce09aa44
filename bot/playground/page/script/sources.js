/** Which picture a result was made from, as far as shapes, names and numbers tell. */

import { local } from "./files.js";

/** How far two shapes may be apart that are the same one at two sizes. */
const SAME_SHAPE = 0.02;

/**
 * Return the link to what a result was made from, or null.
 * @param {Object} message
 * @param {{name: string, width: number|null, height: number|null}} result
 * @param {number} index among the message's results
 * @param {number} count of the message's results
 */
export function sourceOf(message, result, index, count) {
  const sources = message.author.bot ? (message.sources ?? []) : [];
  const alike = sources.filter(
    (file) => Math.abs(shapeOf(file) / shapeOf(result) - 1) < SAME_SHAPE,
  );
  if (!alike.length) return null;
  const named = alike.filter((file) => result.name.startsWith(stem(file)));
  named.sort((a, b) => stem(b).length - stem(a).length);
  const found = named[0] ?? (alike.length === count ? alike[index] : alike[0]);
  return local(found.url);
}

const shapeOf = ({ width, height }) => width / height;
const stem = (file) => file.filename.replace(/\.[^.]*$/, "");
