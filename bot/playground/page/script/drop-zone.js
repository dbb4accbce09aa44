/** A place for files: by dialog, dropped, pasted, or one of the samples. */

import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { fileRow } from "./file-row.js";
import { PICTURE } from "./icons.js";
import { SAMPLES, sampleFile, sampleLink, sampleTitle } from "./samples.js";
import { say, sayAround } from "./words.js";

/**
 * Make a place for files.
 * @param {{id: string, label: string, most?: number, files?: File[], changed?: Function}} about
 * @returns {{element: Element, files: () => File[], add: (files: File[]) => void, focus: () => void}}
 */
export function dropZone({ id, label, most = 1, files: first = [], changed = () => {} }) {
  let files = [];
  const input = h("input", {
    type: "file",
    class: "unseen",
    tabindex: -1,
    multiple: most > 1,
    "aria-hidden": "true",
    onchange: () => {
      add([...input.files]);
      input.value = "";
    },
  });
  const browse = h(
    "button",
    {
      type: "button",
      id,
      class: "browse",
      "aria-label": say("choose-file", { label }),
      onclick: () => input.click(),
    },
    icon(PICTURE, { size: 28 }),
    h("span", {}, sayAround("drop-ways", { choose: h("b", {}, say("drop-choose")) })),
  );
  const samples = h(
    "div",
    { class: "samples", role: "group", "aria-label": say("samples") },
    SAMPLES.map((sample) =>
      h(
        "button",
        {
          type: "button",
          class: "sample",
          "aria-label": say("sample", { title: sampleTitle(sample) }),
          title: sampleTitle(sample),
          onclick: async () => add([await sampleFile(sample)]),
        },
        h("img", { src: sampleLink(sample), alt: "" }),
      ),
    ),
  );
  const shown = h("div", { class: "kept-files" });
  const problem = h("div", { class: "field-problem", role: "alert" });
  const element = h(
    "div",
    { class: "drop-zone" },
    input,
    shown,
    h("div", { class: "drop-ways" }, browse, samples),
    problem,
  );
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    element.classList.remove("over");
    add([...event.dataTransfer.files]);
  });

  function add(more) {
    if (!more.length) return;
    // One place takes the latest file; a larger one as many as it has room for.
    const all = most === 1 ? more.toReversed() : [...files, ...more];
    files = all.slice(0, most);
    const count = all.length - files.length;
    fill(problem, count > 0 && say("field-full", { most, count }));
    announce(`${label}: ${files.map((file) => file.name).join(", ")}`);
    const held = element.contains(document.activeElement);
    draw();
    // The sample that was pressed is gone: the focus goes on from what came in its place.
    if (held && element.classList.contains("full")) shown.lastElementChild.focus();
    changed();
  }

  function remove(file) {
    files = files.filter((one) => one !== file);
    fill(problem);
    draw();
    changed();
    browse.focus();
  }

  function draw() {
    shown.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    fill(
      shown,
      files.map((file) => fileRow(file, { remove: () => remove(file) })),
    );
    element.classList.toggle("full", files.length >= most);
  }

  files = first.slice(0, most);
  draw();
  return {
    element,
    files: () => files,
    add,
    focus: () =>
      (element.classList.contains("full") ? shown.querySelector("button") : browse)?.focus(),
    room: () => most - files.length,
  };
}
