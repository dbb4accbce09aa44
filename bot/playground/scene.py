"""Who and what is there when the page opens: servers, channels, and people to act as."""

from bot.playground.animals import ANIMALS, draw_animal, draw_avatar, draw_mark
from bot.sandbox import Channel, Guild, Permission, Person, Sandbox
from bot.sandbox.errors import JSON
from bot.sandbox.model import Kind, User

_AVATAR_SIDE = 512
_STICKER_SIDE = 320
_EMOJI_SIDE = 128


class Scene:
    """Three people with three languages, a server with the bot, one without it, a private group.

    People have avatars, one of them another one in the server; there are emoji and stickers.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        studio = sandbox.guild
        sandbox.add_channel(studio, "showcase")
        keeper = sandbox.add_role(
            studio, "Keeper", permissions=Permission.MANAGE_GUILD, color=0xE9C46A
        )
        painter = sandbox.add_role(studio, "Painter", color=0x2A9D8F)
        elsewhere = sandbox.add_guild("Elsewhere", installed=False)
        lounge = sandbox.add_channel(elsewhere, "lounge")
        # Bo has not installed the app for himself: elsewhere he is offered nothing.
        people = (
            sandbox.person("Ada", locale="en-US", roles=[keeper], app_installed=True),
            sandbox.person("Bo", locale="de", roles=[painter]),
            sandbox.person("Chie", locale="ja", roles=[painter], app_installed=True),
        )
        self.people = {str(person.user.id): person for person in people}
        for person in people:
            elsewhere.members[person.user.id] = person.user
            _ = person.dm
        sandbox.group(*people)
        self.lounge = lounge
        _give_avatars(sandbox, *people)
        self.emoji = [sandbox.add_emoji(name, draw_animal(name, _EMOJI_SIDE)) for name in ANIMALS]
        self.stickers = {
            sticker.id: sticker
            for sticker in (
                sandbox.add_sticker(name.title(), draw_animal(name, _STICKER_SIDE))
                for name in ANIMALS
            )
        }

    def person(self, person_id: object) -> Person:
        """Return someone by their id.

        Raises
        ------
        LookupError
            When there is nobody with that id.
        """
        return self.people[str(person_id)]

    def user(self, user_id: object, channel: Channel) -> User:
        """Return the account of a person or of the bot, by its id.

        Raises
        ------
        LookupError
            When there is none with that id in the channel.
        """
        for user in (self.sandbox.world.bot, *_people_in(channel)):
            if str(user.id) == str(user_id):
                return user
        raise LookupError("nobody in that channel has that id")

    def channel(self, channel_id: object, person: Person) -> Channel:
        """Return a channel by its id.

        Raises
        ------
        LookupError
            When there is none that the person sees.
        """
        channel = self.sandbox.world.channels[int(str(channel_id))]
        if person.user not in _people_in(channel):
            raise LookupError("that channel is someone else's")
        return channel

    def written(self) -> JSON:
        """Write everything for the page."""
        world = self.sandbox.world
        return {
            "bot": {
                "id": str(world.bot.id),
                "name": world.bot.name,
                "avatar": avatar_path(world.bot, None),
            },
            "people": [_person(person) for person in self.people.values()],
            "emoji": [
                {"id": str(emoji.id), "name": emoji.name, "animated": emoji.animated}
                for emoji in self.emoji
            ],
            "stickers": [
                {
                    "id": str(sticker.id),
                    "name": sticker.name,
                    "format_type": int(sticker.format),
                }
                for sticker in self.stickers.values()
            ],
            "guilds": [self._guild(guild) for guild in world.guilds.values()],
            "private": [_private(c) for c in world.channels.values() if c.guild is None],
        }

    def _guild(self, guild: Guild) -> JSON:
        roles = [
            {"id": str(role.id), "name": role.name, "color": role.color}
            for role in guild.roles.values()
        ]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "installed": guild.installed,
            "channels": [
                {"id": str(c.id), "name": c.name, "type": int(c.kind)}
                for c in guild.channels.values()
            ],
            "roles": roles,
            "avatars": {
                str(member_id): avatar_path(guild.members[member_id], guild)
                for member_id in guild.avatars
            },
            "members": {
                str(member_id): [str(role.id) for role in guild.roles_of.get(member_id, ())]
                for member_id in guild.members
                if str(member_id) in self.people or member_id == self.sandbox.world.bot.id
            },
        }


def _give_avatars(sandbox: Sandbox, ada: Person, bo: Person, chie: Person) -> None:
    ada.set_avatar(draw_avatar("fox", "#2a9d8f", _AVATAR_SIDE))
    bo.set_avatar(draw_avatar("owl", "#f4d58d", _AVATAR_SIDE))
    chie.set_avatar(draw_avatar("cat", "#3d405b", _AVATAR_SIDE))
    chie.set_avatar(draw_avatar("cat", "#e5989b", _AVATAR_SIDE), sandbox.guild)
    sandbox.images.set_avatar(sandbox.world.bot, draw_mark(_AVATAR_SIDE))


def avatar_path(user: User, guild: Guild | None) -> str:
    """Return where Discord's CDN has the avatar that others see in a guild, or outside of guilds.

    Source: Discord's API reference, "Image formatting".
    """
    if guild is not None and user.id in guild.avatars:
        return f"/guilds/{guild.id}/users/{user.id}/avatars/{guild.avatars[user.id]}.png"
    if user.avatar is not None:
        return f"/avatars/{user.id}/{user.avatar}.png"
    return f"/embed/avatars/{(user.id >> 22) % 6}.png"


def _people_in(channel: Channel) -> list[User]:
    return list(channel.guild.members.values() if channel.guild else channel.recipients)


def _person(person: Person) -> JSON:
    return {
        "id": str(person.user.id),
        "name": person.user.name,
        "locale": person.user.locale,
        "installed": person.user.app_installed,
        "avatar": avatar_path(person.user, None),
    }


def _private(channel: Channel) -> JSON:
    people = [str(person.id) for person in channel.recipients]
    return {"id": str(channel.id), "people": people, "group": channel.kind is Kind.GROUP_DM}
