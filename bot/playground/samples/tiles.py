"""A tiled wall: a few flat colors in one motif, over and over."""

from PIL import Image, ImageDraw

TILE, COLUMNS, ROWS = 160, 6, 4
# Drawn four times as large, then made smaller: that smooths the edges.
SCALE = 4

CREAM, NAVY, RUST, SAGE, GOLD = "#f3ead7", "#22385c", "#b6522e", "#8aa58b", "#e0a83e"


def draw_tiles() -> Image.Image:
    """Return the picture, 960 by 640."""
    tile = _tile().resize((TILE, TILE), Image.Resampling.LANCZOS)
    wall = Image.new("RGB", (TILE * COLUMNS, TILE * ROWS))
    for number in range(COLUMNS * ROWS):
        row, column = divmod(number, COLUMNS)
        turned = tile.transpose(Image.Transpose.ROTATE_90) if (row + column) % 2 else tile
        wall.paste(turned, (column * TILE, row * TILE))
    return wall


def _tile() -> Image.Image:
    size = TILE * SCALE
    tile = Image.new("RGB", (size, size), CREAM)
    draw = ImageDraw.Draw(tile)

    def disc(x: float, y: float, radius: float, color: str) -> None:
        box = (size * (x - radius), size * (y - radius), size * (x + radius), size * (y + radius))
        draw.ellipse(box, fill=color)

    def diamond(x: float, y: float, width: float, height: float, color: str) -> None:
        corners = ((x, y - height), (x + width, y), (x, y + height), (x - width, y))
        draw.polygon([(size * a, size * b) for a, b in corners], fill=color)

    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        for radius, color in (
            (0.40, NAVY),
            (0.33, CREAM),
            (0.27, RUST),
            (0.14, CREAM),
            (0.08, NAVY),
        ):
            disc(x, y, radius, color)
    diamond(0.5, 0.5, 0.40, 0.13, SAGE)
    diamond(0.5, 0.5, 0.13, 0.40, NAVY)
    for x, y in ((0.5, 0.12), (0.5, 0.88), (0.12, 0.5), (0.88, 0.5)):
        disc(x, y, 0.045, GOLD)
    for radius, color in ((0.12, CREAM), (0.085, GOLD), (0.04, RUST)):
        disc(0.5, 0.5, radius, color)
    return tile
