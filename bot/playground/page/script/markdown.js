/** Discord's markdown, made into elements. Whatever is no markup stays text. */

import { h } from "./dom.js";
import { customEmoji } from "./emoji.js";
import { outward } from "./links.js";
import { nameOf, state, tell } from "./state.js";
import { fully, timestamp } from "./time.js";
import { say } from "./words.js";

/** Inline markup, in the order in which it is looked for at one place. */
const INLINE = [
  [/^\\([\\`*_~|>#\-[\]()<:@!.])/, (m) => m[1]],
  [/^``([^]+?)``(?!`)/, (m) => h("code", {}, m[1].trim())],
  [/^`([^`\n]+)`/, (m) => h("code", {}, m[1])],
  [/^<t:(-?\d+)(?::([tTdDfFR]))?>/, (m) => time(Number(m[1]), m[2], m[0])],
  [/^<@!?(\d+)>/, (m) => mention(`@${nameOf(m[1])}`)],
  [/^<@&(\d+)>/, (m) => mention(`@${roleName(m[1])}`)],
  [/^<#(\d+)>/, (m) => mention(`#${channelName(m[1])}`)],
  [/^<\/([^:>]+):\d+>/, (m) => commandMention(m[1])],
  [/^<a?:(\w+):(\d+)>/, (m) => customEmoji(m[2], m[1])],
  [/^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (m) => link(m[2], inline(m[1]))],
  [/^<(https?:\/\/[^\s>]+)>/, (m) => link(m[1], m[1])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;!?)\]'"]/, (m) => link(m[0], m[0])],
  [/^\*\*([^]+?)\*\*(?!\*)/, (m) => h("strong", {}, inline(m[1]))],
  [/^__([^]+?)__(?!_)/, (m) => h("u", {}, inline(m[1]))],
  [/^\*(?!\s)([^*\n]+?)\*(?!\*)/, (m) => h("em", {}, inline(m[1]))],
  [/^_(?!_)([^_\n]+?)_(?!\w)/, (m) => h("em", {}, inline(m[1]))],
  [/^~~([^]+?)~~/, (m) => h("s", {}, inline(m[1]))],
  [/^\|\|([^]+?)\|\|/, (m) => spoiler(inline(m[1]))],
];

/** The last second, and with a minus the first, that JavaScript's dates know. */
const LAST_SECOND = 8.64e12;

/** The characters where inline markup can begin. */
const PLAIN = /^[^\\`<[h*_~|]+|^[^]/;

/**
 * Make the elements of a text.
 * @param {string} text
 * @returns {Node[]}
 */
export function markdown(text) {
  return blocks(text, false);
}

function blocks(text, quoted) {
  const made = [];
  const lines = text.split("\n");
  while (lines.length) made.push(...block(lines, quoted));
  return made;
}

function quote(text) {
  return h("blockquote", {}, blocks(text, true));
}

/** Take one block off the beginning of `lines`; in a quotation there is no further one. */
function block(lines, quoted) {
  const line = lines.shift();
  const fence = /^```(\w*)(.*)$/.exec(line);
  if (fence) return [fenced(fence, lines)];
  const heading = /^(#{1,3}) +(.+)$/.exec(line);
  if (heading) return [h("div", headingOf(heading[1].length), inline(heading[2]))];
  const small = /^-# +(.+)$/.exec(line);
  if (small) return [h("small", {}, inline(small[1]))];
  if (!quoted && /^>>> /.test(line)) {
    return [quote([line.slice(4), ...lines.splice(0)].join("\n"))];
  }
  if (!quoted && /^> /.test(line)) return [quote(run(line, lines, /^> ?/))];
  if (/^ *[-*] +/.test(line)) return [list("ul", run(line, lines, /^ *[-*] +/))];
  if (/^ *\d+\. +/.test(line)) return [list("ol", run(line, lines, /^ *\d+\. +/))];
  return [h("div", { class: "line" }, line ? inline(line) : h("br"))];
}

function headingOf(level) {
  return { class: `heading h${level}`, role: "heading", "aria-level": level + 2 };
}

function fenced([, language, rest], lines) {
  const inner = [];
  // A word right after the fence names a language only if a line break follows it.
  let line = rest ? language + rest : lines.shift();
  while (line !== undefined && !line.includes("```")) {
    inner.push(line);
    line = lines.shift();
  }
  if (line !== undefined) {
    const end = line.indexOf("```");
    if (end > 0) inner.push(line.slice(0, end));
    const after = line.slice(end + 3);
    if (after) lines.unshift(after);
  }
  return h("pre", {}, h("code", {}, inner.join("\n")));
}

/** Take the further lines that begin with the same mark; return all without it. */
function run(first, lines, mark) {
  const taken = [first.replace(mark, "")];
  while (lines.length && mark.test(lines[0])) taken.push(lines.shift().replace(mark, ""));
  return taken.join("\n");
}

function list(tag, text) {
  return h(
    tag,
    {},
    text.split("\n").map((item) => h("li", {}, inline(item))),
  );
}

function inline(text) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = "";
  };
  while (text) {
    const [found, make] = match(text);
    if (found) {
      flush();
      nodes.push(make(found));
    } else plain += PLAIN.exec(text)[0];
    text = text.slice((found ?? PLAIN.exec(text))[0].length);
  }
  flush();
  return nodes;
}

function match(text) {
  for (const [pattern, make] of INLINE) {
    const found = pattern.exec(text);
    if (found) return [found, make];
  }
  return [null, null];
}

function time(seconds, style, written) {
  // Outside of what a date can be, Discord's client leaves the text alone.
  if (Math.abs(seconds) > LAST_SECOND) return written;
  const iso = new Date(seconds * 1000).toISOString();
  return h("time", { datetime: iso, title: fully(iso) }, timestamp(seconds, style));
}

function mention(text) {
  return h("span", { class: "mention" }, text);
}

/**
 * Make a mention of a command, which begins it when it is pressed. It shows the name as it is
 * written: Discord's clients do not translate it (discord-api-docs #5518, #7309).
 */
function commandMention(path) {
  const begin = () => tell("command", path);
  return h("button", { type: "button", class: "mention", onclick: begin }, `/${path}`);
}

function link(url, children) {
  return h("a", outward(url), children);
}

/** Hide something until it is asked for. */
function spoiler(children) {
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.currentTarget.classList.add("revealed");
    event.currentTarget.setAttribute("aria-expanded", "true");
  };
  const about = { role: "button", tabindex: 0, "aria-label": say("spoiler"), "aria-expanded": "false" };
  return h("span", { class: "spoiler", ...about, onclick: reveal, onkeydown: reveal }, children);
}

function roleName(id) {
  const roles = state.guilds.flatMap((guild) => guild.roles);
  return roles.find((role) => role.id === id)?.name ?? say("unknown-role");
}

function channelName(id) {
  const channels = state.guilds.flatMap((guild) => guild.channels);
  return channels.find((channel) => channel.id === id)?.name ?? say("unknown-channel");
}
