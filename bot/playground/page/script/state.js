/** What the page knows, and who wants to hear when some of it changes. */

import { say } from "./words.js";

export const state = {
  bot: { id: "", name: "Colorway" },
  people: [],
  guilds: [],
  private: [],
  emoji: [],
  stickers: [],
  /** Messages of each channel by id, oldest first. @type {Map<string, Map<string, Object>>} */
  messages: new Map(),
  status: "starting",
  entries: [],
  /** The name of Discord's OpenAPI file, if requests are checked against it. */
  openapi: null,
  /** Ids of who acts and where. */
  person: null,
  channel: null,
  connected: false,
  /** Ephemeral messages that were sent away. @type {Set<string>} */
  dismissed: new Set(),
};

const listeners = new Map();

/** Call `listener` whenever `topic` changes. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(listener);
}

/** Tell those who listen to `topic`. */
export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** Return the person with that id; the one who acts if none is given. */
export function person(id = state.person) {
  return state.people.find((someone) => someone.id === id);
}

/** Return the name that people read of a user id. */
export function nameOf(id) {
  return id === state.bot.id ? state.bot.name : (person(id)?.name ?? say("someone"));
}

/**
 * Describe a channel: its kind, title, and the guild that it is in.
 * @returns {{id: string, kind: "text"|"dm"|"group", title: string, guild: Object|null}|null}
 */
export function channelInfo(id = state.channel) {
  for (const guild of state.guilds) {
    const found = guild.channels.find((channel) => channel.id === id);
    if (found) return { id, kind: "text", title: found.name, guild };
  }
  const found = state.private.find((channel) => channel.id === id);
  if (!found) return null;
  const others = found.people.filter((one) => one !== state.person).map(nameOf);
  return { id, kind: found.group ? "group" : "dm", title: others.join(", "), guild: null };
}

/** Return the private channels that the acting person sees, the bot's first. */
export function privateChannels() {
  const mine = state.private.filter((channel) => channel.people.includes(state.person));
  return mine.sort((a, b) => Number(a.group) - Number(b.group));
}

/** Return what the acting person sees of the open channel, oldest first. */
export function visibleMessages() {
  const all = [...(state.messages.get(state.channel)?.values() ?? [])];
  return all.filter(
    (message) =>
      (message.only_for === null || message.only_for === state.person) &&
      !state.dismissed.has(message.id),
  );
}

/** Return a message of the open channel by its id. */
export function messageById(id) {
  return state.messages.get(state.channel)?.get(id);
}

/** Tell whether there still is who acts, and they still see the open channel. */
const isPlace = () => Boolean(person()) && seesChannel();

function seesChannel() {
  return Boolean(channelInfo()?.guild) || privateChannels().some(({ id }) => id === state.channel);
}

/**
 * Begin where this tab was before it was loaded anew; else as the first person, at the start.
 * After a lost connection the tab is where it was.
 */
export function beginPlace() {
  if (isPlace()) return;
  const { person: who, channel } = JSON.parse(sessionStorage.getItem("place") ?? "{}");
  state.person = person(who) ? who : state.people[0].id;
  state.channel = channel;
  if (!seesChannel()) state.channel = state.guilds[0].channels[0].id;
  tell("place");
}

function keepPlace() {
  const { person: who, channel } = state;
  sessionStorage.setItem("place", JSON.stringify({ person: who, channel }));
  tell("place");
}

/** Act as someone else; if they do not see the open channel, open the first that they see. */
export function actAs(id) {
  state.person = id;
  if (!seesChannel()) {
    const from = state.private.find((channel) => channel.id === state.channel);
    const dm = privateChannels().find((channel) => !channel.group);
    state.channel = from && dm ? dm.id : state.guilds[0].channels[0].id;
  }
  keepPlace();
}

/** Open another channel. */
export function openChannel(id) {
  state.channel = id;
  keepPlace();
}
