/** Links to files, the same for as long as they hold; sizes; what is a picture. */

import { locale, say } from "./words.js";

/** What the page's own server has of the sandbox's CDN and of its media proxy. */
const SERVED =
  /^\/((media\/)?(ephemeral-)?attachments|(embed\/)?avatars|guilds|emojis|stickers|external)\//;
/** Signed links change with every edit; a picture whose link changes would flicker. */
const known = new Map();
const LINK_LIFE_MS = 20 * 60 * 60 * 1000;

/**
 * Return where the page's own server has a file of the sandbox's CDN.
 * @param {string} url
 * @returns {string|null} null for what is elsewhere: nothing is fetched from the network
 */
export function local(url) {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, search } = new URL(url);
  if (hostname !== "127.0.0.1" || !SERVED.test(pathname)) return null;
  const kept = known.get(pathname);
  if (kept && Date.now() - kept.since < LINK_LIFE_MS) return kept.link;
  const link = pathname + search;
  known.set(pathname, { link, since: Date.now() });
  return link;
}

/**
 * Return the URL by which the page can show a media item of a component or an embed: of a picture
 * on another host, Discord's media proxy has a copy, and knows its size.
 */
export function mediaUrl({ url, proxy_url: proxy, width }) {
  return local(url) || !width ? url : proxy;
}

/** Tell whether an attachment is a picture that browsers show. */
export function isPicture(file) {
  return Boolean(file.width) && /^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(file.content_type);
}

/** Write a size in bytes as people read it. */
export function sizeText(bytes) {
  if (bytes < 1024) return say("bytes", { count: bytes });
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${size.toLocaleString(locale(), { maximumFractionDigits: 2 })} ${unit}`;
}
