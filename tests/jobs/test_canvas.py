"""What swatches are drawn with: every code can be read on its color."""

import numpy as np
import pytest

from bot.jobs.canvas import _ink, _rgb


@pytest.mark.parametrize(
    "color", ["000000", "FFFFFF", "777777", "FF0000", "00FF00", "0000FF", "FFFF00", "757575"]
)
def test_a_code_contrasts_with_its_color(color: str):
    # WCAG 2.2 asks for 4.5, which black or white always has.
    def luminance(rgb: tuple[int, ...]) -> float:
        scaled = np.divide(rgb, 255)
        linear = np.where(scaled <= 0.04045, scaled / 12.92, ((scaled + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    one, other = sorted((luminance(_rgb(color)), luminance(_ink(_rgb(color))[:3])))
    assert (other + 0.05) / (one + 0.05) >= 4.5
