/** Builds elements. Text only ever becomes text: nothing here parses HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 * @param {string} tag
 * @param {Object} [properties] `class`, `data`, `on…` listeners, `style` (an object), and
 *   attributes; what is null, undefined or false is left out, true is an empty attribute.
 * @param {...(Node|string|null|undefined|false|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") setStyle(element, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function setStyle(element, style) {
  for (const [name, value] of Object.entries(style)) {
    if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.style[name] = value;
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/**
 * Put these in the place of all that an element holds.
 * @param {Element} element
 * @param {...(Node|string|null|undefined|false|Array)} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Make an icon of 24 by 24 from the path data of its strokes.
 * @param {string} path
 * @param {{size?: number, filled?: boolean}} [options]
 * @returns {SVGElement}
 */
export function icon(path, { size = 20, filled = false } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" };
  Object.entries({ ...attributes, class: filled ? "icon filled" : "icon" }).forEach(
    ([name, value]) => svg.setAttribute(name, value),
  );
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/** Return the elements in `root` that the Tab key reaches. */
export function focusable(root) {
  const wanted = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";
  return [...root.querySelectorAll(wanted)].filter(
    (element) => !element.disabled && element.offsetParent !== null && element.tabIndex >= 0,
  );
}

let serial = 0;

/** Return an id that no other element has. */
export function freshId(prefix = "e") {
  serial += 1;
  return `${prefix}-${serial}`;
}
