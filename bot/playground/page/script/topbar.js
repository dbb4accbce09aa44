/** What stands above the conversation: where one is, how the bot is, and the page's own switches. */

import { act } from "./acts.js";
import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { AT, HASH, INSPECT, MENU, MOON, PEOPLE, RESTART, SUN } from "./icons.js";
import { toggleInspector } from "./inspector.js";
import { toggleSidebar } from "./sidebar.js";
import { channelInfo, on, state } from "./state.js";
import { switchTheme, theme } from "./theme.js";

const STATUS = { online: "online", offline: "offline", starting: "starting…" };
const MARKS = { text: HASH, dm: AT, group: PEOPLE };

/** Build the bar into `place`, and keep it in step. */
export function startTopbar(place) {
  const where = h("h1", { class: "where" });
  const status = h("span", { class: "bot-status" });
  const themeButton = tool("", SUN, () => {
    switchTheme();
    drawTheme();
  });
  fill(
    place,
    tool("Channels", MENU, () => toggleSidebar(), "sidebar-button"),
    where,
    status,
    h(
      "button",
      {
        type: "button",
        class: "button secondary small restart",
        title: "Kill the bot's process at once, and start it again",
        onclick: restart,
      },
      icon(RESTART, { size: 16 }),
      h("span", {}, "Restart the bot"),
    ),
    themeButton,
    tool("Inspector", INSPECT, toggleInspector, "inspector-button"),
  );
  on("place", () => {
    const { kind, title } = channelInfo();
    fill(where, icon(MARKS[kind], { size: 22 }), title);
  });
  on("status", drawStatus);
  drawTheme();

  function drawStatus() {
    const now = state.connected ? state.status : "offline";
    status.className = `bot-status ${now}`;
    fill(
      status,
      h("i"),
      h(
        "span",
        {},
        `${state.bot.name} `,
        h("b", {}, state.connected ? STATUS[now] : "page is not connected"),
      ),
    );
    announce(`${state.bot.name} is ${STATUS[now]}`, "status");
  }

  function drawTheme() {
    const other = theme() === "dark" ? "light" : "dark";
    themeButton.title = `Change to ${other}`;
    themeButton.setAttribute("aria-label", themeButton.title);
    fill(themeButton, icon(other === "light" ? SUN : MOON));
  }
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
