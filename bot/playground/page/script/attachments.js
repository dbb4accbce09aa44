/** The files of a message: those that neither its components nor its embeds show. */

import { fileCard } from "./file-card.js";
import { isPicture } from "./files.js";
import { gallery } from "./gallery.js";
import { sourceOf } from "./sources.js";

const IS_SPOILER = 1 << 3;

/** Make the elements of a message's files: pictures as a gallery, the others as cards. */
export function attachments(message) {
  const pictures = message.attachments.filter(isPicture);
  const files = message.attachments.filter((file) => !isPicture(file));
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
