/** The list of the server's emoji and stickers. */

import { h } from "./dom.js";
import { emojiLink } from "./emoji.js";
import { closePopup, popup } from "./popup.js";
import { state } from "./state.js";
import { stickerLink } from "./sticker.js";
import { say } from "./words.js";

/**
 * Open the list at a button.
 * @param {Element} owner
 * @param {{emoji: (name: string) => void, sticker: (id: string) => void}} chosen
 */
export function openPicker(owner, chosen) {
  const list = h(
    "div",
    { class: "picker", role: "group", "aria-label": say("picker") },
    group(say("emoji"), state.emoji, emojiLink, ({ name }) => chosen.emoji(name)),
    group(say("stickers"), state.stickers, stickerLink, ({ id }) => chosen.sticker(id)),
  );
  popup(owner, list, { owner });
  list.querySelector("button").focus();
}

function group(title, items, linkOf, choose) {
  const button = (item) => {
    const run = () => {
      closePopup();
      choose(item);
    };
    return h(
      "button",
      { type: "button", class: "picker-item", title: item.name, onclick: run },
      h("img", { src: linkOf(item), alt: item.name, draggable: "false" }),
    );
  };
  return [h("h3", {}, title), h("div", { class: "picker-items" }, items.map(button))];
}
