import pytest
from aiohttp.test_utils import make_mocked_request

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.auth import Keys

KEYS = Keys(("first", "schlüssel"), b"secret")


def owner(key: str | None, keys: Keys = KEYS) -> str:
    headers = {"ailabapi-api-key": key} if key is not None else {}
    return keys.owner_of(make_mocked_request("GET", "/", headers=headers))


def test_every_key_has_an_owner_of_its_own_that_does_not_tell_the_key() -> None:
    assert owner("first") == owner("first")
    assert owner("first") != owner("schlüssel")
    assert "first" not in owner("first")


@pytest.mark.parametrize("key", [None, "", "firs", "first ", "FIRST", "first,"])
def test_any_other_key_is_refused(key: str | None) -> None:
    with pytest.raises(ContractError) as refusal:
        owner(key)
    assert refusal.value.code is ErrorCode.ERROR_APPLICATIONS_NOT_EXISTS


def test_without_keys_nobody_may_call() -> None:
    for key in (None, "", "first"):
        with pytest.raises(ContractError):
            owner(key, Keys((), b"secret"))
