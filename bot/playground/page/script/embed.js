/** Embeds. */

import { h } from "./dom.js";
import { local, mediaUrl } from "./files.js";
import { gallery } from "./gallery.js";
import { fileName, outward } from "./links.js";
import { markdown } from "./markdown.js";
import { stamp } from "./time.js";

/**
 * Make an embed.
 * @param {Object} embed
 */
export function embed(embed) {
  // What a link to a picture alone becomes.
  if (embed.type === "image") {
    return gallery([picture(embed.thumbnail ?? embed.image)], "embed-image");
  }
  const color = embed.color ? `#${embed.color.toString(16).padStart(6, "0")}` : null;
  return h(
    "article",
    { class: "embed", style: color ? { "--accent": color } : {} },
    h(
      "div",
      { class: "embed-body" },
      embed.author &&
        h("div", { class: "embed-author" }, small(embed.author.icon_url), embed.author.name),
      embed.title && title(embed),
      embed.description &&
        h("div", { class: "embed-description markup" }, markdown(embed.description)),
      embed.fields?.length && h("div", { class: "embed-fields" }, embed.fields.map(field)),
    ),
    embed.thumbnail && gallery([picture(embed.thumbnail)], "thumbnail"),
    embed.image && gallery([picture(embed.image)], "embed-image"),
    (embed.footer || embed.timestamp) && footer(embed),
  );
}

function title({ title, url }) {
  const target = outward(url);
  return h(
    "div",
    { class: "embed-title" },
    url ? h("a", target, markdown(title)) : markdown(title),
  );
}

function field({ name, value, inline }) {
  return h(
    "div",
    { class: inline ? "embed-field inline" : "embed-field" },
    h("div", { class: "embed-field-name" }, markdown(name)),
    h("div", { class: "markup" }, markdown(value)),
  );
}

function footer({ footer, timestamp }) {
  const parts = [footer?.text, timestamp && stamp(timestamp)].filter(Boolean);
  return h("div", { class: "embed-footer" }, small(footer?.icon_url), parts.join(" • "));
}

function small(url) {
  const link = url && local(url);
  return link && h("img", { class: "embed-icon", src: link, alt: "" });
}

function picture(media) {
  const { width = null, height = null } = media;
  const name = fileName(media.url);
  return { url: mediaUrl(media), width, height, name, alt: null, spoiler: false, before: null };
}
