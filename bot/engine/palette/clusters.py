"""The main colors of a picture: weighted k-means on a histogram, deterministic."""

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats, Reals

Labels = npt.NDArray[np.intp]

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
    cells = np.floor(colors / side).astype(np.int32)
    cells -= cells.min(axis=0)
    spans = cells.max(axis=0) + 1
    keys = (cells[:, 0] * spans[1] + cells[:, 1]) * spans[2] + cells[:, 2]
    total: Doubles = np.bincount(keys, weights).astype(np.float64)
    used = np.flatnonzero(total)
    if len(used) > _MOST_CELLS:
        used = np.sort(used[np.argsort(-total[used], kind="stable")[:_MOST_CELLS]])
    sums = [np.bincount(keys, weights * colors[:, i])[used] for i in range(3)]
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
    centers, labels, _ = kmeans(colors, mass, colors[chosen], rounds=40)
    sizes: Doubles = np.bincount(labels, weights=mass, minlength=count).astype(np.float64)
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
    scores = (flat.astype(np.float32, copy=False) * scale) @ near.T
    scores += bias.astype(np.float32) - 0.5 * scale * (near * near).sum(axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    weights = np.exp(scores, out=scores)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights.reshape(*colors.shape[:-1], len(centers))


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


def spread_seeds(colors: Reals, mass: Doubles, count: int, seed: int) -> Reals:
    """Choose `count` first centers out of weighted colors (m, 3).

    Seed 0 takes the heaviest, then always the one with the most mass times squared distance;
    other seeds draw with that as probability (k-means++, Arthur and Vassilvitskii 2007).
    """
    random = np.random.default_rng(seed)

    def draw(score: Reals) -> int:
        if seed == 0:
            return int(np.argmax(score))
        steps = np.cumsum(score)
        return min(int(np.searchsorted(steps, random.random() * steps[-1])), len(colors) - 1)

    centers = [colors[draw(mass)]]
    gaps = ((colors - centers[0]) ** 2).sum(axis=1)
    while len(centers) < count:
        centers.append(colors[draw(gaps * mass)])
        gaps = np.minimum(gaps, ((colors - centers[-1]) ** 2).sum(axis=1))
    return np.array(centers)


def kmeans(
    colors: Reals, mass: Doubles, centers: Reals, rounds: int
) -> tuple[Doubles, Labels, float]:
    """Move centers to the means of their nearest colors, until nothing changes.

    Parameters
    ----------
    colors, mass
        (m, 3) points and (m,) their weights.
    centers
        (k, 3) where to begin. A center that loses all its points stays where it is.
    rounds
        The most iterations.

    Returns
    -------
    tuple
        (k, 3) centers, (m,) the nearest center of each point, and the weighted sum of squared
        distances.
    """
    count = len(centers)
    centers = centers.astype(np.float64)
    squares = (colors * colors).sum(axis=1)
    weighted = [mass * colors[:, i] for i in range(3)]
    labels: Labels = np.full(len(colors), -1)
    for _ in range(rounds):
        nearest = (0.5 * (centers * centers).sum(axis=1) - colors @ centers.T).argmin(axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        size = np.bincount(labels, weights=mass, minlength=count)
        taken = size > 0
        for i in range(3):
            sums = np.bincount(labels, weights=weighted[i], minlength=count)
            centers[taken, i] = sums[taken] / size[taken]
    gaps = squares - 2 * (colors * centers[labels]).sum(axis=1) + (centers[labels] ** 2).sum(axis=1)
    return centers, labels, float(mass @ np.maximum(gaps, 0))


def gaps(centers: Doubles) -> Doubles:
    """Return the distance of each center (k, 3) to its nearest neighbor, (k,)."""
    distances = np.linalg.norm(centers[:, None] - centers, axis=-1)
    np.fill_diagonal(distances, np.inf)
    return distances.min(axis=1)
