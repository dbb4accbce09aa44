"""Who and what is there when the page opens: servers, channels, and people to act as."""

from bot.sandbox import Channel, Guild, Permission, Person, Sandbox
from bot.sandbox.errors import JSON
from bot.sandbox.model import Kind, User


class Scene:
    """Three people with three languages, a server with the bot, one without it, a private group."""

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
            "bot": {"id": str(world.bot.id), "name": world.bot.name},
            "people": [_person(person) for person in self.people.values()],
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
            "members": {
                str(member_id): [str(role.id) for role in guild.roles_of.get(member_id, ())]
                for member_id in guild.members
                if str(member_id) in self.people or member_id == self.sandbox.world.bot.id
            },
        }


def _people_in(channel: Channel) -> list[User]:
    return list(channel.guild.members.values() if channel.guild else channel.recipients)


def _person(person: Person) -> JSON:
    return {
        "id": str(person.user.id),
        "name": person.user.name,
        "locale": person.user.locale,
        "installed": person.user.app_installed,
    }


def _private(channel: Channel) -> JSON:
    people = [str(person.id) for person in channel.recipients]
    return {"id": str(channel.id), "people": people, "group": channel.kind is Kind.GROUP_DM}
