"""Sends the requests of a recording to the loopback Discord, and compares the answers."""

import json
import re
from typing import Any

import aiohttp

from bot.sandbox import Sandbox
from bot.sandbox.ratelimits import Limit
from tests.recorder.comparison import differences, pairs
from tests.recorder.files import FileSpec
from tests.recorder.scene import COMMANDS, Scene
from tests.recorder.script import Step

JSON = dict[str, Any]
_NAMED = re.compile(r"\b[0-9]{18}\b|\btoken-[0-9]+\b")
_ID = re.compile("[0-9]{18}")
_UNLIMITED = Limit(100_000, 1.0)


async def replay(recording: JSON, step: Step) -> list[str]:
    """Return where the loopback Discord does not do what was recorded, a line each."""
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        if "rate-limits" not in step.settles:
            sandbox.rate_limits.messages = sandbox.rate_limits.others = _UNLIMITED
        sandbox.registry.overwrite(COMMANDS)
        return await _Replay(sandbox, session, recording, step).run()


class _Replay:
    def __init__(
        self, sandbox: Sandbox, session: aiohttp.ClientSession, recording: JSON, step: Step
    ) -> None:
        self._sandbox = sandbox
        self._session = session
        self._step = step
        self._entries: list[JSON] = recording["entries"]
        self._scene = Scene(sandbox, step.place)
        # Ids, tokens and links of the recording, and those of the sandbox in their place.
        self._names = {recording["application"]: str(sandbox.world.application_id)}
        self._found: list[str] = []

    async def run(self) -> list[str]:
        for number, entry in enumerate(self._entries):
            at = f"{self._step.name}, entry {number}"
            if "act" in entry:
                await self._perform(entry["act"], self._entries[number + 1 :], at)
            elif "event" not in entry:
                await self._request(entry, at)
        return self._found

    async def _perform(self, number: int, following: list[JSON], at: str) -> None:
        """Let the person do what they did, and compare the interaction that it makes."""
        act = self._step.acts[number]
        ends = (index for index, entry in enumerate(following) if "act" in entry)
        following = following[: next(ends, None)]
        events = [entry["data"] for entry in following if "event" in entry]
        if len(events) != act.is_interaction:
            self._found.append(f"{at}: {len(events)} interactions in an act; record it again")
            return
        self._scene.custom_id = events[0]["data"].get("custom_id") if events else None
        await act.performs(self._scene)
        if events and self._scene.last is not None:
            interaction = self._scene.last.interaction
            payload = self._sandbox.interactions.payload(interaction)
            self._compare(events[0], payload, f"{at}: INTERACTION_CREATE", from_person=True)

    async def _request(self, entry: JSON, at: str) -> None:
        at = f"{at}: {entry['method']} {entry['path']}"
        path = self._translated(entry["path"])
        url = self._sandbox.api_url + path if path.startswith("/") else path
        headers = {"Authorization": f"Bot {self._sandbox.token}"}
        sent = self._sent(entry)
        async with self._session.request(entry["method"], url, headers=headers, **sent) as response:
            is_json = response.content_type == "application/json"
            answer = await response.json() if is_json else None
            if response.status != entry["status"]:
                line = f"{at}: recorded {entry['status']}, the stand-in says {response.status}"
                self._found.append(f"{line} {answer}")
            elif entry["answer"] is not None and answer is None:
                self._found.append(f"{at}: the stand-in's answer is no JSON")
            self._compare(entry["answer"], answer, at)
            if "rate-limits" in self._step.settles:
                self._compare_limits(entry["headers"], response, at)

    def _compare_limits(self, recorded: JSON, response: aiohttp.ClientResponse, at: str) -> None:
        name = "X-RateLimit-Limit"
        left, right = recorded.get(name.lower()), response.headers.get(name)
        if left != right:
            self._found.append(f"{at}: recorded {name} {left}, the stand-in says {right}")

    def _sent(self, entry: JSON) -> dict[str, Any]:
        body = self._translated(entry["body"])
        if not entry["files"]:
            return {} if body is None else {"json": body}
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for file in entry["files"]:
            data = FileSpec(file["filename"], file["size"]).data()
            form.add_field(file["field"], data, filename=file["filename"])
        return {"data": form}

    def _compare(self, recorded: Any, actual: Any, at: str, *, from_person: bool = False) -> None:
        self._found += differences(recorded, actual, at, from_person=from_person)
        for _, left, right in pairs(recorded, actual, at):
            self._learn(left, right)

    def _learn(self, recorded: Any, actual: Any) -> None:
        """Keep that an id, a token or a link of the recording is this one in the sandbox."""
        if not isinstance(recorded, str) or not isinstance(actual, str):
            return
        if recorded.startswith(("token-", "http")) or _ID.fullmatch(recorded):
            self._names[recorded] = actual

    def _translated(self, value: Any) -> Any:
        if isinstance(value, str):
            if value in self._names:
                return self._names[value]
            return _NAMED.sub(lambda found: self._names.get(found[0], found[0]), value)
        if isinstance(value, int) and str(value) in self._names:
            return int(self._names[str(value)])
        if isinstance(value, list):
            items: list[Any] = value
            return [self._translated(item) for item in items]
        if isinstance(value, dict):
            items_by_key: JSON = value
            return {key: self._translated(inner) for key, inner in items_by_key.items()}
        return value
