"""People, guilds, channels and messages as Discord writes them in JSON."""

from bot.sandbox.cdn import Attachment
from bot.sandbox.clock import iso
from bot.sandbox.errors import JSON
from bot.sandbox.model import EVERYTHING, Channel, Guild, Kind, Message, MessageState, Role, User
from bot.sandbox.snowflakes import moment
from bot.sandbox.world import World

_MEDIA = {11: "media", 13: "file"}


def user(person: User) -> JSON:
    """Write an account."""
    return {
        "id": str(person.id),
        "username": person.name.lower().replace(" ", "_"),
        "discriminator": "0",
        "global_name": None if person.bot else person.name,
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def me(world: World) -> JSON:
    """Write the bot's own account, as ``/users/@me`` shows it."""
    return user(world.bot) | {"mfa_enabled": True, "locale": "en-US", "verified": True}


def application(world: World) -> JSON:
    """Write the application, as its own bot sees it."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.developer),
        "approximate_guild_count": sum(guild.installed for guild in world.guilds.values()),
        "approximate_user_install_count": sum(u.app_installed for u in world.users.values()),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["applications.commands", "bot"],
    }


def member(person: User, guild: Guild) -> JSON:
    """Write a member of `guild`, account included."""
    return member_part(person, guild) | {"user": user(person)}


def member_part(person: User, guild: Guild) -> JSON:
    """Write what a membership in `guild` is, without the account."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "flags": 0,
        "joined_at": iso(moment(guild.id)),
        "mute": False,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(held.id) for held in guild.roles_of.get(person.id, ())],
    }


def channel(place: Channel, world: World) -> JSON:
    """Write a channel."""
    last = max((m.id for m in place.messages.values() if not m.deleted), default=None)
    written: JSON = {
        "id": str(place.id),
        "type": int(place.kind),
        "flags": 0,
        "last_message_id": str(last) if last else None,
    }
    if place.guild is None:
        others = [user(person) for person in place.recipients if not person.bot]
        return written | {"recipients": others, "name": None} | _group(place)
    if place.parent is not None:
        return written | _thread(place, place.parent, place.guild)
    overwrites: list[JSON] = []
    if place.denied:
        denied = str(int(place.denied))
        overwrites.append({"id": str(world.bot.id), "type": 1, "allow": "0", "deny": denied})
    if place.kind is Kind.VOICE:
        written |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    return written | {
        "guild_id": str(place.guild.id),
        "name": place.name,
        "parent_id": None,
        "position": list(place.guild.channels).index(place.id),
        "permission_overwrites": overwrites,
        "rate_limit_per_user": 0,
        "nsfw": False,
        "topic": None,
    }


def _thread(place: Channel, parent: Channel, home: Guild) -> JSON:
    began = iso(moment(place.id))
    return {
        "guild_id": str(home.id),
        "name": place.name,
        "parent_id": str(parent.id),
        "owner_id": str(home.owner.id),
        "rate_limit_per_user": 0,
        "message_count": len(place.messages),
        "member_count": len(home.members),
        "total_message_sent": len(place.messages),
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": began,
            "auto_archive_duration": 1440,
            "locked": False,
            "create_timestamp": began,
        },
    }


def _group(place: Channel) -> JSON:
    if place.kind is not Kind.GROUP_DM:
        return {}
    return {"owner_id": str(place.recipients[0].id), "icon": None, "managed": False}


