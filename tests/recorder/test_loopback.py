"""The recorder between the real bot and the loopback Discord, and its recordings replayed."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from bot.app import Colorway
from bot.process import running_bot
from bot.sandbox import Reply, Sandbox
from bot.sandbox.evidence import RULES
from bot.sandbox.ratelimits import MESSAGES, Limit
from bot.settings import Settings
from tests.recorder import __main__ as recorder
from tests.recorder.proxy import Proxy
from tests.recorder.replay import replay
from tests.recorder.scene import Scene
from tests.recorder.script import Act
from tests.recorder.steps import STEPS
from tests.stage import has_ended

pytestmark = pytest.mark.asyncio(loop_scope="module")

JSON = dict[str, Any]
_BY_NAME = {step.name: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the recorder wrote, and the secrets that it met."""

    texts: dict[str, str]
    secrets: set[str]

    def __getitem__(self, step: str) -> JSON:
        return json.loads(self.texts[step])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def connected(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncGenerator[tuple[Sandbox, Proxy, Colorway]]:
    """The bot, the recorder's proxy, and the sandbox behind it."""
    async with (
        Sandbox() as sandbox,
        Proxy(sandbox.api_url, sandbox.gateway_url) as proxy,
        running_bot(
            Settings(
                discord_token=sandbox.token,
                discord_api_url=f"{proxy.url}/api/v10",
                discord_gateway_url=proxy.gateway_url,
                discord_cdn_url=sandbox.cdn_url,
                data=tmp_path_factory.mktemp("data"),
            )
        ) as bot,
    ):
        await sandbox.bot_ready()
        yield sandbox, proxy, bot


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def recorded(
    connected: tuple[Sandbox, Proxy, Colorway], tmp_path_factory: pytest.TempPathFactory
) -> Recorded:
    """Every step, taken once."""
    sandbox, proxy, _ = connected
    folder = tmp_path_factory.mktemp("recordings")
    secrets = {sandbox.token, "Ada Recorded", "ada_recorded"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.input", lambda _: "")
        for step in STEPS:
            ask = _person(Scene(sandbox, step.place), secrets)
            sandbox.rate_limits.messages = (
                MESSAGES if step.name == "rate-limits" else Limit(1000, 1.0)
            )
            await asyncio.wait_for(recorder.take_steps(proxy, folder, [step.name], ask), 60)
    texts = {path.stem[3:]: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    secrets |= {str(i) for i in (*sandbox.world.users, *sandbox.world.channels)}
    return Recorded(texts, secrets)


def _person(scene: Scene, secrets: set[str]) -> Callable[[Act], Any]:
    """Return somebody who does in the sandbox what the recorder asks for."""

    async def ask(act: Act) -> None:
        await act.performs(scene)
        if not act.is_interaction:
            return
        assert scene.last is not None
        secrets.add(scene.last.interaction.token)
        if not act.answers:
            await _end_of(scene.last)

    return ask


async def _end_of(reply: Reply) -> None:
    await reply.acknowledged()
    if reply.interaction.modal is None:
        await reply.until(has_ended, 60.0)


async def test_what_is_recorded_of_the_sandbox_the_sandbox_does(recorded: Recorded) -> None:
    found = [line for step in STEPS for line in await replay(recorded[step.name], step)]
    assert found == []
    for step in STEPS:
        assert any("method" in entry for entry in recorded[step.name]["entries"]), step.name


async def test_no_secret_is_recorded(recorded: Recorded) -> None:
    assert len(recorded.secrets) > len(STEPS)
    for text in recorded.texts.values():
        assert [secret for secret in recorded.secrets if secret in text] == []
        assert text.count("hm=") == text.count("hm=0")


async def test_every_probe_is_sent_that_can_be(recorded: Recorded) -> None:
    left_out: dict[str, int] = {}
    for step in STEPS:
        probes = [probe for act in step.acts for probe in (*act.answers, *act.sends)]
        missing = len(probes) - len(_from_recorder(recorded[step.name]))
        if missing:
            left_out[step.name] = missing
    # The command is refused, so that there is none to delete.
    assert left_out == {"install-types": 1}


async def test_the_recorder_sends_what_the_bot_says_of_itself(
    connected: tuple[Sandbox, Proxy, Colorway], recorded: Recorded
) -> None:
    assert _from_recorder(recorded["refresh-urls"])
    sandbox, _, _ = connected
    own = [r for r in sandbox.requests if r.route == "/attachments/refresh-urls"]
    assert own
    assert all(request.headers["User-Agent"].startswith("DiscordBot") for request in own)


async def test_the_codes_that_a_step_is_about_are_answered(recorded: Recorded) -> None:
    for step in STEPS:
        codes = {str(name) for name in step.settles if name not in RULES}
        answered = set(re.findall(r'"code": "?(\w+)', recorded.texts[step.name]))
        assert codes - answered == set(), step.name


async def test_the_bot_answers_through_the_proxy(recorded: Recorded) -> None:
    entries = recorded["result"]["entries"]
    requests = [entry for entry in entries if entry.get("sender") == "bot"]
    assert {entry["status"] for entry in requests} <= {200, 204}
    assert any(file["size"] > 0 for entry in requests for file in entry["files"])
    assert not _from_recorder(recorded["result"])


def _from_recorder(recording: JSON) -> list[JSON]:
    return [entry for entry in recording["entries"] if entry.get("sender") == "recorder"]


def _answer(recording: JSON, index: int) -> JSON:
    return _from_recorder(recording)[index]["answer"]


def _status(recording: JSON) -> None:
    _from_recorder(recording)[0]["status"] = 403


def _code(recording: JSON) -> None:
    _answer(recording, 0)["code"] = 50013


def _form_code(recording: JSON) -> None:
    error = _answer(recording, 1)["errors"]["attachments"]["0"]["id"]["_errors"][0]
    error["code"] = "BASE_TYPE_REQUIRED"


def _attachments_of_a_card(recording: JSON) -> None:
    _answer(recording, 1)["attachments"] = [{"id": "100000000000000001"}]


def _no_attachment_id(recording: JSON) -> None:
    del _answer(recording, 1)["components"][0]["items"][0]["media"]["attachment_id"]


def _kept_files(recording: JSON) -> None:
    _answer(recording, 1)["resource"]["message"]["attachments"] = [{"id": "100000000000000001"}]


def _filename(recording: JSON) -> None:
    _answer(recording, 0)["resource"]["message"]["attachments"][0]["filename"] = "picture.png"


def _ephemeral(recording: JSON) -> None:
    _answer(recording, 0)["interaction"]["response_message_ephemeral"] = True


def _upload_limit(recording: JSON) -> None:
    _event(recording)["attachment_size_limit"] = 10 * 1024 * 1024


def _spoiler(recording: JSON) -> None:
    (file,) = _event(recording)["data"]["resolved"]["attachments"].values()
    file["flags"] = 0


def _life(recording: JSON) -> None:
    (file,) = _event(recording)["data"]["resolved"]["attachments"].values()
    file["url"] = file["url"].replace("ex=15180", "ex=127500")


def _rate_limit(recording: JSON) -> None:
    _from_recorder(recording)[2]["headers"]["x-ratelimit-limit"] = "10"


def _command_of_the_guild(recording: JSON) -> None:
    events = [entry["data"] for entry in recording["entries"] if "event" in entry]
    del events[1]["data"]["guild_id"]


def _event(recording: JSON) -> JSON:
    return next(entry["data"] for entry in recording["entries"] if "event" in entry)


@pytest.mark.parametrize(
    ("step", "change"),
    [
        ("attach-files", _status),
        ("refused-callback", _code),
        ("wrong-messages", _form_code),
        ("edit-files", _attachments_of_a_card),
        ("edit-files", _no_attachment_id),
        ("update-files", _kept_files),
        ("file-names", _filename),
        ("external-apps", _ephemeral),
        ("result", _upload_limit),
        ("result", _life),
        ("spoiler", _spoiler),
        ("rate-limits", _rate_limit),
        ("same-name", _command_of_the_guild),
    ],
)
async def test_a_recording_of_something_else_is_told_apart(
    recorded: Recorded, step: str, change: Callable[[JSON], None]
) -> None:
    recording = recorded[step]
    changed = deepcopy(recording)
    change(changed)
    assert changed != recording
    assert await replay(changed, _BY_NAME[step]) != []


async def test_the_gateway_is_resumed_through_the_proxy(
    connected: tuple[Sandbox, Proxy, Colorway],
) -> None:
    sandbox, _, _ = connected
    before = sum(event.name == "RESUMED" for event in sandbox.events)
    await sandbox.gateway.drop(4000)
    await sandbox.until(
        lambda: sum(event.name == "RESUMED" for event in sandbox.events) > before, 30.0
    )
