/** Start the page. */

import { startChat } from "./chat.js";
import { forgetCommands } from "./commands.js";
import { startComposer } from "./composer.js";
import { listen } from "./feed.js";
import { startInspector } from "./inspector.js";
import { startSidebar, toggleSidebar } from "./sidebar.js";
import { on } from "./state.js";
import { startTheme } from "./theme.js";
import { startTopbar } from "./topbar.js";

const element = (id) => document.getElementById(id);

startTheme();
// Whoever lists commands anew hears of it after they were forgotten.
on("commands", forgetCommands);
on("world", forgetCommands);
startTopbar(element("topbar"));
startSidebar(element("sidebar"));
const composer = startComposer(element("composer"));
startChat(element("messages"), composer);
startInspector(element("inspector"));
element("frame").addEventListener("keydown", (event) => {
  if (event.key === "Escape") toggleSidebar(false);
});
listen();
composer.focus();
