/** Moments as Discord's client writes them, in the page's language. */

import { locale } from "./words.js";

const MINUTE = 60_000;

/** Write when a message was sent: a time today, a date and a time before. */
export function stamp(iso) {
  const date = new Date(iso);
  const today = new Date().toDateString() === date.toDateString();
  return today ? timeOf(iso) : `${date.toLocaleDateString(locale())} ${timeOf(iso)}`;
}

/** Write a time of day. */
export const timeOf = (iso) => write(iso, { hour: "numeric", minute: "2-digit" });

/** Write a moment in full, for a tooltip. */
export const fully = (iso) => write(iso, STYLES.F);

/** Write a day. */
export const dayOf = (iso) => write(iso, STYLES.D);

/** Tell whether two messages are near enough in time to stand under one name. */
export const near = (earlier, later) => new Date(later) - new Date(earlier) < 7 * MINUTE;

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

function write(moment, style) {
  return new Intl.DateTimeFormat(locale(), style).format(new Date(moment));
}

/** Write Discord's `<t:seconds:style>`. */
export function timestamp(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (style !== "R") return write(date, STYLES[style]);
  const left = (date - Date.now()) / 1000;
  const units = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(left) >= length) ?? units.at(-1);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  return relative.format(Math.round(left / size), unit);
}
