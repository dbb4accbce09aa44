/** Servers, channels, and who acts. */

import { act } from "./acts.js";
import { avatar } from "./avatar.js";
import { fill, h, icon } from "./dom.js";
import { forgetCommands } from "./commands.js";
import { HASH, PEOPLE } from "./icons.js";
import {
  actAs,
  channelInfo,
  nameOf,
  on,
  openChannel,
  person,
  privateChannels,
  state,
  tell,
} from "./state.js";

/** Discord's locales, and what each calls itself. */
const LOCALES = {
  "en-US": "English, US",
  "en-GB": "English, UK",
  da: "Dansk",
  de: "Deutsch",
  "es-ES": "Español",
  "es-419": "Español, LATAM",
  fr: "Français",
  hr: "Hrvatski",
  it: "Italiano",
  lt: "Lietuviškai",
  hu: "Magyar",
  nl: "Nederlands",
  no: "Norsk",
  pl: "Polski",
  "pt-BR": "Português do Brasil",
  ro: "Română",
  fi: "Suomi",
  "sv-SE": "Svenska",
  vi: "Tiếng Việt",
  tr: "Türkçe",
  cs: "Čeština",
  el: "Ελληνικά",
  bg: "български",
  ru: "Pусский",
  uk: "Українська",
  hi: "हिन्दी",
  th: "ไทย",
  "zh-CN": "中文",
  ja: "日本語",
  "zh-TW": "繁體中文",
  ko: "한국어",
};

/** Build the sidebar into `place`, and keep it in step. */
export function startSidebar(place) {
  const draw = () => fill(place, lists(), you());
  on("world", draw);
  on("place", draw);
  on("status", draw);
}

/** Show or hide the sidebar where it covers the conversation. */
export function toggleSidebar(shown) {
  const frame = document.getElementById("frame");
  const now = frame.classList.toggle("with-sidebar", shown);
  if (now) document.querySelector("#sidebar [aria-current]")?.focus();
}

function lists() {
  return h(
    "div",
    { class: "channel-lists" },
    state.guilds.map((guild) =>
      group(
        guild.name,
        guild.installed
          ? null
          : "The bot is not in this server. Who has installed it for themselves brings it along.",
        guild.channels.map((channel) => entry(channel.id, icon(HASH), channel.name)),
      ),
    ),
    group(
      "Direct messages",
      null,
      privateChannels().map((channel) => {
        const { title } = channelInfo(channel.id);
        if (channel.group) return entry(channel.id, icon(PEOPLE), title, "without the bot");
        return entry(
          channel.id,
          withStatus(avatar(state.bot.id, state.bot.name, 24)),
          nameOf(state.bot.id),
        );
      }),
    ),
  );
}

function group(title, note, entries) {
  return h(
    "section",
    { class: "channel-group" },
    h("h2", { title: note }, title, note && h("span", { class: "group-note" }, "no bot")),
    h("ul", {}, entries),
  );
}

function entry(id, picture, title, note) {
  const here = id === state.channel;
  const go = () => {
    openChannel(id);
    toggleSidebar(false);
  };
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: here ? "channel here" : "channel",
        "aria-current": here ? "page" : null,
        onclick: go,
      },
      picture,
      h("span", { class: "channel-title" }, title),
      note && h("span", { class: "group-note" }, note),
    ),
  );
}

function withStatus(picture) {
  return h("span", { class: `status-of ${state.status}` }, picture);
}

function you() {
  const me = person();
  if (!me) return null;
  return h(
    "div",
    { class: "you" },
    avatar(me.id, me.name, 32),
    h("label", { class: "unseen", for: "act-as" }, "Act as"),
    h(
      "select",
      { id: "act-as", title: "Act as", onchange: (event) => actAs(event.target.value) },
      state.people.map(({ id, name }) => h("option", { value: id, selected: id === me.id }, name)),
    ),
    h("label", { class: "unseen", for: "locale" }, "Language"),
    h(
      "select",
      { id: "locale", title: "Language of this person's Discord", onchange: speak },
      locales(me),
    ),
    h(
      "p",
      { class: "you-note" },
      me.installed ? "Has the app installed, everywhere." : "Has not installed the app.",
    ),
  );
}

function locales(me) {
  return Object.entries(LOCALES).map(([code, name]) =>
    h("option", { value: code, selected: code === me.locale }, name),
  );
}

async function speak(event) {
  const locale = event.target.value;
  await act("locale", { locale });
  person().locale = locale;
  forgetCommands();
  tell("place");
}
