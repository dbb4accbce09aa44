"""Make the font of the labels on compared pictures: only the letters that they need, of two fonts.

    python docs/label_font.py DejaVuSans.ttf DroidSansFallbackFull.ttf

It needs the package `fonttools`, and the fonts of Debian's `fonts-dejavu-core` and
`fonts-droid-fallback`. To be run again when a language changes its words for "before" and "after".
"""

import sys
from pathlib import Path
from string import ascii_letters, digits

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from cogs.words import LANGUAGES, words_in

TARGET = Path(__file__).parents[1] / "bot" / "jobs" / "fonts" / "labels.ttf"
NAME = "Colorway Labels"
UNITS = 1000


def needed() -> set[int]:
    """Return the letters of the labels in all languages, and plain ones."""
    labels = [
        words_in(locale).say(key)
        for locale in LANGUAGES
        for key in ("compare-before", "compare-after")
    ]
    return {ord(letter) for letter in "".join((*labels, ascii_letters, digits, " -.()"))}


def part(path: Path, letters: set[int]) -> TTFont:
    """Return as much of a font as is needed, on a common scale."""
    font = TTFont(path)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    for table in ("GSUB", "GPOS", "GDEF", "kern", "vhea", "vmtx", "FFTM", "VORG"):
        if table in font:
            del font[table]
    scale_upem(font, UNITS)
    return font


def main() -> None:
    """Write the font."""
    latin, other = (Path(path) for path in sys.argv[1:3])
    letters = needed()
    known = set(TTFont(latin).getBestCmap())
    parts = [part(latin, letters & known), part(other, letters - known)]
    paths = [TARGET.with_suffix(f".{number}") for number in range(2)]
    TARGET.parent.mkdir(exist_ok=True)
    for font, path in zip(parts, paths, strict=True):
        font.save(path)
    merged = Merger().merge([str(path) for path in paths])
    for path in paths:
        path.unlink()
    for record in list(merged["name"].names):
        merged["name"].removeNames(nameID=record.nameID)
    for name_id, text in ((1, NAME), (2, "Regular"), (4, NAME), (6, NAME.replace(" ", ""))):
        merged["name"].setName(text, name_id, 3, 1, 0x409)
    merged.save(TARGET)
    missing = letters - set(merged.getBestCmap())
    if missing:
        sys.exit(f"neither font has: {''.join(map(chr, sorted(missing)))}")


if __name__ == "__main__":
    main()
