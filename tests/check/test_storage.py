"""Folder and bucket are tried out with a small file that does not stay."""

from pathlib import Path

import pytest

from bot.api.server import open_storage
from bot.settings import Settings
from tests.check.lines import checked, files_in


def bucket(s3: str, folder: Path, url: str = "s3://colorway/files") -> Settings:
    return Settings(
        storage_url=url,
        aws_endpoint_url=s3,
        aws_access_key_id="access-key-id",
        aws_secret_access_key="secret-access-key",
        data=folder,
    )


async def test_a_folder_holds_nothing_more_than_before(tmp_path: Path):
    lines = await checked(Settings(data=tmp_path))
    assert (lines["folder"][0], lines["bucket"][0]) == ("ok", "ok")
    assert not files_in(tmp_path)


async def test_a_folder_that_cannot_be(tmp_path: Path):
    settings = Settings(storage_url="file:///dev/null/folder", data=tmp_path)
    mark, text = (await checked(settings))["folder"]
    assert mark == "FAIL"
    assert text.startswith("/dev/null/folder cannot be used: ")
    assert "STORAGE_URL" in text


async def test_a_bucket_holds_nothing_more_than_before(s3: str, tmp_path: Path):
    settings = bucket(s3, tmp_path)
    lines = await checked(settings)
    assert (lines["folder"][0], lines["bucket"][0]) == ("ok", "ok")
    assert await open_storage(settings).stored("") == []


async def test_a_bucket_that_is_not_there(s3: str, tmp_path: Path):
    mark, text = (await checked(bucket(s3, tmp_path, "s3://nothing")))["bucket"]
    assert mark == "FAIL"
    assert text.startswith("nothing: the bucket cannot be used")
    assert "AWS_ENDPOINT_URL" in text
    assert "secret-access-key" not in text


async def test_a_store_that_gives_back_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"else")
    mark, text = (await checked(Settings(data=tmp_path)))["folder"]
    assert (mark, "does not come back" in text) == ("FAIL", True)
