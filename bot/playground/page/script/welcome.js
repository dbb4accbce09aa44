/** The beginning of a conversation: where one is, and samples to begin with. */

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { AT, HASH, PEOPLE } from "./icons.js";
import { SAMPLES, sampleFile, sampleLink, sampleTitle } from "./samples.js";
import { channelInfo, person, state } from "./state.js";
import { say, sayAround } from "./words.js";

const MARKS = { text: HASH, dm: AT, group: PEOPLE };

/**
 * Make the first item of the open channel's conversation.
 * @param {(file: File, colors: string) => void} tryWith begins a command with a sample
 */
export function welcome(tryWith) {
  const { kind, title, guild } = channelInfo();
  const mark =
    kind === "dm" ? avatar(state.bot.id, 68) : icon(MARKS[kind], { size: 42 });
  return h(
    "li",
    { class: "welcome" },
    h("span", { class: "welcome-mark" }, mark),
    h("h2", {}, kind === "text" ? say("welcome", { place: `#${title}` }) : title),
    h("p", {}, about(kind, guild)),
    h(
      "div",
      { class: "welcome-samples", role: "group", "aria-label": say("samples") },
      SAMPLES.map((sample) => sampleButton(sample, tryWith)),
    ),
    h("p", { class: "hint" }, sayAround("welcome-hint", { slash: h("kbd", {}, "/") })),
  );
}

function sampleButton(sample, tryWith) {
  const begin = async () => tryWith(await sampleFile(sample), sample.colors);
  return h(
    "button",
    { type: "button", class: "welcome-sample", onclick: begin },
    h("img", { src: sampleLink(sample), alt: "", width: 200, height: 132 }),
    h("span", {}, sampleTitle(sample)),
  );
}

function about(kind, guild) {
  const bot = state.bot.name;
  if (kind === "dm") return say("about-dm", { person: person().name, bot });
  if (kind === "group") return say("about-group", { bot });
  return say(guild.installed ? "about-studio" : "about-elsewhere", { bot, guild: guild.name });
}
