"""A recoloring as a 3D look-up table in Adobe's .cube format, for other programs.

References
----------
Adobe (2013), "Cube LUT Specification", version 1.0.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.engine import cielab
from bot.engine.facade import THREADS, prepared
from bot.engine.lut import SIZE, Lut
from bot.engine.mapping import ColorMap, Doubles, Floats, Pixels
from bot.engine.recoloring import Recoloring
from bot.engine.source import Picture

# Pixels that a table is fitted to and judged by, at most; and the cells they are gathered in.
_MOST_PIXELS = 200_000
_BITS = 6
# How much a difference between neighboring nodes counts, against a picture that weighs 1.
_SMOOTHNESS = 1e-6
_STEPS = 150


@dataclass(frozen=True, slots=True)
class Cube:
    """A table over sRGB, and how well it stands for the recoloring that it came from."""

    grid: Floats
    """(n, n, n, 3) encoded sRGB in 0 to 1, for red, green and blue in this order."""
    mean_error: float
    """ΔE00 over the picture's pixels between this table and the recoloring, without its wash."""
    tail_error: float
    """The 95th percentile of the same."""


def lookup_tables(
    source: Path,
    recoloring: Recoloring,
    folder: Path,
    *,
    only: int | None = None,
    threads: int = THREADS,
) -> list[Cube]:
    """Make the table of each picture that a recoloring of a file gives.

    Where a recoloring depends on color alone the table is that which is used; else it is the one
    that fits best. People are not held, and a reference's colors do not drift over the picture: a
    table does not know where it is. One that averaged such a drift would tear what shares a color.

    Parameters
    ----------
    source, recoloring, threads
        As for `bot.engine.recolor`.
    folder
        Where temporary files may lie.
    only
        The number of the one picture, from 1, whose table is wanted.

    Raises
    ------
    PictureError
        The picture or the reference cannot be taken.
    """
    recoloring = replace(recoloring, portrait_hold=False)
    with prepared(source, recoloring, folder, threads, with_wash=False) as (picture, maps, _):
        wanted = maps if only is None else maps[only - 1 : only]
        return [_table(picture, color_map) for color_map in wanted]


