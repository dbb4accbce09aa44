"""What people still see of a job when the bot has been restarted since, or a day has passed."""

import asyncio
from pathlib import Path

import pytest

from bot import app
from bot.process import running_bot
from bot.sandbox import Permission, Person, Reply, Request, Sandbox
from bot.sandbox.cdn import LINK_LIFE
from bot.sandbox.faults import held, refusing
from bot.settings import Settings
from cogs import pace, presses
from cogs.forms import Kind
from cogs.words import ENGLISH
from tests.stage import has_ended, results, said
from tests.test_presses import label

BRIEF = 120.0
"""Seconds for which links are good at first."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS", 0.0)


def settings_of(sandbox: Sandbox, data: Path) -> Settings:
    return Settings(
        discord_token=sandbox.token,
        discord_api_url=sandbox.api_url,
        discord_gateway_url=sandbox.gateway_url,
        discord_cdn_url=sandbox.cdn_url,
        data=data,
    )


async def open_forms(person: Person, done: Reply, photo: Path) -> dict[Kind, Reply]:
    """Return a form of every kind but that for pictures which are gone."""
    post = await person.post("", photo, photo)
    colors = await person.use(await person.post("", photo), ENGLISH.say("menu-colors"))
    await colors.until(has_ended, 60.0)
    begun = {
        Kind.COLORS: await person.press(done, label("recolor")),
        Kind.RECOLOR: await person.press(done, label("input")),
        Kind.LIKE: await person.use(post, ENGLISH.say("menu-like")),
        Kind.EXTRACT: await person.use(post, ENGLISH.say("menu-colors")),
        Kind.USE: await person.press(colors, label("use")),
        Kind.NAME: await person.press(colors, label("keep")),
    }
    return {kind: await form.acknowledged() for kind, form in begun.items()}


async def test_buttons_and_forms_work_after_a_restart(tmp_path: Path, photographs: dict[str, Path]):
    photo = photographs["coffee"]
    async with Sandbox() as sandbox:
        person = sandbox.person("Ada")
        async with running_bot(settings_of(sandbox, tmp_path)) as bot:
            await sandbox.bot_ready()
            reply = await person.run("recolor palette", image=photo, colors="teal orange")
            await reply.until(has_ended, 60.0)
            forms = await open_forms(person, reply, photo)
            # A form that is dismissed is never heard of again.
            assert not bot._connection._view_store._modals
        async with running_bot(settings_of(sandbox, tmp_path)):
            await sandbox.until(lambda: sandbox.gateway.ready)
            begun = await (await person.press(reply, label("softer"))).acknowledged()
            assert results(await begun.until(has_ended, 60.0))
            answers = {
                Kind.COLORS: {"colors": "navy"},
                Kind.RECOLOR: {"colors": "navy"},
                Kind.LIKE: {"files": [photo]},
                Kind.EXTRACT: {},
                Kind.USE: {"files": [photo]},
                Kind.NAME: {"name": "Harbor"},
            }
            ends = {}
            for kind, values in answers.items():
                sent = await (await person.submit_modal(forms[kind], **values)).acknowledged()
                ends[kind] = await sent.until(has_ended, 60.0)
            for kind in (Kind.COLORS, Kind.RECOLOR):
                assert "`#000080`" in said(ends[kind])
            for kind in (Kind.COLORS, Kind.RECOLOR, Kind.LIKE, Kind.USE):
                assert results(ends[kind])
            assert ends[Kind.EXTRACT].attachments
            saved = ENGLISH.say("palette-saved", name="“Harbor”")
            assert ends[Kind.NAME].text.startswith(saved)


def age(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all links that there are die, for Discord and by the bot's clock."""
    monkeypatch.setattr(presses, "_LINK_SECONDS", 2 * BRIEF)
    sandbox.clock.advance(2 * BRIEF)
    sandbox.links.life = LINK_LIFE
    sandbox.record.requests.clear()


def asked(sandbox: Sandbox, method: str, end: str) -> list[Request]:
    return [r for r in sandbox.requests if r.method == method and r.route.endswith(end)]


