"""Steps about the registration of commands."""

from tests.recorder.scene import (
    switches_user_install_off,
    switches_user_install_on,
)
from tests.recorder.script import (
    COMMANDS,
    GUILD_COMMANDS,
    Act,
    Probe,
    Step,
    defer,
    help_act,
)
from tests.recorder.steps.wrong_forms import WRONG_COMMANDS

_OWN_HELP = {"name": "help", "description": "The command of this server"}
_USER_ONLY = {"name": "probe", "description": "A probe", "integration_types": [1]}

COMMAND_STEPS = (
    Step(
        "install-types",
        (
            "unsupported-integration-types",
            "APPLICATION_COMMAND_INTEGRATION_TYPE_UNSUPPORTED",
        ),
        (
            Act(
                "On Discord's developer portal, open your application, then Installation. Switch "
                "“User Install” off and save.",
                switches_user_install_off,
                sends=(
                    Probe("POST", COMMANDS, _USER_ONLY),
                    Probe("DELETE", COMMANDS + "/{command}"),
                ),
                is_interaction=False,
            ),
            Act(
                "Switch “User Install” on again and save.",
                switches_user_install_on,
                is_interaction=False,
            ),
        ),
    ),
    Step(
        "wrong-commands",
        (
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
            "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID",
            "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
            "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME",
        ),
        (help_act(defer(), *WRONG_COMMANDS, Probe("PUT", GUILD_COMMANDS, [])),),
    ),
    Step(
        "same-name",
        ("guild-commands-hide-global",),
        (
            help_act(defer(), Probe("POST", GUILD_COMMANDS, _OWN_HELP)),
            help_act(
                defer(),
                Probe("PUT", GUILD_COMMANDS, []),
                says="Reload the member's client and type /help. If it offers two commands, choose "
                "the one that is not “The command of this server”; else choose what it offers.",
            ),
        ),
    ),
)
