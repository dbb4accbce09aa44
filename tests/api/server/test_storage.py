"""What every storage does alike: a folder, and a bucket of a real S3 server on loopback."""

import asyncio
import time
from pathlib import Path

import aiohttp
import pytest

from bot.api.server.bucket import Bucket
from bot.api.server.folder import Folder
from bot.api.server.storage import (
    Storage,
    StorageError,
    patiently,
    private_folder,
    stored_secret,
)
from bot.metrics import REGISTRY
from tests.api.server.conftest import bucket_settings, permissions_in


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return Folder(tmp_path / "storage")
    return Bucket(bucket_settings(request.getfixturevalue("s3")))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture"
    write(path, b"content")
    return path


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


async def content_of(storage: Storage, name: str, folder: Path) -> bytes:
    target = folder / "fetched"
    await storage.fetch(name, target)
    return target.read_bytes()


def failures(operation: str) -> float:
    return (
        REGISTRY.get_sample_value("colorway_storage_failures_total", {"operation": operation}) or 0
    )


async def test_what_is_put_is_fetched_until_it_is_removed(
    storage: Storage, picture: Path, tmp_path: Path
) -> None:
    await storage.put(picture, "results/a.png")
    assert await content_of(storage, "results/a.png", tmp_path) == b"content"
    await storage.remove(["results/a.png", "results/never-there.png"])
    with pytest.raises(FileNotFoundError):
        await storage.fetch("results/a.png", tmp_path / "b")


async def test_a_file_takes_the_place_of_one_of_its_name(
    storage: Storage, picture: Path, tmp_path: Path
) -> None:
    await storage.put(picture, "results/a.png")
    write(picture, b"newer")
    await storage.put(picture, "results/a.png")
    assert await content_of(storage, "results/a.png", tmp_path) == b"newer"


async def test_a_folder_is_listed_with_the_times_of_its_files(
    storage: Storage, picture: Path
) -> None:
    assert await storage.stored("results") == []
    before = time.time() - 2
    await storage.put(picture, "results/a.png")
    [stored] = await storage.stored("results")
    assert stored.name == "results/a.png"
    assert before < stored.modified < before + 60
    assert await storage.stored("uploads") == []


async def test_large_files_are_stored_whole(
    storage: Storage, picture: Path, tmp_path: Path
) -> None:
    large = bytes(range(256)) * 80_000
    write(picture, large)
    await storage.put(picture, "uploads/large")
    assert await content_of(storage, "uploads/large", tmp_path) == large


async def test_all_who_start_at_once_get_the_same_secret(storage: Storage) -> None:
    secrets = await asyncio.gather(*(stored_secret(storage, "signing.key") for _ in range(16)))
    assert len(set(secrets)) == 1
    assert len(secrets[0]) == 32
    assert await stored_secret(storage, "signing.key") == secrets[0]
    assert await stored_secret(storage, "other.key") != secrets[0]


async def test_a_storage_that_can_be_used_says_so(storage: Storage) -> None:
    await storage.check()


async def test_a_bucket_signs_urls_that_need_no_key(s3: str, picture: Path) -> None:
    bucket = Bucket(bucket_settings(s3))
    await bucket.put(picture, "results/a.png")
    url = bucket.signed_url("results/a.png", 60)
    assert "X-Amz-Expires=60" in url
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "image/png"
        assert await answer.read() == b"content"


async def test_a_bucket_that_is_not_there_cannot_be_used(s3: str, picture: Path) -> None:
    bucket = Bucket(bucket_settings(s3, name="no-such-bucket"))
    before = failures("put")
    with pytest.raises(StorageError, match=r"^the bucket cannot be used: .*404") as error:
        await bucket.put(picture, "results/a.png")
    assert failures("put") == before + 1
    assert len(str(error.value).splitlines()) == 1
    with pytest.raises(StorageError):
        await bucket.check()


async def test_a_store_that_nobody_runs_is_given_up_soon(unused_tcp_port: int) -> None:
    bucket = Bucket(bucket_settings(f"http://127.0.0.1:{unused_tcp_port}"))
    with pytest.raises(StorageError, match="the bucket cannot be used"):
        await bucket.check()


def test_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert private_folder(tmp_path / "a").stat().st_mode & 0o777 == 0o700


async def test_a_secret_in_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    await stored_secret(Folder(tmp_path), "signing.key")
    assert permissions_in(tmp_path) == {"signing.key": 0o600}


async def test_a_folder_that_cannot_be_written_to_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="the disk cannot be used: File exists"):
        await Folder(tmp_path / "file").check()


async def test_the_patient_wait_until_the_storage_is_back() -> None:
    answers = iter([StorageError("away"), StorageError("away"), "back"])

    async def operation() -> str:
        answer = next(answers)
        if isinstance(answer, StorageError):
            raise answer
        return answer

    assert await patiently(operation) == "back"


async def test_patience_ends() -> None:
    async def operation() -> None:
        raise StorageError("away")

    with pytest.raises(StorageError, match="away"):
        await patiently(operation, 0.0)
