"""Each switch of the developer portal is judged by what Discord says of the application."""

from typing import Any

import pytest

from bot.check.finding import Result
from bot.check.permissions import NEEDED
from bot.check.portal import NAMES, portal_findings

ALL = str(NEEDED.value)
RIGHT: dict[str, Any] = {
    "bot_public": True,
    "bot_require_code_grant": False,
    "interactions_endpoint_url": None,
    "flags": 0,
    "integration_types_config": {
        "0": {
            "oauth2_install_params": {
                "scopes": ["applications.commands", "bot"],
                "permissions": ALL,
            }
        },
        "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
    },
}


def install(scopes: list[str], permissions: str) -> dict[str, Any]:
    params = {"scopes": scopes, "permissions": permissions}
    return {"0": {"oauth2_install_params": params}, "1": {}}


def test_all_is_right():
    findings = list(portal_findings(RIGHT))
    assert tuple(finding.name for finding in findings) == NAMES
    assert {finding.result for finding in findings} == {Result.OK}


def test_an_application_that_only_its_owner_installs_is_right_and_said_to_be_so():
    public, *_ = portal_findings(RIGHT | {"bot_public": False})
    assert public.result is Result.OK
    assert "Public Bot" in public.text


@pytest.mark.parametrize(
    ("name", "changes", "part"),
    [
        ("installs", {"integration_types_config": {"0": {}}}, "User Install is off"),
        ("installs", {"integration_types_config": {"1": {}}}, "Guild Install is off"),
        ("installs", {"integration_types_config": {}}, "Guild Install and User Install are off"),
        ("installs", {"integration_types_config": None}, "Installation Contexts"),
        ("endpoint", {"interactions_endpoint_url": "https://example.com"}, "General Information"),
        ("code-grant", {"bot_require_code_grant": True}, "Requires OAuth2 Code Grant"),
        (
            "install-link",
            {"integration_types_config": install(["bot", "applications.commands"], "0")},
            "Guild Install lacks View Channels, Send Messages, Send Messages in Threads, "
            "Attach Files, Read Message History",
        ),
        (
            "install-link",
            {"integration_types_config": install(["applications.commands"], ALL)},
            "Guild Install lacks bot",
        ),
        (
            "install-link",
            {
                "integration_types_config": {
                    "0": {},
                    "1": {"oauth2_install_params": {"scopes": [], "permissions": "0"}},
                }
            },
            "User Install lacks applications.commands",
        ),
    ],
)
def test_a_wrong_switch_is_named_with_where_it_is(name: str, changes: dict[str, Any], part: str):
    failed = [f for f in portal_findings(RIGHT | changes) if f.result is not Result.OK]
    [finding] = failed
    assert finding.name == name
    assert finding.remedy.startswith("In the developer portal, under ")
    assert part in f"{finding.text}. {finding.remedy}"


def test_an_administrator_lacks_nothing():
    config = install(["bot", "applications.commands"], "8")
    findings = portal_findings(RIGHT | {"integration_types_config": config})
    assert {finding.result for finding in findings} == {Result.OK}


def test_a_privileged_intent_that_is_on_is_no_mistake():
    # GATEWAY_MESSAGE_CONTENT_LIMITED.
    [finding] = [f for f in portal_findings(RIGHT | {"flags": 1 << 19}) if f.name == "intents"]
    assert finding.result is Result.OK
    assert "Message Content Intent can be switched off" in finding.text
