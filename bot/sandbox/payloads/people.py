"""Accounts, members, roles and the application as Discord writes them in JSON."""

from bot.sandbox.clock import iso
from bot.sandbox.errors import JSON
from bot.sandbox.model import Guild, Role, User
from bot.sandbox.snowflakes import moment
from bot.sandbox.world import World


def user(person: User) -> JSON:
    """Write an account."""
    return {
        "id": str(person.id),
        "username": person.name.lower().replace(" ", "_"),
        "discriminator": "0",
        "global_name": None if person.bot else person.name,
        "avatar": person.avatar,
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
        "integration_types_config": {str(int(install)): {} for install in world.integration_types},
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
        "avatar": guild.avatars.get(person.id),
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
