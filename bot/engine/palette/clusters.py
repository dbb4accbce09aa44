"""The main colors of a picture: weighted k-means on a histogram."""

import numpy as np

from bot.engine.mapping import Doubles, Floats, Reals
from bot.engine.palette.kmeans import kmeans, nearest

_MOST_CELLS = 3000
_BALANCING = 12
_LEAST_GAP = 0.02


def histogram(colors: Reals, weights: Reals, side: float) -> tuple[Doubles, Doubles]:
    """Gather weighted colors into cubes.

    Parameters
    ----------
    colors, weights
        (n, 3) in any space, and (n,) at least 0.
    side
        Of a cube.

    Returns
    -------
    tuple
        (m, 3) the mean of each occupied cube, m at most 3,000 (the heaviest), and (m,) its weight.
    """
    planes = np.ascontiguousarray(colors.T)
    cells = np.floor(planes / side).astype(np.int32)
    cells -= cells.min(axis=1, keepdims=True)
    spans = cells.max(axis=1) + 1
    keys = (cells[0] * spans[1] + cells[1]) * spans[2] + cells[2]
    total: Doubles = np.bincount(keys, weights).astype(np.float64)
    used = np.flatnonzero(total)
    if len(used) > _MOST_CELLS:
        used = np.sort(used[np.argsort(-total[used], kind="stable")[:_MOST_CELLS]])
    sums = [np.bincount(keys, weights * plane)[used] for plane in planes]
    return np.stack(sums, axis=1) / total[used, None], total[used]


def main_colors(colors: Reals, mass: Doubles, count: int) -> tuple[Doubles, Doubles]:
    """Cluster weighted colors (m, 3), m at least `count`, into `count` centers.

    The first centers are the heaviest colors, each one damping those like it (Chang et al. 2015,
    "Palette-based photo recoloring"); then Lloyd's iteration.

    Returns
    -------
    tuple
        (count, 3) centers and (count,) their mass.
    """
    mean = np.average(colors, axis=0, weights=mass)
    spread = np.average(((colors - mean) ** 2).sum(axis=1), weights=mass)
    reach = (0.9 * np.sqrt(spread) + 1e-6) ** 2
    pull = mass.astype(np.float64)
    chosen: list[int] = []
    for _ in range(count):
        heaviest = int(np.argmax(pull))
        chosen.append(heaviest)
        pull *= 1 - np.exp(-((colors - colors[heaviest]) ** 2).sum(axis=1) / reach)
        pull[heaviest] = -1
    centers = kmeans(colors, mass, colors[chosen][None], rounds=40)[0][0]
    sizes: Doubles = np.bincount(nearest(colors, centers), mass, minlength=count).astype(np.float64)
    return centers, sizes


def distinct_colors(colors: Doubles, mass: Doubles, palette: Doubles) -> Doubles:
    """Cluster weighted colors (m, 3), (m,) into as many centers as a palette (n, 3) has colors.

    They are fewer, (k, 3), where some would hardly differ. A palette that differs more in chroma
    than in lightness makes chroma count more in clustering. All in the working space.
    """
    in_lightness = palette[:, 0].std()
    in_chroma = np.sqrt(palette[:, 1:].var(axis=0).sum())
    chroma = np.clip(0.5 + 0.8 * in_chroma / max(in_lightness, 0.02), 0.7, 1.6)
    scale = np.array([1.0, chroma, chroma])
    for count in range(min(len(palette), len(colors)), 1, -1):
        centers = main_colors(colors * scale, mass, count)[0] / scale
        if gaps(centers).min() >= _LEAST_GAP:
            return centers
    return np.average(colors, axis=0, weights=mass)[None]


def soft_weights(colors: Reals, centers: Doubles, sigma: float, bias: Doubles) -> Floats:
    """Divide each color (..., 3) among k centers (k, 3): softmax of bias - d² / 2σ², (..., k)."""
    flat = colors.reshape(-1, 3)
    scale = np.float32(1 / sigma**2)
    near = centers.astype(np.float32)
    # Center by center: sums over so few of them are slow where they lie side by side.
    scores = (near * scale) @ flat.astype(np.float32, copy=False).T
    scores += (bias.astype(np.float32) - 0.5 * scale * (near * near).sum(axis=1))[:, None]
    scores -= scores.max(axis=0)
    weights = np.exp(scores, out=scores)
    weights /= weights.sum(axis=0)
    return weights.T.reshape(*colors.shape[:-1], len(centers))


def balance(
    colors: Reals, mass: Doubles, centers: Doubles, sigma: float, least_share: float
) -> tuple[Doubles, Doubles, Doubles]:
    """Let small clusters grow: a color of the palette on a speck is not one of the main colors.

    Parameters
    ----------
    colors, mass
        (m, 3) points and (m,) their weights.
    centers
        (k, 3) of the clusters.
    sigma
        Of the soft assignment; see `soft_weights`.
    least_share
        The least mass, of what each cluster would have if all were equal.

    Returns
    -------
    tuple
        (k, 3) the moved centers, (k,) their mass, and (k,) the bias of the soft assignment.
    """
    least = least_share / len(centers)
    bias = np.zeros(len(centers))
    share = mass / mass.sum()
    sizes = np.ones(len(centers))
    for _ in range(_BALANCING):
        weights = soft_weights(colors, centers, sigma, bias)
        weighted = weights * share[:, None]
        sizes = weighted.sum(axis=0)
        small = sizes < 0.98 * least
        if not small.any():
            break
        bias[small] += np.log(least / np.maximum(sizes[small], least / 8))
        centers = (weighted.T @ colors) / np.maximum(sizes, 1e-9)[:, None]
    return centers, sizes, bias


def gaps(centers: Doubles) -> Doubles:
    """Return the distance of each center (k, 3) to its nearest neighbor, (k,)."""
    distances = np.linalg.norm(centers[:, None] - centers, axis=-1)
    np.fill_diagonal(distances, np.inf)
    return distances.min(axis=1)
