import numpy as np
import pytest

from bot.engine.reference.affine import monge_kantorovich
from bot.engine.reference.spline import Spline
from bot.engine.reference.transport import SlicedTarget


def cloud(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).standard_normal((count, 3)) * (20, 8, 5) + (50, 5, -5)


def test_colors_that_are_the_reference_s_stay():
    colors = cloud(400)
    moves, off = SlicedTarget(colors, 4, 400).displacement(colors, range(4))
    assert np.abs(moves).max() < 1e-3
    assert off == pytest.approx(0, abs=1e-3)


def test_colors_go_in_their_order_though_the_nearest_of_them_may_change_places():
    colors, goal = cloud(2000), cloud(2000, 1)
    moves, _ = SlicedTarget(goal, 1, 2000).displacement(colors, [0])
    for before, move, places in zip(colors.T, moves.T, goal.T, strict=True):
        assert np.sort(before + move) == pytest.approx(np.sort(places), abs=1e-3)
        assert (before + move)[np.argsort(before)] == pytest.approx(np.sort(places), abs=0.5)


def test_shifted_colors_are_shifted_back_whatever_their_number():
    target = SlicedTarget(cloud(3000), 6, 3000)
    moves, off = target.displacement(cloud(3000) + np.array([10, -4, 3]), range(6))
    assert moves.mean(axis=0) == pytest.approx((-10, 4, -3), abs=0.1)
    assert off > 3
    for count in (1, 7, 5000):
        moves, _ = SlicedTarget(cloud(3000), 6, count).displacement(np.zeros((count, 3)), [0])
        assert moves.mean(axis=0) == pytest.approx(cloud(3000).mean(axis=0), abs=0.1)


def test_the_gentle_map_gives_mean_and_spread():
    source, goal = cloud(4000), cloud(4000, 1) * (0.5, 1.5, 1) + (10, 0, 0)
    moved = monge_kantorovich(source, goal, 0.05, 2.5)(source)
    assert moved.mean(axis=0) == pytest.approx(goal.mean(axis=0))
    assert moved.std(axis=0) == pytest.approx(goal.std(axis=0), rel=0.05)


def test_a_spline_s_weights_sum_to_one_everywhere():
    colors = cloud(500)
    spline = Spline(colors, 15.0, (6, 7, 10))
    weights, numbers = spline.basis(np.concatenate([colors, colors * 3]))
    assert weights.sum(axis=0) == pytest.approx(1, abs=1e-5)
    assert numbers.min() >= 0
    assert numbers.max() < spline.count


def test_a_spline_is_the_sum_of_its_nodes_near_a_color():
    colors = cloud(500)
    spline = Spline(colors, 15.0, (6, 7, 10))
    weights, numbers = spline.basis(colors)
    values = np.random.default_rng(0).standard_normal((spline.count, 3))
    summed = (weights[..., None] * values[numbers]).sum(axis=0)
    assert spline.evaluate(values, colors) == pytest.approx(summed, abs=1e-4)


def test_where_colors_hardly_vary_a_spline_has_two_cells_wherever_they_lie():
    flat = cloud(500) * (1, 0.01, 0.01)
    moved = [Spline(flat + np.array(place), 25.0, (5, 6, 8)) for place in cloud(50, 1)]
    assert {spline.count for spline in moved} == {moved[0].count}
    assert moved[0].count % (4 * 4) == 0


def test_constant_coefficients_are_not_rough():
    spline = Spline(cloud(500), 15.0, (6, 7, 10))
    form = spline.roughness(10.0, 0.01)
    assert np.abs(form @ np.ones(spline.count)).max() < 1e-9
    assert np.linalg.eigvalsh(form).min() > -1e-9
