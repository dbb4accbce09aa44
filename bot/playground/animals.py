"""The heads of a fox, an owl and a cat, drawn by code, for avatars, stickers and emoji."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

Point = tuple[float, float]

# Drawn four times as large, then reduced: that smooths the edges.
_SCALE: Final = 4
# Discord cuts avatars round: a head of this share of the side stays within the circle.
_HEAD_SHARE: Final = 0.74
_AVATAR_COLORS: Final = 256
_INK: Final = "#2b2230"


class _Canvas:
    """Draws on a transparent square whose sides are 1 long."""

    def __init__(self, side: int) -> None:
        self._side = side
        self._large = side * _SCALE
        self._image = Image.new("RGBA", (self._large, self._large))
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, center: Point, radius: float, color: str, height: float = 1.0) -> None:
        """Draw an ellipse `height` times as high as it is wide."""
        (x, y), tall = center, radius * height
        box = (x - radius, y - tall, x + radius, y + tall)
        self._draw.ellipse([self._large * value for value in box], fill=color)

    def mirrored(self, color: str, *corners: Point) -> None:
        """Draw a polygon, and its mirror image on the other side."""
        for sign in (1, -1):
            points = [(0.5 + sign * (x - 0.5), y) for x, y in corners]
            self._draw.polygon([(self._large * x, self._large * y) for x, y in points], fill=color)

    def pair(self, center: Point, radius: float, color: str, height: float = 1.0) -> None:
        """Draw an ellipse on both sides."""
        x, y = center
        for place in (x, 1 - x):
            self.disc((place, y), radius, color, height)

    def picture(self) -> Image.Image:
        """Return what was drawn."""
        return self._image.resize((self._side, self._side), Image.Resampling.LANCZOS)


def _draw_fox(canvas: _Canvas) -> None:
    canvas.mirrored("#c8552b", (0.14, 0.08), (0.46, 0.34), (0.16, 0.56))
    canvas.mirrored(_INK, (0.19, 0.18), (0.36, 0.32), (0.21, 0.42))
    canvas.mirrored("#e8743b", (0.5, 0.28), (0.22, 0.34), (0.08, 0.62), (0.5, 0.94))
    canvas.mirrored("#fff3e2", (0.08, 0.62), (0.32, 0.58), (0.46, 0.72), (0.5, 0.94))
    canvas.pair((0.34, 0.54), 0.045, _INK, 1.2)
    canvas.pair((0.353, 0.522), 0.014, "#ffffff")
    canvas.disc((0.5, 0.9), 0.065, _INK, 0.8)


def _draw_owl(canvas: _Canvas) -> None:
    canvas.mirrored("#5b3a29", (0.12, 0.1), (0.46, 0.3), (0.18, 0.5))
    canvas.disc((0.5, 0.57), 0.39, "#7d5138", 1.02)
    canvas.disc((0.5, 0.76), 0.22, "#d9b48a", 0.85)
    for row, columns in enumerate(((0.4, 0.5, 0.6), (0.45, 0.55), (0.5,))):
        for x in columns:
            canvas.disc((x, 0.8 + row * 0.055), 0.022, "#7d5138", 0.8)
    canvas.pair((0.32, 0.46), 0.19, "#f3e3c8")
    canvas.pair((0.33, 0.46), 0.12, "#f2b632")
    canvas.pair((0.335, 0.46), 0.07, _INK)
    canvas.pair((0.36, 0.435), 0.022, "#ffffff")
    canvas.mirrored("#e58a2a", (0.5, 0.5), (0.44, 0.54), (0.5, 0.68))


def _draw_cat(canvas: _Canvas) -> None:
    canvas.mirrored("#8d99ae", (0.14, 0.08), (0.5, 0.32), (0.14, 0.58))
    canvas.mirrored("#f0a6b0", (0.2, 0.19), (0.37, 0.31), (0.2, 0.42))
    canvas.disc((0.5, 0.59), 0.39, "#a9b4c6", 0.9)
    for x in (0.42, 0.5, 0.58):
        canvas.disc((x, 0.31), 0.022, "#74809a", 2.8)
    canvas.pair((0.33, 0.54), 0.085, "#bfe36b", 1.05)
    canvas.pair((0.33, 0.54), 0.03, _INK, 2.3)
    canvas.pair((0.44, 0.75), 0.09, "#eef1f6", 0.8)
    canvas.mirrored("#e07a8b", (0.5, 0.66), (0.45, 0.66), (0.5, 0.72))
    for slope in (-0.03, 0.01, 0.05):
        base = 0.75 + slope * 0.4
        canvas.mirrored("#eef1f6", (0.36, base - 0.005), (0.36, base + 0.005), (0.1, 0.74 + slope))


ANIMALS: Final[Mapping[str, Callable[[_Canvas], None]]] = {
    "fox": _draw_fox,
    "owl": _draw_owl,
    "cat": _draw_cat,
}


def draw_animal(name: str, side: int) -> bytes:
    """Return the head of one of the `ANIMALS` as a transparent PNG file of `side` pixels square.

    Raises
    ------
    KeyError
        When there is no animal of that name.
    """
    return _png(_head(name, side))


def draw_avatar(name: str, background: str, side: int) -> bytes:
    """Return one of the `ANIMALS` on a background, as a PNG file of `side` pixels square."""
    avatar = Image.new("RGB", (side, side), background)
    head = _head(name, round(side * _HEAD_SHARE))
    margin = (side - head.width) // 2
    avatar.paste(head, (margin, margin), head)
    # Few enough colors for the engine to take it for a graphic, which it keeps flat.
    return _png(avatar.quantize(_AVATAR_COLORS, dither=Image.Dither.NONE))


def _head(name: str, side: int) -> Image.Image:
    canvas = _Canvas(side)
    ANIMALS[name](canvas)
    return canvas.picture()


def draw_mark(side: int) -> bytes:
    """Return the app's own mark, three discs of color, as a PNG file of `side` pixels square."""
    canvas = _Canvas(side)
    canvas.disc((0.5, 0.5), 1.0, "#264653")
    canvas.disc((0.39, 0.375), 0.205, "#e9c46a")
    canvas.disc((0.625, 0.42), 0.205, "#e76f51")
    canvas.disc((0.485, 0.625), 0.205, "#2a9d8f")
    return _png(canvas.picture().convert("RGB"))


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
