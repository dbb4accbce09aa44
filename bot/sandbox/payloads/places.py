"""Guilds and channels as Discord writes them in JSON."""

from bot.sandbox.clock import iso
from bot.sandbox.errors import JSON
from bot.sandbox.model import Channel, Guild, Kind, Role
from bot.sandbox.payloads.people import member, role, user
from bot.sandbox.snowflakes import moment
from bot.sandbox.world import World


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
    if place.kind is Kind.VOICE:
        written |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    return written | {
        "guild_id": str(place.guild.id),
        "name": place.name,
        "parent_id": None,
        "position": list(place.guild.channels).index(place.id),
        "permission_overwrites": _overwrites(place, place.guild, world),
        "rate_limit_per_user": 0,
        "nsfw": False,
        "topic": None,
    }


def _overwrites(place: Channel, home: Guild, world: World) -> list[JSON]:
    """Write what a channel denies to @everyone, and to the bot, which has a role of its own."""
    overwrites: list[JSON] = []
    if place.denied_to_people:
        denied = str(int(place.denied_to_people))
        overwrites.append({"id": str(home.id), "type": 0, "allow": "0", "deny": denied})
    allowed = place.denied_to_people & ~place.denied
    if place.denied or allowed:
        own = {"allow": str(int(allowed)), "deny": str(int(place.denied))}
        overwrites.append({"id": str(world.bot.id), "type": 1} | own)
    return overwrites


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
            "archived": place.archived,
            "archive_timestamp": began,
            "auto_archive_duration": 1440,
            "locked": place.locked,
            "create_timestamp": began,
        },
    }


def _group(place: Channel) -> JSON:
    if place.kind is not Kind.GROUP_DM:
        return {}
    return {"owner_id": str(place.recipients[0].id), "icon": None, "managed": False}


def guild(place: Guild) -> JSON:
    """Write a guild as REST shows it."""
    everyone = Role(place.id, "@everyone", place.everyone)
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
