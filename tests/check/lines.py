"""What `colorway check` prints, run as people run it or in this process."""

from pathlib import Path

from bot.check import check_all
from bot.settings import Settings
from tests.test_process import colorway

NAMES = [
    *("settings", "token", "public", "installs", "endpoint", "code-grant", "intents"),
    *("install-link", "permissions", "commands", "database", "folder", "bucket", "service"),
]


def read(output: str) -> dict[str, tuple[str, str]]:
    """Return each line's mark and text by its name; the names come in their order."""
    lines: dict[str, tuple[str, str]] = {}
    for line in output.splitlines():
        mark, rest = line.split(maxsplit=1)
        name, text = rest.split(": ", 1)
        assert mark in {"ok", "FAIL", "skip"}
        lines[name] = mark, text
    assert list(lines) == NAMES
    return lines


async def run(folder: Path, **environment: str) -> tuple[int, str]:
    """Run `colorway check` in a folder; return its exit status and what it prints."""
    async with colorway("check", folder=folder, **environment) as process:
        out, log = await process.communicate()
        assert log.decode() == "", log.decode()
        assert process.returncode is not None
        return process.returncode, out.decode()


async def checked(settings: Settings) -> dict[str, tuple[str, str]]:
    """Check in this process; one line that is not right makes the whole wrong."""
    said: list[str] = []
    outcome = await check_all(settings, said.append)
    lines = read("\n".join(said))
    assert outcome.is_right == all(mark == "ok" for mark, _ in lines.values())
    return lines


def marks(lines: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the marks alone, by name."""
    return {name: mark for name, (mark, _) in lines.items()}


def files_in(folder: Path, pattern: str = "*") -> list[Path]:
    """Return what lies in a folder, at any depth."""
    return list(folder.rglob(pattern))
