/** The page's own words: a catalog for each language that the bot speaks. */

import de from "../words/de.js";
import en from "../words/en.js";
import es from "../words/es.js";
import fr from "../words/fr.js";
import ja from "../words/ja.js";
import ptBR from "../words/pt-BR.js";
import zhCN from "../words/zh-CN.js";

/** Discord's locales and the catalogs for them; the others read English. */
const CATALOGS = {
  "en-US": en,
  "en-GB": en,
  de,
  "es-ES": es,
  "es-419": es,
  fr,
  ja,
  "pt-BR": ptBR,
  "zh-CN": zhCN,
};
const ENGLISH = "en-US";

let spoken = ENGLISH;
let plurals = new Intl.PluralRules(spoken);

/** Return the locale that the page is in. */
export const locale = () => spoken;

/** Change to the language of one of Discord's locales; return whether that is another one. */
export function useLocale(code) {
  const before = spoken;
  spoken = code in CATALOGS ? code : ENGLISH;
  plurals = new Intl.PluralRules(spoken);
  document.documentElement.lang = spoken;
  return spoken !== before;
}

/**
 * Return the words of that key.
 * @param {string} key
 * @param {Object<string, string|number>} [values] what takes the place of the names in braces;
 *   where the words depend on a number, it is `count`
 */
export function say(key, values = {}) {
  return parts(key, values).join("");
}

/**
 * Return the words of that key with elements in the place of names, as children of an element.
 * @param {string} key
 * @param {Object<string, Node|string|number>} values
 * @returns {(Node|string)[]}
 */
export function sayAround(key, values) {
  return parts(key, values);
}

function parts(key, values) {
  const found = CATALOGS[spoken][key];
  const text =
    typeof found === "object" ? (found[plurals.select(values.count)] ?? found.other) : found;
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 ? (values[part] ?? "") : part))
    .filter((part) => part !== "");
}
