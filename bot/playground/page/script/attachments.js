/** The files of a message, outside of its components. */

import { fileCard } from "./file-card.js";
import { isPicture } from "./files.js";
import { gallery } from "./gallery.js";
import { sourceOf } from "./sources.js";

const IS_SPOILER = 1 << 3;

/** Make the elements of a message's files: pictures as a gallery, the others as cards. */
export function attachments(message) {
  const loose = message.attachments.filter((file) => !isInEmbed(file, message));
  const pictures = loose.filter(isPicture);
  const files = loose.filter((file) => !isPicture(file));
  const shown = pictures.map((file, index) => ({
    url: file.url,
    alt: file.description ?? null,
    width: file.width,
    height: file.height,
    spoiler: isSpoiler(file),
    name: file.filename,
    before: sourceOf(message, { ...file, name: file.filename }, index, pictures.length),
  }));
  return [
    shown.length > 0 && gallery(shown, "attached"),
    files.map((file) =>
      fileCard({
        name: file.filename,
        size: file.size,
        url: file.url,
        spoiler: isSpoiler(file),
      }),
    ),
  ];
}

function isSpoiler({ filename, flags = 0 }) {
  return filename.startsWith("SPOILER_") || Boolean(flags & IS_SPOILER);
}

/** Tell whether an embed shows a file: it is not shown a second time. */
function isInEmbed(file, message) {
  const path = (url) => URL.canParse(url) && new URL(url).pathname;
  return message.embeds.some(({ image, thumbnail }) =>
    [image?.url, thumbnail?.url].some((url) => path(url) === path(file.url)),
  );
}
