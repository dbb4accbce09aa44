/** Keeps the page's knowledge in step with the server, over a WebSocket that comes back by itself. */

import { beginPlace, state, tell } from "./state.js";

const RETRY_MS = 1000;
/** As many as the server keeps for a page that is opened. */
const MOST_ENTRIES = 500;

/** Connect, and stay connected. */
export function listen() {
  const socket = new WebSocket(`ws://${location.host}/feed`);
  socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    state.connected = false;
    tell("status");
    setTimeout(listen, RETRY_MS);
  });
}

const receivers = {
  world(event) {
    const { bot, people, guilds, emoji, stickers, status, entries, openapi } = event;
    Object.assign(state, { bot, people, guilds, emoji, stickers, status, entries, openapi });
    state.private = event.private;
    state.connected = true;
    state.messages.clear();
    event.messages.forEach(keep);
    tell("world");
    beginPlace();
    tell("status");
  },
  message({ message }) {
    const fresh = keep(message);
    if (message.channel_id === state.channel) tell("message", { message, fresh });
  },
  deleted({ channel, id }) {
    state.messages.get(channel)?.delete(id);
    if (channel === state.channel) tell("deleted", id);
  },
  bot({ status }) {
    state.status = status;
    tell("status");
  },
  commands() {
    tell("commands");
  },
  entry({ entry }) {
    state.entries.push(entry);
    if (state.entries.length > MOST_ENTRIES) state.entries.shift();
    tell("entry", entry);
  },
};

function receive(event) {
  receivers[event.type](event);
}

/** Keep a message; return whether it is new. */
function keep(message) {
  const { channel_id: channel } = message;
  if (!state.messages.has(channel)) state.messages.set(channel, new Map());
  const fresh = !state.messages.get(channel).has(message.id);
  state.messages.get(channel).set(message.id, message);
  return fresh;
}