def role(held: Role, position: int = 1) -> JSON:
    """Write a role."""
    return {
        "id": str(held.id),
        "name": held.name,
        "permissions": str(int(held.permissions)),
        "position": position,
        "color": held.color,
        "colors": {"primary_color": held.color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def guild(place: Guild) -> JSON:
    """Write a guild as REST shows it."""
    everyone = Role(place.id, "@everyone", EVERYTHING)
    roles = (everyone, *place.roles.values())
    empty = (
        "icon description home_header splash discovery_splash banner application_id afk_channel_id "
        "system_channel_id widget_channel_id max_presences vanity_url_code rules_channel_id "
        "safety_alerts_channel_id public_updates_channel_id incidents_data"
    )
    return dict.fromkeys(empty.split()) | {
        "id": str(place.id),
        "name": place.name,
        "features": [],
        "owner_id": str(place.owner.id),
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": [role(held, position) for position, held in enumerate(roles)],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": place.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def guild_create(place: Guild, world: World) -> JSON:
    """Write a guild as the gateway sends it to a bot that sees it for the first time."""
    return guild(place) | {
        "joined_at": iso(moment(place.id)),
        "large": False,
        "unavailable": False,
        "member_count": len(place.members),
        "members": [member(world.bot, place)],
        "channels": [channel(c, world) for c in place.channels.values() if not c.parent],
        "threads": [channel(c, world) for c in place.channels.values() if c.parent],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment(file: Attachment) -> JSON:
    """Write an attachment, with fresh links."""
    written: JSON = {
        "id": str(file.id),
        "filename": file.filename,
        "size": file.size,
        "url": file.url,
        "proxy_url": file.proxy_url,
    }
    optional: JSON = {
        "title": file.title,
        "description": file.description,
        "content_type": file.content_type,
        "width": file.width,
        "height": file.height,
        "ephemeral": file.ephemeral or None,
    }
    return written | {key: value for key, value in optional.items() if value is not None}


def message(post: Message, state: MessageState | None = None) -> JSON:
    """Write a message as it is, or as it was in `state`."""
    state = state or post.state
    written: JSON = {
        "id": str(post.id),
        "channel_id": str(post.channel.id),
        "type": 0,
        "author": user(post.author),
        "content": state.content,
        "timestamp": iso(moment(post.id)),
        "edited_timestamp": iso(post.edited_at) if post.edited_at else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [attachment(file) for file in state.attachments],
        "embeds": [_embed(embed, state) for embed in state.embeds],
        "components": components(state),
        "pinned": False,
        "flags": int(state.flags),
    }
    if post.origin is not None:
        written |= {
            "type": post.origin.message_type,
            "application_id": str(post.origin.application_id),
            "webhook_id": str(post.origin.application_id),
            "interaction_metadata": post.origin.metadata,
        }
    return written


def _embed(embed: JSON, state: MessageState) -> JSON:
    written: JSON = {"type": "rich"}
    for key, value in embed.items():
        if isinstance(value, dict) and str(value.get("url", "")).startswith("attachment://"):
            file = referenced(value["url"].removeprefix("attachment://"), state.attachments)
            if file is not None:
                value = {"url": file.url, "proxy_url": file.proxy_url}
                if file.width and file.height:
                    value |= {"width": file.width, "height": file.height}
        written[key] = value
    return written


def components(state: MessageState) -> list[JSON]:
    """Write a message's components, every ``attachment://`` resolved to a link."""
    return [_component(part, state) for part in state.components]


def _component(part: JSON, state: MessageState) -> JSON:
    written = dict(part)
    if "components" in part:
        written["components"] = [_component(inner, state) for inner in part["components"]]
    if "accessory" in part:
        written["accessory"] = _component(part["accessory"], state)
    if "items" in part:
        written["items"] = [
            item | {"media": _media(item["media"], state)} for item in part["items"]
        ]
    place = _MEDIA.get(part["type"])
    if place is not None:
        written[place] = _media(part[place], state)
    if part["type"] == 13:
        name = part["file"]["url"].removeprefix("attachment://")
        file = referenced(name, state.attachments)
        written |= {"name": name, "size": file.size if file else None}
    return written


def _media(media: JSON, state: MessageState) -> JSON:
    url: str = media["url"]
    file = referenced(url.removeprefix("attachment://"), state.attachments)
    if not url.startswith("attachment://") or file is None:
        return {"id": "1", "url": url, "proxy_url": url, "width": None, "height": None}
    return {
        "id": str(file.id),
        "attachment_id": str(file.id),
        "url": file.url,
        "proxy_url": file.proxy_url,
        "width": file.width,
        "height": file.height,
        "content_type": file.content_type,
    }


def referenced(name: str, attachments: tuple[Attachment, ...]) -> Attachment | None:
    """Return the attachment that ``attachment://<name>`` means."""
    return next((file for file in attachments if file.filename == name), None)
