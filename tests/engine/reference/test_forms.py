import numpy as np
import pytest

from bot.engine.mapping import Doubles
from bot.engine.reference.forms import Factors, condense, gram, product

random = np.random.default_rng(0)


def form_of(size: int) -> Doubles:
    rows = random.standard_normal((2 * size, size))
    return rows.T @ rows


@pytest.mark.parametrize("size", [1, 47, 48, 49, 251])
def test_a_form_turns_a_solution_into_the_right_hand_side(size: int):
    form, right = form_of(size), random.standard_normal((size, 2))
    before = right.copy()
    assert form @ Factors(form).solve(right) == pytest.approx(right, abs=1e-5)
    assert (right == before).all()


def test_a_form_that_says_nothing_of_some_unknowns_is_solved_for_the_others():
    rows, right = random.standard_normal((30, 150)), random.standard_normal((30, 2))
    solution = Factors(rows.T @ rows).solve(rows.T @ right)
    assert rows @ solution == pytest.approx(right, abs=1e-4)


def test_a_form_that_rounding_left_indefinite_is_solved_nearly():
    axes = np.linalg.qr(random.standard_normal((60, 60)))[0]
    values = np.r_[-1e-5, np.linspace(0.1, 1, 59)]
    form, right = (axes * values) @ axes.T, axes[:, 30:31]
    assert Factors(form).solve(right) == pytest.approx(right / values[30], abs=1e-3)


def test_a_form_far_from_semidefinite_is_refused():
    with pytest.raises(np.linalg.LinAlgError):
        Factors(-2 * np.eye(3))


def test_rows_of_no_weight_count_for_nothing():
    rows = random.random((50, 7)).astype(np.float32)
    weights = random.random(50) * (np.arange(50) % 3 > 0)
    expected = rows.T.astype(np.float64) * weights @ rows
    assert gram(rows, weights) == pytest.approx(expected, rel=1e-5)
    assert gram(rows) == pytest.approx(gram(rows, np.ones(50)), rel=1e-6)
    assert not gram(rows, np.zeros(50)).any()


@pytest.mark.parametrize("shape", [(7,), (7, 1), (7, 3)])
def test_a_product_has_a_column_for_each_column(shape: tuple[int, ...]):
    matrix, columns = random.random((50, 7)).astype(np.float32), random.random(shape)
    assert product(matrix, columns) == pytest.approx(matrix @ columns, rel=1e-5)
    assert not product(matrix, np.zeros(shape)).any()
    assert product(matrix, np.zeros(shape)).shape == (50, *shape[1:])


def test_what_is_eliminated_lies_where_the_form_is_least():
    form, used = form_of(12), np.arange(12) % 3 > 0
    rest, extension = condense(form, used)
    whole = np.empty(12)
    whole[used] = random.standard_normal(used.sum())
    whole[~used] = extension @ whole[used]
    assert whole[used] @ rest @ whole[used] == pytest.approx(whole @ form @ whole)
    assert (form @ whole)[~used] == pytest.approx(0, abs=1e-9)
