"""How the page's scripts hang together."""

import re
from importlib.resources import files

SCRIPTS = files("bot.playground") / "page" / "script"


def imports() -> dict[str, list[str]]:
    return {
        script.name: re.findall(r'from "\./([\w-]+\.js)"', script.read_text())
        for script in SCRIPTS.iterdir()
    }


def test_no_script_imports_itself_by_a_detour() -> None:
    wanted = imports()
    assert len(wanted) > 40
    # Take away what imports nothing that is left, until there is nothing left or a circle.
    while leaves := [name for name, inner in wanted.items() if not set(inner) & set(wanted)]:
        for name in leaves:
            del wanted[name]
    assert sorted(wanted) == []


def test_every_script_is_used() -> None:
    wanted = imports()
    used = {name for inner in wanted.values() for name in inner}
    assert set(wanted) - used == {"main.js"}
