"""What people do on the page, passed on to the sandbox: ``POST /act/…`` and what it answers."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.scene import Scene
from bot.sandbox import NoResponseError, Person, RefusedError, Reply, Upload
from bot.sandbox.errors import JSON, DiscordError
from bot.sandbox.model import Channel, Message
from bot.sandbox.rest.interactions import ASK

MOST_BYTES = 128 * 1024 * 1024


@dataclass(slots=True)
class Wish:
    """What the page asks for, and the files that came along, by the names it gave them."""

    said: JSON
    files: dict[str, Upload] = field(default_factory=dict[str, Upload])

    def values(self, key: str) -> JSON:
        """Return named values, each ``{"file": name}`` replaced by that file."""
        return {name: self._value(value) for name, value in self.said[key].items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(inner) for inner in value]
        return self.files[value["file"]] if isinstance(value, dict) else value


Act = Callable[[Wish], Awaitable[JSON]]


class Acts:
    """One route for each thing that a person can do."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms: dict[str, Reply] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        acts: dict[str, Act] = {
            "commands": self._commands,
            "complete": self._complete,
            "run": self._run,
            "use": self._use,
            "use_on": self._use_on,
            "press": self._press,
            "select": self._select,
            "submit": self._submit,
            "post": self._post,
            "post_sticker": self._post_sticker,
            "forward": self._forward,
            "locale": self._locale,
        }
        return [web.post(f"/act/{name}", _handler(act)) for name, act in acts.items()]

    async def _commands(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        return {"commands": person.commands(channel)}

    async def _complete(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        said = wish.said
        try:
            choices = await person.autocomplete_in(
                channel, said["command"], said["option"], said["text"], wish.values("options")
            )
        except NoResponseError:
            return {"failed": True}
        return {"choices": choices}

    async def _run(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        command = wish.said["command"]
        return await self._outcome(await person.run_in(channel, command, wish.values("options")))

    async def _use(self, wish: Wish) -> JSON:
        person, message = self._who_and_what(wish)
        return await self._outcome(await person.use(message, wish.said["command"]))

    async def _use_on(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        target = self._scene.user(wish.said["user"], channel)
        return await self._outcome(
            await person.use_on(target, wish.said["command"], channel=channel)
        )

    async def _press(self, wish: Wish) -> JSON:
        person, message = self._who_and_what(wish)
        return await self._outcome(await person.press(message, wish.said["custom_id"]))

    async def _select(self, wish: Wish) -> JSON:
        person, message = self._who_and_what(wish)
        said = wish.said
        return await self._outcome(await person.select(message, said["custom_id"], *said["values"]))

    async def _submit(self, wish: Wish) -> JSON:
        person = self._scene.person(wish.said["person"])
        asked = self._forms[wish.said["interaction"]]
        return await self._outcome(await person.submit_modal(asked, **wish.values("values")))

    async def _post(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        message = await person.post(wish.said["content"], *wish.files.values(), channel=channel)
        return {"message": str(message.id)}

    async def _post_sticker(self, wish: Wish) -> JSON:
        person, channel = self._who_and_where(wish)
        sticker = self._scene.stickers[int(wish.said["sticker"])]
        message = await person.post(stickers=[sticker], channel=channel)
        return {"message": str(message.id)}

    async def _forward(self, wish: Wish) -> JSON:
        person, message = self._who_and_what(wish)
        target = self._scene.channel(wish.said["to"], person)
        forward = await person.forward(message, target)
        return {"message": str(forward.id)}

    async def _locale(self, wish: Wish) -> JSON:
        person = self._scene.person(wish.said["person"])
        person.user.locale = str(wish.said["locale"])
        return {}

    async def _outcome(self, reply: Reply) -> JSON:
        """Wait for the bot's reaction, and say which kind it was."""
        try:
            await reply.acknowledged()
        except NoResponseError:
            return {"failed": True}
        interaction = reply.interaction
        if interaction.response_type == ASK:
            self._forms[str(interaction.id)] = reply
            return {"interaction": str(interaction.id), "modal": interaction.modal}
        return {}

    def _who_and_where(self, wish: Wish) -> tuple[Person, Channel]:
        person = self._scene.person(wish.said["person"])
        return person, self._scene.channel(wish.said["channel"], person)

    def _who_and_what(self, wish: Wish) -> tuple[Person, Message]:
        person, channel = self._who_and_where(wish)
        return person, self._scene.sandbox.world.message(channel, str(wish.said["message"]))


def _handler(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await act(await _wish(request)))
        except RefusedError as error:
            return _refusal(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        except DiscordError as error:
            return _refusal(f"Discord refuses it: {json.dumps(error.body())}")
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            return _refusal(f"That makes no sense here: {error!r}")

    return handle


def _refusal(text: str) -> web.Response:
    return web.json_response({"refused": text}, status=422)


async def _wish(request: web.Request) -> Wish:
    """Read JSON, or multipart with the JSON in ``wish`` and files beside it."""
    if request.content_type == "application/json":
        return Wish(await request.json())
    if request.content_type != "multipart/form-data":
        raise ValueError(f"what is {request.content_type}?")
    wish = Wish({})
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if part.name == "wish":
            wish.said = json.loads(data)
        else:
            # Discord believes neither more nor less of what a browser claims.
            claim = part.headers.get("Content-Type")
            wish.files[part.name] = Upload(part.filename or "unknown", data, claim)
    return wish
