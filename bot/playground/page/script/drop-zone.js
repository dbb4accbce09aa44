/** A place for files: by dialog, dropped, pasted, or one of the samples. */

import { announce } from "./announce.js";
import { clearButton } from "./choice-box.js";
import { fill, h, icon } from "./dom.js";
import { sizeText } from "./files.js";
import { FILE, PICTURE } from "./icons.js";
import { SAMPLES, sampleFile, sampleLink } from "./samples.js";

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
      "aria-label": `${label}: choose a file`,
      onclick: () => input.click(),
    },
    icon(PICTURE, { size: 28 }),
    h("span", {}, h("b", {}, "Choose"), ", drop or paste a picture"),
  );
  const samples = h(
    "div",
    { class: "samples", role: "group", "aria-label": "Sample pictures" },
    SAMPLES.map((sample) =>
      h(
        "button",
        {
          type: "button",
          class: "sample",
          "aria-label": `Sample: ${sample.title}`,
          title: sample.title,
          onclick: async () => add([await sampleFile(sample)]),
        },
        h("img", { src: sampleLink(sample), alt: "" }),
      ),
    ),
  );
  const shown = h("div", { class: "kept-files" });
  const element = h(
    "div",
    { class: "drop-zone" },
    input,
    shown,
    h("div", { class: "drop-ways" }, browse, samples),
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
    files = most === 1 ? more.slice(-1) : [...files, ...more].slice(0, most);
    announce(`${label}: ${files.map((file) => file.name).join(", ")}`);
    const held = element.contains(document.activeElement);
    draw();
    // The sample that was pressed is gone: the focus goes on from what came in its place.
    if (held && element.classList.contains("full")) shown.lastElementChild.focus();
    changed();
  }

  function remove(file) {
    files = files.filter((one) => one !== file);
    draw();
    changed();
    browse.focus();
  }

  function draw() {
    shown.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    fill(
      shown,
      files.map((file) => fileRow(file, () => remove(file))),
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

/** Make the row of a file that was chosen. */
export function fileRow(file, remove) {
  const seen = file.type.startsWith("image/")
    ? h("img", { src: URL.createObjectURL(file), alt: "" })
    : icon(FILE, { size: 40 });
  return h(
    "div",
    { class: "kept-file", tabindex: -1 },
    seen,
    h("span", { class: "kept-name" }, file.name, h("small", {}, sizeText(file.size))),
    clearButton(`Remove ${file.name}`, remove),
  );
}
