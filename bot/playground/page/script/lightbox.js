/** A picture over the whole page; a result with a slider between before and after. */

import { openDialog } from "./dialog.js";
import { fill, h, icon } from "./dom.js";
import { local } from "./files.js";
import { BACK, CLOSE, LINK, NEXT } from "./icons.js";
import { say } from "./words.js";

/**
 * Show a picture large.
 * @param {import("./gallery.js").Picture[]} pictures
 * @param {number} index which of them
 */
export function openLightbox(pictures, index) {
  const shown = pictures.filter((picture) => local(picture.url));
  let at = Math.max(shown.indexOf(pictures[index]), 0);
  const stage = h("div", { class: "lightbox-stage" });
  const caption = h("p", { class: "lightbox-caption" });
  const original = h(
    "a",
    { target: "_blank", rel: "noopener noreferrer" },
    icon(LINK),
    say("save-original"),
  );
  const content = h(
    "div",
    { class: "lightbox", onkeydown: keys },
    stage,
    h("div", { class: "lightbox-foot" }, caption, original),
    h(
      "button",
      {
        type: "button",
        class: "lightbox-close",
        "aria-label": say("close"),
        onclick: () => close(),
        data: { first: "" },
      },
      icon(CLOSE, { size: 26 }),
    ),
    shown.length > 1 && [
      arrow(say("previous-picture"), BACK, -1, "lightbox-back"),
      arrow(say("next-picture"), NEXT, 1, "lightbox-next"),
    ],
  );
  const close = openDialog(content, { label: say("picture"), className: "dark-backdrop" });
  content.addEventListener("pointerdown", (event) => {
    if (event.target === content || event.target === stage) close();
  });
  show();

  function arrow(label, path, step, className) {
    const turn = () => go(step);
    return h(
      "button",
      { type: "button", class: `lightbox-turn ${className}`, "aria-label": label, onclick: turn },
      icon(path, { size: 28 }),
    );
  }

  function go(step) {
    at = (at + step + shown.length) % shown.length;
    show();
  }

  function keys(event) {
    // The slider has the arrow keys for itself.
    if (event.target.type === "range" || shown.length < 2) return;
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
  }

  function show() {
    const picture = shown[at];
    const link = local(picture.url);
    fill(stage, picture.before ? comparison(picture, link) : plain(picture, link));
    const place = say("place-of", { place: at + 1, count: shown.length });
    fill(caption, shown.length > 1 && `${place} `, picture.alt);
    original.href = link;
    original.setAttribute("download", picture.name);
  }
}

function sizeOf(picture) {
  const { width, height } = picture;
  return width && height ? { "--ratio": width / height, "--width": `${width}px` } : {};
}

function plain(picture, link) {
  return h("img", {
    class: "lightbox-picture",
    src: link,
    alt: picture.alt ?? "",
    style: sizeOf(picture),
  });
}

/** Lay the result over what it was made from, and let a slider uncover it. */
function comparison(picture, link) {
  const slider = h("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    value: 50,
    "aria-label": say("uncover"),
    oninput: () => place(),
  });
  const box = h(
    "div",
    { class: "comparison", style: sizeOf(picture) },
    h("img", { src: picture.before, alt: say("before"), draggable: "false" }),
    h("img", { class: "after", src: link, alt: picture.alt ?? say("after"), draggable: "false" }),
    h("span", { class: "compare-label before" }, say("before")),
    h("span", { class: "compare-label after-label" }, say("after")),
    h(
      "span",
      { class: "compare-line", "aria-hidden": "true" },
      h("i", {}, icon(BACK, { size: 16 }), icon(NEXT, { size: 16 })),
    ),
    slider,
  );
  const place = () => {
    box.style.setProperty("--cut", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", say("percent-after", { percent: 100 - slider.value }));
  };
  place();
  return box;
}
