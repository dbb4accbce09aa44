"""The application's switches in Discord's developer portal.

Source: https://discord.com/developers/docs/resources/application, "Application Structure".
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord

from bot.check.finding import Finding, fail, ok
from bot.check.permissions import missing
from bot.commands import GUILD_INSTALL, INSTALL_NAMES, USER_INSTALL, supported_installs

NAMES: Final = ("public", "installs", "endpoint", "code-grant", "intents", "install-link")

_SCOPES: Final = {
    GUILD_INSTALL: ("bot", "applications.commands"),
    USER_INSTALL: ("applications.commands",),
}
_INTENTS: Final = {
    "Presence Intent": ("gateway_presence", "gateway_presence_limited"),
    "Server Members Intent": ("gateway_guild_members", "gateway_guild_members_limited"),
    "Message Content Intent": ("gateway_message_content", "gateway_message_content_limited"),
}


def portal_findings(application: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each of `NAMES`; `application` is Discord's application object."""
    yield _public(application)
    yield _installs(application)
    yield _endpoint(application)
    yield _code_grant(application)
    yield _intents(application)
    yield _install_link(application)


def _public(application: Mapping[str, Any]) -> Finding:
    if application.get("bot_public", True):
        return ok("public", "everybody can install the application")
    return ok(
        "public",
        "only the application's owner can install it; to let others, switch on Public Bot in the "
        "developer portal, under Bot",
    )


def _installs(application: Mapping[str, Any]) -> Finding:
    supported = supported_installs(application) or frozenset()
    lacking = [name for kind, name in INSTALL_NAMES.items() if kind not in supported]
    if not lacking:
        return ok("installs", "Guild Install and User Install are on")
    be = "are" if len(lacking) > 1 else "is"
    return fail(
        "installs",
        f"{' and '.join(lacking)} {be} off",
        "In the developer portal, under Installation -> Installation Contexts, switch on "
        f"{' and '.join(lacking)}, then restart the bot",
    )


def _endpoint(application: Mapping[str, Any]) -> Finding:
    # "Mutually exclusive" with the gateway: see the documentation's page "Receiving and
    # Responding to Interactions".
    if not application.get("interactions_endpoint_url"):
        return ok("endpoint", "Discord sends commands to the bot's own connection")
    return fail(
        "endpoint",
        "an Interactions Endpoint URL is set, so that Discord sends every command there and none "
        "to the bot",
        "In the developer portal, under General Information, clear Interactions Endpoint URL",
    )


def _code_grant(application: Mapping[str, Any]) -> Finding:
    if not application.get("bot_require_code_grant"):
        return ok("code-grant", "the invite link alone adds the bot to a server")
    return fail(
        "code-grant",
        "the invite link does not add the bot to a server, since the application requires an "
        "OAuth2 code grant",
        "In the developer portal, under Bot, switch off Requires OAuth2 Code Grant",
    )


def _intents(application: Mapping[str, Any]) -> Finding:
    flags = discord.ApplicationFlags._from_value(int(application.get("flags") or 0))  # noqa: SLF001
    on = [name for name, both in _INTENTS.items() if any(getattr(flags, flag) for flag in both)]
    if on:
        return ok("intents", f"no privileged intent is needed; {', '.join(on)} can be switched off")
    return ok("intents", "no privileged intent is needed, and none is on")


def _install_link(application: Mapping[str, Any]) -> Finding:
    config: Mapping[str, Any] = application.get("integration_types_config") or {}
    problems: list[str] = []
    has_link = False
    for kind, shown in INSTALL_NAMES.items():
        params: Mapping[str, Any] | None = (config.get(str(kind)) or {}).get(
            "oauth2_install_params"
        )
        if params is None:
            continue
        has_link = True
        lacking = [scope for scope in _SCOPES[kind] if scope not in params.get("scopes", ())]
        if kind == GUILD_INSTALL:
            lacking += missing(int(params.get("permissions") or 0))
        if lacking:
            problems.append(f"{shown} lacks {', '.join(lacking)}")
    if problems:
        return fail(
            "install-link",
            f"the application's own install link asks for too little: {'; '.join(problems)}",
            "In the developer portal, under Installation -> Default Install Settings, add that",
        )
    if has_link:
        return ok("install-link", "the application's own install link asks for all that is needed")
    return ok("install-link", "the application has no install link of its own")
