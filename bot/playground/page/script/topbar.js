/** What stands above the conversation: where one is, how the bot is, and the page's own switches. */

import { act } from "./acts.js";
import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { AT, HASH, INSPECT, MENU, MOON, PEOPLE, RESTART, SUN } from "./icons.js";
import { toggleInspector } from "./inspector.js";
import { toggleSidebar } from "./sidebar.js";
import { channelInfo, on, state } from "./state.js";
import { switchTheme, theme } from "./theme.js";
import { say } from "./words.js";

const MARKS = { text: HASH, dm: AT, group: PEOPLE };

/** Build the bar into `place`, and keep it in step. */
export function startTopbar(place) {
  const where = h("h1", { class: "where" });
  const status = h("span", { class: "bot-status" });
  on("place", () => {
    const { kind, title } = channelInfo();
    fill(where, icon(MARKS[kind], { size: 22 }), title);
  });
  on("status", () => {
    drawStatus();
    announce(say(`bot-${statusNow()}`, { bot: state.bot.name }), "status");
  });
  on("language", draw);
  draw();

  function draw() {
    const open = !document.getElementById("inspector").hidden;
    const inspector = tool(say("inspector"), INSPECT, toggleInspector, "inspector-button");
    inspector.setAttribute("aria-expanded", String(open));
    fill(
      place,
      tool(say("channels"), MENU, () => toggleSidebar(), "sidebar-button"),
      where,
      status,
      restartButton(),
      themeButton(),
      inspector,
    );
    drawStatus();
  }

  function drawStatus() {
    const now = statusNow();
    status.className = `bot-status ${now}`;
    const text = h("b", {}, say(state.connected ? now : "not-connected"));
    fill(status, h("i"), h("span", {}, `${state.bot.name} `, text));
  }
}

const statusNow = () => (state.connected ? state.status : "offline");

function restartButton() {
  return h(
    "button",
    {
      type: "button",
      class: "button secondary small restart",
      title: say("restart-about"),
      onclick: restart,
    },
    icon(RESTART, { size: 16 }),
    h("span", {}, say("restart")),
  );
}

function themeButton() {
  const button = tool("", SUN, () => {
    switchTheme();
    draw();
  });
  function draw() {
    const other = theme() === "dark" ? "light" : "dark";
    button.title = say(`to-${other}`);
    button.setAttribute("aria-label", button.title);
    fill(button, icon(other === "light" ? SUN : MOON));
  }
  draw();
  return button;
}

function tool(label, path, run, className = "") {
  return h(
    "button",
    {
      type: "button",
      class: `icon-button ${className}`,
      "aria-label": label,
      title: label,
      onclick: run,
    },
    icon(path),
  );
}

async function restart(event) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await act("restart");
  } finally {
    button.disabled = false;
  }
}
