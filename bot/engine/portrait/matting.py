"""Make a soft mask follow the edges of the picture: the guided filter, with a color guide.

Within a small window the mask is taken for an affine function of the color,
``weight = a · color + b``, which is fitted to the coarse mask (He, Sun and Tang, "Guided image
filtering", 2013). The coefficients change slowly from place to place, so they are found at a low
resolution and applied to the colors of the full-size picture (He and Sun, "Fast guided filter",
2015): hair and shoulders are then as sharp as the picture has them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bot.engine.mapping import Doubles, Floats, Pixels, Reals

_RADIUS = 8
_SMOOTHNESS = 1e-4
_BLACK = 0.1
_WHITE = 0.9
_WITHIN = 0.95
_FAINT = 0.02
_MARGIN = 3


def fit_coefficients(mask: Floats, certain: npt.NDArray[np.bool_], guide: Pixels) -> Floats:
    """Fit the coefficients that refine a mask.

    Parameters
    ----------
    mask
        (h, w), 0 to 1: coarse, its edge off by a few pixels.
    certain
        (h, w): where the weight is 1 whatever the colors say.
    guide
        (h, w, 3), the sRGB codes of the same place.

    Returns
    -------
    Floats
        (h, w, 4): a for red, green and blue codes (0 to 255), and b; the weight is to be clipped
        to 0..1. All are 0 far from the mask, and a = 0, b = 1 well within it
        and where it is certain.
    """
    coefficients = np.zeros((*mask.shape, 4), np.float32)
    rows, columns = np.nonzero(mask > 0.01)
    if not len(rows):
        return coefficients
    reach = 2 * _RADIUS
    window = (
        slice(max(0, int(rows.min()) - reach), int(rows.max()) + reach + 1),
        slice(max(0, int(columns.min()) - reach), int(columns.max()) + reach + 1),
    )
    there = mask[window]
    fitted = _fit(there.astype(np.float64), guide[window] / 255.0)
    # A little more contrast: what the fit leaves of the background and lacks in people.
    fitted[..., 3] -= _BLACK
    fitted /= _WHITE - _BLACK
    fitted[..., :3] /= 255.0
    nobody_near = _mean(there >= _FAINT) == 0
    fitted[nobody_near] = 0.0
    within = _mean(there < _WITHIN, _MARGIN) == 0
    fitted[within | certain[window]] = (0.0, 0.0, 0.0, 1.0)
    coefficients[window] = fitted
    return coefficients


def _fit(mask: Doubles, guide: Doubles) -> Doubles:
    """Solve the ridge regression of each window, and average over the windows of each pixel."""
    red, green, blue = np.moveaxis(guide, -1, 0)
    mean_r, mean_g, mean_b, mean_m = _mean(red), _mean(green), _mean(blue), _mean(mask)
    rr = _mean(red * red) - mean_r * mean_r + _SMOOTHNESS
    gg = _mean(green * green) - mean_g * mean_g + _SMOOTHNESS
    bb = _mean(blue * blue) - mean_b * mean_b + _SMOOTHNESS
    rg = _mean(red * green) - mean_r * mean_g
    rb = _mean(red * blue) - mean_r * mean_b
    gb = _mean(green * blue) - mean_g * mean_b
    rm = _mean(red * mask) - mean_r * mean_m
    gm = _mean(green * mask) - mean_g * mean_m
    bm = _mean(blue * mask) - mean_b * mean_m
    # The inverse of a symmetric 3 x 3 matrix by its cofactors: one solve per pixel is slow.
    c_rr, c_rg, c_rb = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c_gg, c_gb, c_bb = rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg
    determinant = rr * c_rr + rg * c_rg + rb * c_rb
    a_r = (c_rr * rm + c_rg * gm + c_rb * bm) / determinant
    a_g = (c_rg * rm + c_gg * gm + c_gb * bm) / determinant
    a_b = (c_rb * rm + c_gb * gm + c_bb * bm) / determinant
    b = mean_m - a_r * mean_r - a_g * mean_g - a_b * mean_b
    return np.stack([_mean(a_r), _mean(a_g), _mean(a_b), _mean(b)], axis=-1)


def _mean(values: Reals, radius: int = _RADIUS) -> Doubles:
    """Average (h, w) over a square around each pixel; the border goes on beyond itself.

    Where the values are whole numbers a mean of 0 is exactly 0.
    """
    size = 2 * radius + 1
    sums = np.zeros((values.shape[0] + size, values.shape[1] + size))
    sums[1:, 1:] = np.pad(values, radius, mode="edge")
    np.cumsum(sums, axis=0, out=sums)
    np.cumsum(sums, axis=1, out=sums)
    rows = sums[size:] - sums[:-size]
    return (rows[:, size:] - rows[:, :-size]) / size**2
