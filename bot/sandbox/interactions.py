"""Interactions: what a person did, and what the bot has answered so far."""

import asyncio
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from bot.sandbox import payloads
from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON, invalid_webhook_token, unknown
from bot.sandbox.model import (
    Channel,
    Install,
    Message,
    Origin,
    User,
    context_of,
)
from bot.sandbox.rules.commands import MESSAGE, USER
from bot.sandbox.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
# The type of a message that answers a slash command, and a user's or a message's menu.
_MESSAGE_TYPES = {1: 20, 2: 23, 3: 23}


@dataclass(eq=False, slots=True)
class Interaction:
    """One act of a person. Times are seconds since 1970; None while it has not happened."""

    id: int
    application_id: int
    token: str
    type: int
    person: User
    channel: Channel
    data: JSON
    created: float
    installs: frozenset[Install]
    message: Message | None = None
    cause: "Interaction | None" = None
    acknowledged: float | None = None
    response_type: int | None = None
    failed: bool = False
    original: Message | None = None
    follow_ups: list[Message] = field(default_factory=list[Message])
    modal: JSON | None = None
    choices: list[JSON] | None = None

    @property
    def user_install_only(self) -> bool:
        """Return whether the bot itself is not where this took place."""
        return Install.GUILD not in self.installs

    @property
    def owners(self) -> JSON:
        """Return who installed the app, as Discord tells it."""
        guild = self.channel.guild
        # rule: integration-owners
        owners = {Install.GUILD: guild.id if guild else 0, Install.USER: self.person.id}
        return {str(int(install)): str(owners[install]) for install in sorted(self.installs)}

    def metadata(self) -> JSON:
        """Return what a message tells of the interaction that it answers."""
        written: JSON = {
            "id": str(self.id),
            "type": self.type,
            "user": payloads.user(self.person),
            "authorizing_integration_owners": self.owners,
        }
        if self.type == COMPONENT and self.message is not None:
            written["interacted_message_id"] = str(self.message.id)
        if self.type == COMMAND and self.data["type"] == MESSAGE:
            written["target_message_id"] = self.data["target_id"]
        elif self.type == COMMAND and self.data["type"] == USER:
            written["target_user"] = self.data["resolved"]["users"][self.data["target_id"]]
        if self.type == MODAL and self.cause is not None:
            written["triggering_interaction_metadata"] = self.cause.metadata()
        return written

    def origin(self, *, ephemeral: bool) -> Origin:
        """Return what a message that answers this keeps of it."""
        return Origin(
            application_id=self.application_id,
            message_type=_MESSAGE_TYPES[self.data["type"]] if self.type == COMMAND else 0,
            metadata=self.metadata(),
            for_person=self.person if ephemeral else None,
        )


