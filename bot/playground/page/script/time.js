/** Moments as Discord's client writes them. */

const MINUTE = 60_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** Write when a message was sent: a time today, a date and a time before. */
export function stamp(iso) {
  const date = new Date(iso);
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock.format(date) : `${date.toLocaleDateString()} ${clock.format(date)}`;
}

/** Write a time of day. */
export const timeOf = (iso) => clock.format(new Date(iso));

/** Write a moment in full, for a tooltip. */
export const fully = (iso) => full.format(new Date(iso));

/** Write a day. */
export const dayOf = (iso) => day.format(new Date(iso));

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

/** Write Discord's `<t:seconds:style>`. */
export function timestamp(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (style !== "R") return new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
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
  return relative.format(Math.round(left / size), unit);
}
