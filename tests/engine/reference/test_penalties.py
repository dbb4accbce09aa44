import pytest

from bot.engine.reference.penalties import Bounds, Measures, Prices


def test_who_is_there_already_keeps_structure_and_who_is_far_may_lose_a_little():
    bounds = Bounds()
    asked = [bounds.given(left).similarity for left in (0.0, 0.05, 0.08, 0.3, 1.0)]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] > asked[1] > bounds.similarity == pytest.approx(asked[2])
    assert asked[3] == asked[4] > bounds.similarity - 0.1
    assert bounds.given(0.02).correlation == bounds.correlation


def test_a_price_rises_while_its_bound_is_missed_and_falls_while_it_is_kept():
    missed = Prices().after(Measures(0.9, 0.7, 12.0, 1.0), Bounds())
    kept = Prices().after(Measures(1.0, 1.0, 2.0, 1.0), Bounds())
    assert missed.correlation > Prices().correlation > kept.correlation
    assert missed.similarity > Prices().similarity > kept.similarity
    assert missed.amplification > Prices().amplification > kept.amplification