class Interactions:
    """Keeps interactions, and how long their tokens live."""

    def __init__(self, world: World, changes: Changes) -> None:
        # Seconds until Discord gives up on a bot that does not react, and until a token dies.
        self.patience = 3.0
        self.token_life = 15 * 60.0
        self._world = world
        self._changes = changes
        self._all: dict[str, Interaction] = {}
        self._by_id: dict[str, Interaction] = {}
        self._deadlines: set[asyncio.Task[None]] = set()

    def open(
        self,
        kind: int,
        person: User,
        channel: Channel,
        data: JSON,
        *,
        message: Message | None = None,
        cause: Interaction | None = None,
    ) -> Interaction:
        """Return a new interaction, whose three seconds begin now."""
        interaction_id = self._world.snowflakes.next()
        secret = f"interaction:{interaction_id}:{secrets.token_urlsafe(96)}"
        token = urlsafe_b64encode(secret.encode()).decode().rstrip("=")
        interaction = Interaction(
            id=interaction_id,
            application_id=self._world.application_id,
            token=token,
            type=kind,
            person=person,
            channel=channel,
            data=data,
            created=self._world.clock.now(),
            installs=frozenset(self.installs(person, channel)),
            message=message,
            cause=cause,
        )
        self._all[token] = interaction
        self._by_id[str(interaction_id)] = interaction
        deadline = asyncio.create_task(self._give_up(interaction))
        self._deadlines.add(deadline)
        deadline.add_done_callback(self._deadlines.discard)
        return interaction

    def find(self, interaction_id: str) -> Interaction | None:
        """Return an interaction by its id, or None."""
        return self._by_id.get(interaction_id)

    def installs(self, person: User, channel: Channel) -> set[Install]:
        """Return how the app is installed for `person` in `channel`."""
        installs = {Install.USER} if person.app_installed else set[Install]()
        # rule: commands-only
        here = channel.guild.has_app if channel.guild else self._world.bot in channel.recipients
        if here:
            installs.add(Install.GUILD)
        return installs

    def to_acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """Return the interaction that a callback answers.

        Raises
        ------
        DiscordError
            10062 when there is none, or three seconds have passed.
        """
        interaction = self._all.get(token)
        if interaction is None or str(interaction.id) != interaction_id or interaction.failed:
            raise unknown("interaction")
        # rule: three-seconds
        late = self._world.clock.now() - interaction.created > self.patience
        if late and interaction.acknowledged is None:
            raise unknown("interaction")
        return interaction

    def webhook(self, application_id: str, token: str) -> Interaction:
        """Return the acknowledged interaction whose token is used as a webhook's.

        Raises
        ------
        DiscordError
            10015 when there is none, 50027 when the token's 15 minutes are over.
        """
        interaction = self._all.get(token)
        ours = application_id == str(self._world.application_id)
        if interaction is None or not ours or interaction.acknowledged is None:
            raise unknown("Webhook")
        # rule: token-life
        if self._world.clock.now() - interaction.created > self.token_life:
            raise invalid_webhook_token()
        return interaction

    def acknowledge(self, interaction: Interaction, response_type: int) -> None:
        """Note that the bot has reacted."""
        interaction.acknowledged = self._world.clock.now()
        interaction.response_type = response_type
        self._changes.notify()

    def upload_limit(self, interaction: Interaction) -> int:
        """Return how large a file may be in an answer, in bytes: the place's or the person's."""
        # rule: upload-limit-of-interactions
        place = self._world.upload_limit(interaction.channel)
        return max(place, interaction.person.attachment_size_limit or 0)

    def payload(self, interaction: Interaction) -> JSON:
        """Write what the gateway sends of it."""
        place = interaction.channel
        guild = place.guild
        written: JSON = {
            "id": str(interaction.id),
            "application_id": str(self._world.application_id),
            "type": interaction.type,
            "token": interaction.token,
            "version": 1,
            "channel": payloads.channel(place, self._world),
            "channel_id": str(place.id),
            "app_permissions": str(int(place.app_permissions)),
            "locale": interaction.person.locale,
            "entitlements": [],
            "authorizing_integration_owners": interaction.owners,
            "context": int(context_of(place)),
            "attachment_size_limit": self.upload_limit(interaction),
            "data": interaction.data,
        }
        if guild is None:
            written["user"] = payloads.user(interaction.person)
        else:
            permissions = {"permissions": str(int(place.permissions_of(interaction.person)))}
            written["member"] = payloads.member(interaction.person, guild) | permissions
            written["channel"] |= permissions
            written["guild_id"] = str(guild.id)
            written["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            written["guild_locale"] = guild.locale
        if interaction.message is not None:
            written["message"] = payloads.message(interaction.message)
        return written

    async def close(self) -> None:
        """Stop watching the time."""
        for deadline in tuple(self._deadlines):
            deadline.cancel()
        await asyncio.gather(*self._deadlines, return_exceptions=True)

    async def _give_up(self, interaction: Interaction) -> None:
        await self._world.clock.sleep_until(interaction.created + self.patience)
        if interaction.acknowledged is None:
            interaction.failed = True
            self._changes.notify()
