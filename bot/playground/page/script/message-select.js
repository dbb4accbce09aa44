/** Select menus in messages. */

import { choiceBox } from "./choice-box.js";
import { interact, isBusy } from "./interact.js";
import { selectChoices, selectDefaults } from "./things.js";
import { say } from "./words.js";

/**
 * Make a select menu of a message.
 * @param {Object} part Discord's component
 * @param {Object} message
 */
export function messageSelect(part, message) {
  return choiceBox({
    choices: selectChoices(part),
    chosen: selectDefaults(part),
    placeholder: part.placeholder ?? say("select"),
    label: part.placeholder ?? say("select"),
    least: part.min_values ?? 1,
    most: part.max_values ?? 1,
    disabled: Boolean(part.disabled || message.isForwarded) || isBusy(message.id, part.custom_id),
    key: part.custom_id,
    settled: (values) => interact("select", message, part.custom_id, values),
  });
}