async def test_a_day_later_all_links_of_a_job_are_renewed_in_one_request(
    tmp_path: Path, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    photo = photographs["coffee"]
    async with Sandbox() as sandbox, running_bot(settings_of(sandbox, tmp_path)):
        await sandbox.bot_ready()
        sandbox.links.life = BRIEF
        # Whether the bot may read what was written before is no matter.
        sandbox.channel.denied |= Permission.READ_MESSAGE_HISTORY
        person = sandbox.person("Ada")
        post = await person.post("", photo, photo)
        form = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
        reply = await (await person.submit_modal(form, colors="teal")).acknowledged()
        assert len(results(await reply.until(has_ended, 60.0))) == 2
        age(sandbox, monkeypatch)
        for button in ("compare", "softer"):
            begun = await (await person.press(reply, label(button))).acknowledged()
            assert len(results(await begun.until(has_ended, 60.0))) == 2
        assert len(asked(sandbox, "POST", "/attachments/refresh-urls")) == 2
        assert not asked(sandbox, "GET", "/messages/{message_id}")


async def test_where_links_are_not_renewed_the_bots_own_message_is_fetched_once(
    tmp_path: Path, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    async with Sandbox() as sandbox, running_bot(settings_of(sandbox, tmp_path)):
        await sandbox.bot_ready()
        sandbox.links.life = BRIEF
        person = sandbox.person("Ada")
        reply = await person.run("recolor auto", image=photographs["coffee"], count=3)
        await reply.until(has_ended, 60.0)
        form = await (await person.press(reply, label("input"))).acknowledged()
        second = await (await person.submit_modal(form, colors="teal")).acknowledged()
        assert len(results(await second.until(has_ended, 60.0))) == 3
        age(sandbox, monkeypatch)
        gone = refusing(404, 0, "404: Not Found")
        sandbox.faults.add("POST", "/attachments/refresh-urls", gone)
        begun = await (await person.press(second, label("softer"))).acknowledged()
        assert len(results(await begun.until(has_ended, 60.0))) == 3
        assert len(asked(sandbox, "GET", "/messages/{message_id}")) == 1


async def test_pictures_that_are_gone_when_a_form_is_sent_are_asked_for_by_a_button(
    tmp_path: Path, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    photo = photographs["coffee"]
    async with Sandbox() as sandbox, running_bot(settings_of(sandbox, tmp_path)):
        await sandbox.bot_ready()
        sandbox.links.life = BRIEF
        person = sandbox.person("Ada")
        post = await person.post("", photo)
        form = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
        age(sandbox, monkeypatch)
        gone = refusing(404, 0, "404: Not Found")
        sandbox.faults.add("POST", "/attachments/refresh-urls", gone)
        asks = await (await person.submit_modal(form, colors="teal")).acknowledged()
        assert asks.ephemeral
        assert asks.state.text == ENGLISH.say("gone-again")
        upload = await (await person.press(asks, label("upload"))).acknowledged()
        sent = await (await person.submit_modal(upload, files=[photo])).acknowledged()
        end = await sent.until(has_ended, 60.0)
        assert "`#008080`" in said(end)
        assert results(end)


async def test_a_search_for_colors_goes_on_after_a_restart(
    tmp_path: Path, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app, "DRAIN_SECONDS", 0.05)
    async with Sandbox() as sandbox:
        settings = settings_of(sandbox, tmp_path)
        fetched = asyncio.Event()
        person = sandbox.person("Ada")
        async with running_bot(settings):
            await sandbox.bot_ready()
            sandbox.faults.add("GET", "/{filename}", held(fetched.wait()))
            reply = await person.run("palette extract", image=photographs["coffee"], count=3)
            await reply.until(lambda state: ENGLISH.say("state-making") in state.text, 60.0)
        fetched.set()
        sandbox.faults.clear()
        assert not has_ended(reply.state)
        async with running_bot(settings):
            end = await reply.until(has_ended, 60.0)
            assert said(end) == "### Colors of “coffee.jpg”"
            assert end.text.count("`#") == 3