def write_cube(cube: Cube, path: Path, title: str) -> None:
    """Write a table to a file; `title` is one line without double quotes."""
    if '"' in title or not title.isprintable():
        raise ValueError("a title is one line without double quotes")
    size = len(cube.grid)
    # In the file red changes fastest.
    values = cube.grid.transpose(2, 1, 0, 3).reshape(-1, 3)
    lines = [
        f'TITLE "{title}"',
        "# Encoded sRGB in, encoded sRGB out.",
        "# Difference from the recoloring without its slow changes from place to place, which no",
        "# table can have, over the picture's pixels, in CIEDE2000:",
        f"# mean {cube.mean_error:.2f}, 95th percentile {cube.tail_error:.2f}",
        f"LUT_3D_SIZE {size}",
        "DOMAIN_MIN 0.0 0.0 0.0",
        "DOMAIN_MAX 1.0 1.0 1.0",
        *(f"{red:.6f} {green:.6f} {blue:.6f}" for red, green, blue in values.tolist()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="ascii", errors="replace")


def _table(picture: Picture, color_map: ColorMap) -> Cube:
    before, after = _pixels(picture, color_map)
    if isinstance(color_map, Lut) and color_map.is_even:
        grid = color_map.grid
    else:
        grid = fit_table(before, after)
    if not len(before):
        return Cube(grid, 0.0, 0.0)
    errors = cielab.difference(cielab.from_codes(Lut(grid).apply(before)), cielab.from_codes(after))
    return Cube(grid, float(errors.mean()), float(np.percentile(errors, 95)))


def _pixels(picture: Picture, color_map: ColorMap) -> tuple[Pixels, Pixels]:
    """Return visible pixels (n, 3) spread over the picture, and what becomes of them."""
    step = -(-picture.width * picture.height // _MOST_PIXELS)
    before, after = [np.zeros((0, 3), np.uint8)], [np.zeros((0, 3), np.uint8)]
    seen = 0
    for strip in picture.strips():
        moved = color_map.apply(strip.rgb, strip.top)
        count = strip.rgb.size // 3
        chosen = np.arange(-seen % step, count, step)
        seen += count
        if strip.alpha is not None:
            chosen = chosen[strip.alpha.reshape(-1)[chosen] > 0]
        before.append(strip.rgb.reshape(-1, 3)[chosen])
        after.append(moved.reshape(-1, 3)[chosen])
    return np.concatenate(before), np.concatenate(after)


def fit_table(before: Pixels, after: Pixels, size: int = SIZE) -> Floats:
    """Find the table (size, size, size, 3) that best turns colors (n, 3) into others (n, 3).

    Least squares on the nodes' displacements by conjugate gradients; neighboring nodes are held
    together a little, so that what the picture does not show goes along with what it does.
    """
    weights, places, moves = _gathered(before, after)
    nodes, shares = _corners(places, size)
    pull = shares * weights[:, None]
    shape = (size, size, size)

    def form(values: Doubles) -> Doubles:
        there = (values[nodes] * shares).sum(axis=1)
        result = np.bincount(nodes.ravel(), (pull * there[:, None]).ravel(), size**3)
        return result + _SMOOTHNESS * _tension(values.reshape(shape)).ravel()

    def gathered(values: Doubles) -> Doubles:
        return np.bincount(nodes.ravel(), values.ravel(), size**3).astype(np.float64)

    diagonal = gathered(pull * shares) + 6 * _SMOOTHNESS
    found = [
        _conjugate_gradients(form, gathered(pull * moves[:, i, None]), diagonal) for i in range(3)
    ]
    grid = _even_grid(size) + np.stack(found, axis=-1).reshape(*shape, 3)
    return np.clip(grid, 0, 1).astype(np.float32)


def _gathered(before: Pixels, after: Pixels) -> tuple[Doubles, Doubles, Doubles]:
    """Average colors in cells: shares (m,), the colors (m, 3) in 0 to 1, and how they move."""
    cells = (before >> (8 - _BITS)).astype(np.int64) @ (1 << 2 * _BITS, 1 << _BITS, 1)
    _, cells, counts = np.unique(cells, return_inverse=True, return_counts=True)

    def means(codes: Pixels) -> Doubles:
        sums = [np.bincount(cells, codes[:, i], len(counts)) for i in range(3)]
        return np.stack(sums, axis=1) / counts[:, None] / 255

    places = means(before)
    return counts / max(len(before), 1), places, means(after) - places


def _corners(places: Doubles, size: int) -> tuple[npt.NDArray[np.intp], Doubles]:
    """Return the eight nodes around each place (m, 8), and their shares by linear steps."""
    at = places * (size - 1)
    first = np.minimum(at.astype(np.intp), size - 2)
    rest = at - first
    nodes: list[npt.NDArray[np.intp]] = []
    shares: list[Doubles] = []
    for corner in np.ndindex(2, 2, 2):
        nodes.append((first + corner) @ np.array([size * size, size, 1]))
        shares.append(np.where(corner, rest, 1 - rest).prod(axis=1))
    return np.stack(nodes, axis=1), np.stack(shares, axis=1)


def _tension(values: Doubles) -> Doubles:
    """Return the gradient of half the squared differences between neighboring nodes."""
    result = np.zeros_like(values)
    for axis in range(3):
        steps = np.diff(values, axis=axis)
        ends: Sequence[tuple[int, int]] = [(1, 1) if i == axis else (0, 0) for i in range(3)]
        result -= np.diff(np.pad(steps, ends), axis=axis)
    return result


def _conjugate_gradients(
    form: Callable[[Doubles], Doubles], right: Doubles, diagonal: Doubles
) -> Doubles:
    """Solve ``form(x) = right``, all nodes made equally stiff by the form's `diagonal`."""
    found = np.zeros_like(right)
    rest = right.copy()
    way = rest / diagonal
    energy = float(rest @ way)
    enough = 1e-12 * energy
    for _ in range(_STEPS):
        if energy <= enough:
            break
        across = form(way)
        step = energy / float(way @ across)
        found += step * way
        rest -= step * across
        eased = rest / diagonal
        energy, before = float(rest @ eased), energy
        way = eased + energy / before * way
    return found


def _even_grid(size: int) -> Doubles:
    axis = np.linspace(0, 1, size)
    return np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
