import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Person, Sandbox
from bot.sandbox.clock import Clock
from bot.sandbox.ratelimits import MESSAGES, Limit, RateLimits
from tests.sandbox.conftest import Rest

EDIT = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"


class Still:
    """A clock's source that only moves when told to."""

    now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 4), min_size=1, max_size=60))
def test_no_window_lets_more_through_than_the_limit(pauses: list[float]) -> None:
    clock = Clock(Still())
    limits = RateLimits(clock)
    ends, passed = 0.0, 0
    for pause in pauses:
        clock.advance(pause)
        if ends <= clock.now():
            ends, passed = clock.now() + MESSAGES.seconds, 0
        verdict = limits.count("PATCH", EDIT, {"webhook_id": "1", "webhook_token": "a"})
        assert verdict is not None
        passed += verdict.passes
        assert passed <= MESSAGES.requests
        assert verdict.passes or 0 < verdict.retry_after <= MESSAGES.seconds


def test_tokens_are_counted_apart_and_callbacks_not_at_all() -> None:
    limits = RateLimits(Clock(Still()))
    verdicts = [limits.count("PATCH", EDIT, {"webhook_token": token}) for token in "aaaaaba"]
    assert [verdict and verdict.passes for verdict in verdicts] == [True] * 6 + [False]
    assert limits.count("POST", "/interactions/{interaction_id}/x/callback", {}) is None


async def test_the_sixth_edit_in_five_seconds_is_refused(rest: Rest) -> None:
    rest.sandbox.rate_limits.messages = Limit(5, 5.0)
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, 5)
    for number in range(5):
        status, _ = await rest("PATCH", rest.original(reply), {"content": str(number)})
        assert status == 200
    status, body = await rest("PATCH", rest.original(reply), {"content": "5"})
    assert (status, body["global"]) == (429, False)
    assert 0 < body["retry_after"] <= 5
    headers = rest.sandbox.requests[-1].response_headers
    assert headers["Via"]
    assert headers["X-RateLimit-Remaining"] == "0"
    assert float(headers["X-RateLimit-Reset-After"]) == body["retry_after"]
    rest.sandbox.clock.advance(5)
    status, _ = await rest("PATCH", rest.original(reply), {"content": "6"})
    assert status == 200
    assert reply.state.content == "6"


@pytest.mark.parametrize("header", ["Limit", "Remaining", "Reset", "Reset-After", "Bucket"])
async def test_every_answer_says_how_the_limit_stands(
    sandbox: Sandbox, ada: Person, rest: Rest, header: str
) -> None:
    await rest("GET", "/users/@me")
    assert f"X-RateLimit-{header}" in rest.sandbox.requests[-1].response_headers
