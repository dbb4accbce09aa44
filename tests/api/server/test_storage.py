from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.api.server.storage import private_folder, stored_secret


def test_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert private_folder(tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_secret_outlives_restarts_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    secret = stored_secret(path)
    assert len(secret) == 32
    assert stored_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_all_who_start_at_once_get_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as threads:
        secrets = set(threads.map(lambda _: stored_secret(tmp_path / "signing.key"), range(64)))
    assert len(secrets) == 1


def test_secrets_differ_from_place_to_place(tmp_path: Path) -> None:
    assert stored_secret(tmp_path / "a") != stored_secret(tmp_path / "b")
