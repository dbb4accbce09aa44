"""Work is done ahead and by many, and yet comes in order and in bounded number."""

import threading
from collections.abc import Iterator

import pytest

from bot.engine.pipeline import in_order


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_order(threads: int) -> None:
    assert list(in_order(lambda n: n * n, range(50), threads)) == [n * n for n in range(50)]


def test_threads_work_at_once() -> None:
    both = threading.Barrier(2, timeout=20)
    assert len(list(in_order(lambda _: both.wait(), range(4), 2))) == 4


def test_items_are_not_taken_long_before_their_turn() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(1, 101):
            taken = number
            yield number

    for done, _ in enumerate(in_order(lambda n: n, items(), 2)):
        assert taken - done <= 2 + 2


def test_an_error_in_the_work_is_raised() -> None:
    def work(n: int) -> float:
        return 1 / (5 - n)

    results = in_order(work, range(100), 2)
    assert [next(results) for _ in range(5)] == [1 / (5 - n) for n in range(5)]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_error_in_the_items_is_raised() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError

    with pytest.raises(OSError):
        list(in_order(lambda n: n, items(), 2))
