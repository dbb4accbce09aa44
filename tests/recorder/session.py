"""Takes a step with a person, and writes down what was said."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.recorder.proxy import Proxy
from tests.recorder.redaction import Redaction
from tests.recorder.script import Act, Probe, Step

JSON = dict[str, Any]
_NAME = re.compile(r"\{(\w+)\}")
_TOO_MANY = 429

Ask = Callable[[Act], Awaitable[None]]
"""Tells the person what to do. Returns at once if the recorder answers, else when it is done."""


async def record(step: Step, proxy: Proxy, ask: Ask) -> list[JSON]:
    """Return the entries of one step; every secret is still in them."""
    proxy.entries.clear()
    proxy.held_back = asyncio.Queue()
    values: dict[str, str] = {"application": proxy.application or ""}
    for number, act in enumerate(step.acts):
        proxy.entries.append({"act": number})
        proxy.holds_back = bool(act.answers)
        await ask(act)
        if act.answers:
            values |= _values_of_interaction(await proxy.held_back.get())
        for probe in act.answers or act.sends:
            await _send(proxy, probe, values)
    proxy.holds_back = False
    await proxy.answered()
    return [entry for entry in proxy.entries if "method" not in entry or _says_something(entry)]


def _says_something(request: JSON) -> bool:
    """Return whether Discord answered, and not only that there were too many requests."""
    return request.get("status", _TOO_MANY) != _TOO_MANY


def write(path: Path, step: Step, proxy: Proxy, entries: Iterable[JSON], own: set[str]) -> None:
    """Write a recording, without anything personal."""
    redaction = Redaction(own)
    recording = {
        "step": step.name,
        "application": redaction.value(proxy.application),
        "entries": [redaction.entry(entry) for entry in entries],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(recording, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def own_texts(steps: Iterable[Step]) -> set[str]:
    """Return every text in the requests that the recorder sends itself."""
    probes = [p for step in steps for act in step.acts for p in (*act.answers, *act.sends)]
    names = {file.filename for probe in probes for file in probe.files}
    return names | {text for probe in probes for text in _texts(probe.body)}


async def _send(proxy: Proxy, probe: Probe, values: dict[str, str]) -> None:
    method, path, body = probe.method, _filled(probe.path, values), _filled(probe.body, values)
    if _NAME.search(path) or any(_NAME.search(text) for text in _texts(body)):
        return
    entry = await proxy.send(method, path, body, probe.files)
    while entry["status"] == _TOO_MANY:
        await asyncio.sleep(entry["answer"]["retry_after"])
        entry = await proxy.send(method, path, body, probe.files)
    values |= _values_of_answer(entry["answer"])


def _filled(value: Any, values: dict[str, str]) -> Any:
    if isinstance(value, str):
        return _NAME.sub(lambda found: values.get(found[1], found[0]), value)
    if isinstance(value, list):
        items: list[Any] = value
        return [_filled(item, values) for item in items]
    if isinstance(value, dict):
        pairs: JSON = value
        return {key: _filled(inner, values) for key, inner in pairs.items()}
    return value


def _values_of_interaction(data: JSON) -> dict[str, str]:
    person = data.get("user") or data["member"]["user"]
    values = {
        "interaction": data["id"],
        "token": data["token"],
        "channel": data["channel_id"],
        "guild": data.get("guild_id"),
        "target": data["data"].get("target_id"),
        "user": person["id"],
    } | _links(data["data"])
    return {name: value for name, value in values.items() if value}


def _values_of_answer(answer: Any) -> dict[str, str]:
    values = _links(answer)
    for found in _objects(answer):
        if "default_member_permissions" in found:
            values["command"] = found["id"]
        elif "channel_id" in found and "author" in found:
            values["message"] = found["id"]
    return values


def _links(value: Any) -> dict[str, str]:
    """Return the id of the first attachment in a JSON value, and the link to it."""
    for found in _objects(value):
        if "proxy_url" in found and "/attachments/" in found["url"]:
            return {"attachment": found.get("attachment_id", found["id"]), "url": found["url"]}
    return {}


def _objects(value: Any) -> Iterator[JSON]:
    if isinstance(value, dict):
        pairs: JSON = value
        yield pairs
        for inner in pairs.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        items: list[Any] = value
        for item in items:
            yield from _objects(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        items: list[Any] = value
        for item in items:
            yield from _texts(item)
    elif isinstance(value, dict):
        pairs: JSON = value
        for inner in pairs.values():
            yield from _texts(inner)
