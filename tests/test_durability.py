"""One process a folder, and where workflows are recorded."""

from pathlib import Path

import pytest

from bot import durability
from bot.durability import DurabilityError, database_url, durable
from bot.settings import Settings


async def test_a_folder_that_another_process_uses_is_refused_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(durability, "FOLDER_SECONDS", 0.0)
    settings = Settings(data=tmp_path)
    async with durability._sole_use(settings.storage):
        with pytest.raises(DurabilityError, match="is used by another process"):
            async with durable(settings, []):
                pass
    async with durability._sole_use(settings.storage):
        pass


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgres_is_spoken_to_by_the_driver_that_is_installed(scheme: str):
    url = database_url(Settings(database_url=f"{scheme}://ada@db/colors"))
    assert url == "postgresql+psycopg://ada@db/colors"


def test_without_a_database_it_is_a_file_in_the_data_folder(tmp_path: Path):
    assert database_url(Settings(data=tmp_path)) == f"sqlite:///{tmp_path}/colorway.sqlite"
