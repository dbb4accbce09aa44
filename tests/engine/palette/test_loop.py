"""The loop finds what to aim at, and which main colors come out."""

import numpy as np

from bot.engine.mapping import Doubles
from bot.engine.palette.loop import close_in, error_of, main_colors
from bot.engine.palette.move import seen

TARGETS: Doubles = np.array([[0.3, 0.05, 0.02], [0.6, -0.03, 0.06], [0.8, 0.02, -0.04]])
ONES: Doubles = np.ones(300)


def lightened(aim: Doubles) -> Doubles:
    """Return a hundred colors around each of an aim's, all too light: (300, 3), CIELAB."""
    noise = 0.01 * np.random.default_rng(0).standard_normal((3, 100, 3))
    return seen((aim[:, None] + noise + (0.04, 0, 0)).reshape(-1, 3)).astype(np.float64)


def test_the_aim_makes_up_for_what_a_recoloring_misses():
    def light(aim: Doubles) -> tuple[Doubles, None]:
        return lightened(aim), None

    aim, _, error = close_in(light, ONES, TARGETS, TARGETS, 0.1, TARGETS, 4)
    assert error == error_of(lightened(aim), ONES, TARGETS)
    assert error_of(lightened(TARGETS), ONES, TARGETS) > 3
    assert error_of(lightened(aim), ONES, TARGETS) < 0.3
    np.testing.assert_allclose(aim[:, 0], TARGETS[:, 0] - 0.04, atol=0.01)


def test_the_outcome_is_that_of_the_best_aim():
    aim, outcome, _ = close_in(
        lambda aim: (lightened(aim), aim.copy()), ONES, TARGETS, TARGETS, 0.1, TARGETS, 4
    )
    np.testing.assert_array_equal(outcome, aim)


def test_a_recoloring_that_hits_is_left_as_it_is():
    def exact(aim: Doubles) -> tuple[Doubles, None]:
        return seen(np.repeat(aim, 100, axis=0)), None

    aim, _, _ = close_in(exact, ONES, TARGETS, TARGETS, 0.1, TARGETS, 2)
    np.testing.assert_array_equal(aim, TARGETS)


def test_main_colors_come_in_the_order_of_those_wanted():
    wanted = seen(TARGETS).astype(np.float64)
    output = np.repeat(wanted[[2, 0, 1]], 100, axis=0)
    found, error = main_colors(output, ONES, wanted)
    np.testing.assert_allclose(found, wanted, atol=1e-4)
    assert error < 1e-3
