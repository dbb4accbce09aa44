/** Links out of the page: to the web only, and without a word of where they come from. */

/**
 * Return the attributes of a link.
 * @param {string} url
 * @returns {Object} without `href` for anything but http and https, such as a script
 */
export function outward(url) {
  const isWeb = URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
  return isWeb ? { href: url, target: "_blank", rel: "noopener noreferrer" } : {};
}

/** Return the name of the file that a URL leads to. */
export function fileName(url) {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const name = path.split("/").at(-1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
