"""What a person does in a step, done in the loopback Discord."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from bot.sandbox import Install, Message, Permission, Reply, Sandbox, Upload
from bot.sandbox.model import NOTHING


def _picture() -> Upload:
    gradient = Image.linear_gradient("L")
    buffer = BytesIO()
    Image.merge("RGB", (gradient, Image.radial_gradient("L"), gradient.rotate(90))).save(
        buffer, "PNG"
    )
    return Upload("picture.png", buffer.getvalue())


PICTURE = _picture()
SPOILER = replace(PICTURE, spoiler=True)
# What the bot registers, as far as the steps use it.
COMMANDS: list[dict[str, Any]] = [
    {"name": "help", "description": "Help"},
    {
        "name": "recolor",
        "description": "Recolor",
        "options": [
            {
                "type": 1,
                "name": "auto",
                "description": "Automatic",
                "options": [{"type": 11, "name": "image", "description": "A picture"}],
            }
        ],
    },
    {"name": "Take its colors", "type": 3},
    {"name": "Recolor avatar", "type": 2},
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step takes place."""

    denied_to_bot: Permission = NOTHING
    denied_to_people: Permission = NOTHING
    is_thread: bool = False
    is_dm: bool = False
    is_guild_without_app: bool = False
    is_guild_without_bot: bool = False
    is_installed_by_person: bool = False
    blocked_words: tuple[str, ...] = ()


class Scene:
    """A member of a guild in the place where a step happens."""

    def __init__(self, sandbox: Sandbox, place: Place) -> None:
        self.sandbox = sandbox
        guild = sandbox.guild
        if place.is_guild_without_app or place.is_guild_without_bot:
            guild = sandbox.add_guild(
                "Other", installed=False, commands_only=place.is_guild_without_bot
            )
        guild.blocked_words = place.blocked_words
        channel = sandbox.add_channel(
            guild,
            "recordings",
            denied=place.denied_to_bot,
            denied_to_people=place.denied_to_people,
        )
        if place.is_thread:
            channel = sandbox.add_channel(guild, "thread", parent=channel)
        self.person = sandbox.person(
            "Ada Recorded", channel=channel, app_installed=place.is_installed_by_person
        )
        self.channel = self.person.dm if place.is_dm else channel
        self.first: Reply | None = None
        self.last: Reply | None = None
        self.post: Message | None = None
        self.forward: Message | None = None
        self.custom_id: str | None = None
        """What is pressed in a replay, where buttons have lost their labels."""

    def replied(self, reply: Reply) -> None:
        """Keep what an act led to."""
        self.first = self.first or reply
        self.last = reply

    @property
    def card(self) -> Reply:
        """Return the reply to the step's first act."""
        assert self.first is not None
        return self.first


Perform = Callable[[Scene], Awaitable[None]]


def runs(command: str, image: Upload | None = None) -> Perform:
    """Run a slash command, perhaps with a picture."""
    options = {} if image is None else {"image": image}

    async def perform(scene: Scene) -> None:
        scene.replied(await scene.person.run_in(scene.channel, command, options))

    return perform


def presses(label: str) -> Perform:
    """Press a button of the step's first reply."""

    async def perform(scene: Scene) -> None:
        scene.replied(await scene.person.press(scene.card, scene.custom_id or label))

    return perform


async def takes_colors_of_card(scene: Scene) -> None:
    """Use the message menu on the step's first reply."""
    scene.replied(await scene.person.use(scene.card, "Take its colors"))


async def takes_colors_of_sticker(scene: Scene) -> None:
    """Post a sticker and use the message menu on it."""
    sticker = scene.sandbox.add_sticker("sticker", PICTURE.data)
    post = await scene.person.post(stickers=[sticker])
    scene.replied(await scene.person.use(post, "Take its colors"))


async def takes_colors_of_emoji(scene: Scene) -> None:
    """Post a custom emoji and use the message menu on it."""
    post = await scene.person.post(str(scene.sandbox.add_emoji("emoji", PICTURE.data)))
    scene.replied(await scene.person.use(post, "Take its colors"))


async def takes_colors_of_forward(scene: Scene) -> None:
    """Post a picture, forward it, and use the message menu on the forward."""
    scene.post = await scene.person.post("", PICTURE)
    scene.forward = await scene.person.forward(scene.post)
    scene.replied(await scene.person.use(scene.forward, "Take its colors"))


async def takes_colors_after_deletion(scene: Scene) -> None:
    """Delete the original of the forward and use the message menu on the forward again."""
    assert scene.post is not None
    assert scene.forward is not None
    await scene.person.delete(scene.post)
    scene.replied(await scene.person.use(scene.forward, "Take its colors"))


async def recolors_avatar(scene: Scene) -> None:
    """Choose the user menu on oneself."""
    scene.person.set_avatar(PICTURE.data)
    scene.replied(await scene.person.use_on(scene.person, "Recolor avatar"))


async def locks(scene: Scene) -> None:
    """Lock the thread."""
    scene.channel.locked = True


async def locks_and_closes(scene: Scene) -> None:
    """Lock and archive the thread."""
    scene.channel.locked = scene.channel.archived = True


async def switches_user_install_off(scene: Scene) -> None:
    """Let the application support installs by guilds only."""
    scene.sandbox.world.integration_types = (Install.GUILD,)


async def switches_user_install_on(scene: Scene) -> None:
    """Let the application support both kinds of installs."""
    scene.sandbox.world.integration_types = tuple(Install)
