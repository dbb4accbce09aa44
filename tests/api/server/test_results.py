import os
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.api.contract import ContractError, ErrorCode
from bot.api.server.bucket import Bucket
from bot.api.server.folder import Folder
from bot.api.server.results import Results
from tests.api.server.conftest import bucket_settings

NAME = "0123456789abcdef0123456789abcdef-1.png"
DAY = 24 * 3600


class Now:
    time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def results(tmp_path: Path, now: Now) -> Results:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / NAME).write_bytes(b"picture")
    return Results(Folder(tmp_path), b"secret", now, DAY)


def asked_by(url: str) -> tuple[str, str, str]:
    query = parse_qs(urlsplit(url).query)
    return urlsplit(url).path.removeprefix("/results/"), query["expires"][0], query["signature"][0]


def refusal(results: Results, name: str, expires: str, signature: str) -> ErrorCode:
    with pytest.raises(ContractError) as error:
        results.find(name, expires, signature)
    return error.value.code


def test_a_signed_url_names_its_file(results: Results, tmp_path: Path) -> None:
    url = results.url("https://host", NAME, 1_000_000.0)
    assert url.startswith(f"https://host/results/{NAME}?")
    assert results.find(*asked_by(url)) == tmp_path / "results" / NAME


def test_a_url_lives_24_hours_from_the_tasks_end(results: Results, now: Now) -> None:
    url = results.url("https://host", NAME, 1_000_000.9)
    now.time = 1_000_000 + DAY - 1
    results.find(*asked_by(url))
    now.time = 1_000_000 + DAY
    assert refusal(results, *asked_by(url)) is ErrorCode.ERROR_RESOURCE_RECLAIMED


def test_nothing_signed_can_be_changed(results: Results) -> None:
    name, expires, signature = asked_by(results.url("https://host", NAME, 1_000_000.0))
    other = NAME.replace("-1", "-2")
    for changed in (
        (other, expires, signature),
        (name, str(int(expires) + 1), signature),
        (name, "", signature),
        (name, expires, signature.upper()),
        (name, expires, signature[:-1]),
        (name, expires, "ü" * 64),
        (name, expires, ""),
        ("../" + name, expires, signature),
    ):
        assert refusal(results, *changed) is ErrorCode.ERROR_ILLEGAL_OPERATION


def test_another_servers_signature_is_worth_nothing(
    results: Results, tmp_path: Path, now: Now
) -> None:
    url = Results(Folder(tmp_path), b"other secret", now, DAY).url(
        "https://host", NAME, 1_000_000.0
    )
    assert refusal(results, *asked_by(url)) is ErrorCode.ERROR_ILLEGAL_OPERATION


def test_a_file_that_is_gone_is_told_as_such(results: Results, tmp_path: Path) -> None:
    (tmp_path / "results" / NAME).unlink()
    url = results.url("https://host", NAME, 1_000_000.0)
    assert refusal(results, *asked_by(url)) is ErrorCode.ERROR_FILE_NOT_FOUND


async def test_only_expired_files_are_removed(results: Results, tmp_path: Path, now: Now) -> None:
    path = tmp_path / "results" / NAME
    written = path.stat().st_mtime
    now.time = written + DAY - 1
    await results.remove_expired()
    assert path.exists()
    now.time = written + DAY + 1
    await results.remove_expired()
    assert not path.exists()


async def test_pictures_are_published_once_or_twice_with_the_same_effect(
    results: Results, tmp_path: Path
) -> None:
    for _ in range(2):
        draft = tmp_path / NAME
        draft.write_bytes(b"new")
        await results.publish(draft)
    assert (tmp_path / "results" / NAME).read_bytes() == b"new"


async def test_a_picture_lives_from_its_publication_on(
    results: Results, tmp_path: Path, now: Now
) -> None:
    draft = tmp_path / NAME
    draft.write_bytes(b"the first of many")
    os.utime(draft, (0, 0))
    await results.publish(draft)
    now.time = time.time()
    await results.remove_expired()
    assert (tmp_path / "results" / NAME).exists()


async def test_a_bucket_serves_its_results_itself_until_they_expire(s3: str, now: Now) -> None:
    results = Results(Bucket(bucket_settings(s3)), b"secret", now, DAY)
    now.time = 1_000_000 + DAY - 90
    url = results.url("https://host", NAME, 1_000_000.9)
    assert url.startswith(f"{s3}/colorway/some/prefix/results/{NAME}?")
    assert "X-Amz-Expires=90" in url
