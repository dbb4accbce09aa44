"""The bot in the languages of those who use it, on the real client."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from cogs import pace
from cogs.words import LANGUAGES, words_in
from tests.stage import Service, Stage, has_ended, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOREIGN = [locale for locale, language in LANGUAGES.items() if language != "en"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    async with (
        Service().running() as service,
        stage(tmp_path_factory.mktemp("data"), api_url=service.url) as running,
    ):
        yield running


def everything_in(commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inner = [everything_in(command.get("options") or []) for command in commands]
    return [*commands, *(one for some in inner for one in some)]


@pytest.mark.parametrize("locale", FOREIGN)
async def test_every_command_and_option_is_offered_in_the_language(shared: Stage, locale: str):
    for command in everything_in(shared.sandbox.registry.all()):
        assert locale in command["name_localizations"], command["name"]
        # Context menus have no descriptions.
        if command["description"]:
            assert locale in command["description_localizations"], command["name"]


@pytest.mark.parametrize("locale", FOREIGN)
async def test_a_job_is_told_of_in_the_language_of_who_asked(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, locale: str
):
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    say = words_in(locale).say
    person = shared.sandbox.person("Ada", locale=locale)
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="teal")
    assert say("state-received") in (await reply.acknowledged()).history[0].text
    end = await reply.until(has_ended, 60.0)
    assert say("what-palette", colors="teal `#008080`") in end.text
    refused = await person.run("recolor palette", image=photographs["coffee"], colors="teal, teel")
    await refused.acknowledged()
    quoted = words_in(locale).quoted
    expected = say("colors-unknown-near", position=2, token=quoted("teel"), near=quoted("teal"))
    assert refused.state.text == expected


@pytest.mark.parametrize("locale", FOREIGN)
async def test_help_mentions_commands_by_the_name_that_can_be_clicked(shared: Stage, locale: str):
    person = shared.sandbox.person("Ada", locale=locale)
    reply = await (await person.run("help")).acknowledged()
    ids = {command["name"]: command["id"] for command in shared.sandbox.registry.all()}
    assert f"</recolor auto:{ids['recolor']}>" in reply.state.text
