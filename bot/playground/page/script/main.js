/** Start the page. */

import { startChat } from "./chat.js";
import { forgetCommands } from "./commands.js";
import { startComposer } from "./composer.js";
import { listen } from "./feed.js";
import { startFrame } from "./frame.js";
import { startInspector } from "./inspector.js";
import { startSidebar, toggleSidebar } from "./sidebar.js";
import { on } from "./state.js";
import { startTheme } from "./theme.js";
import { startTopbar } from "./topbar.js";

const element = (id) => document.getElementById(id);

startTheme();
// First: all others are drawn in the language that it sets.
startFrame();
// Whoever lists commands anew hears of it after they were forgotten.
on("commands", forgetCommands);
on("world", forgetCommands);
startTopbar(element("topbar"));
startSidebar(element("sidebar"));
const composer = startComposer(element("composer"), element("conversation"));
startChat(element("messages"), element("jump-place"), composer.tryWith);
startInspector(element("inspector"));
element("frame").addEventListener("keydown", (event) => {
  if (event.key === "Escape") toggleSidebar(false);
});
listen();
composer.focus();
