"""Every rule and every refusal of the sandbox has its source, and every guess is listed."""

import ast
import re
from pathlib import Path

import pytest

from bot.sandbox import evidence
from bot.sandbox.evidence import ERRORS, FORM_ERRORS, RULES, Rule
from tests.recorder.steps import STEPS, UNRECORDED

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for path in (ROOT / "bot" / "sandbox").rglob("*.py")
    if Path(evidence.__file__).parent not in path.parents
]
PAGE = ROOT / "docs" / "discord-evidence.md"
KINDS = ("docs: ", "discord-api-docs #", "reported: ", "recorded: ", "guess")


def constants() -> set[object]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }


def test_every_rule_in_the_code_has_its_evidence_and_the_reverse() -> None:
    lines = (line for path in SOURCES for line in path.read_text(encoding="utf-8").splitlines())
    comments = [line.split("# rule: ")[1] for line in lines if "# rule: " in line]
    assert {name for comment in comments for name in comment.split(", ")} == RULES.keys()


def test_every_code_of_a_refusal_has_its_evidence_and_the_reverse() -> None:
    found = constants()
    form_codes = {
        value
        for value in found
        if isinstance(value, str)
        and re.fullmatch(
            r"(APPLICATION|ATTACHMENT|BASE|BUTTON|COMPONENT|EMBED|LIST|MAX|MESSAGE|MODEL|NUMBER"
            r"|SELECT|SET|STRING|UNFURLED|URL)_[A-Z_0-9]{5,}",
            value,
        )
    }
    assert form_codes == FORM_ERRORS.keys()
    assert found > ERRORS.keys()


def test_no_error_is_raised_with_another_code() -> None:
    codes = {
        call.args[1].value
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "DiscordError"
        and isinstance(call.args[1], ast.Constant)
    }
    assert len(codes) > 15
    assert codes <= ERRORS.keys()


@pytest.mark.parametrize("rule", [*RULES.values(), *ERRORS.values(), *FORM_ERRORS.values()])
def test_every_source_is_of_a_known_kind(rule: Rule) -> None:
    assert rule.source.startswith(KINDS)


def test_every_recording_that_a_source_names_is_there() -> None:
    everything = [*RULES.values(), *ERRORS.values(), *FORM_ERRORS.values()]
    named = {name for rule in everything for name in re.findall(r"recorded: ([\w-]+)", rule.source)}
    recordings = (ROOT / "tests" / "recordings").glob("*.json")
    assert named <= {path.stem.partition("-")[2] for path in recordings}


def test_the_page_lists_exactly_the_guesses() -> None:
    everything: dict[object, Rule] = {**RULES, **ERRORS, **FORM_ERRORS}
    guesses = {str(name) for name, rule in everything.items() if rule.is_guess}
    rules_and_errors = PAGE.read_text(encoding="utf-8").split("## Rules")[1]
    assert sorted(_first_cells(rules_and_errors)) == sorted(guesses)


def test_a_step_or_a_reason_for_every_guess() -> None:
    everything: dict[str | int, Rule] = {**RULES, **ERRORS, **FORM_ERRORS}
    guesses = {name for name, rule in everything.items() if rule.is_guess}
    settled = {name for step in STEPS for name in step.settles}
    assert settled <= everything.keys()
    assert guesses - settled == UNRECORDED.keys()


def test_the_page_lists_the_steps_and_what_they_settle() -> None:
    steps = PAGE.read_text(encoding="utf-8").split("## Steps")[1].split("## Rules")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", steps, re.MULTILINE)
    assert rows == [(step.name, _listed(step.settles)) for step in STEPS]
    reasons = re.findall(r"^- (`.*`): (.*)\.$", steps, re.MULTILINE)
    listed = {name: why for names, why in reasons for name in re.findall("`([^`]+)`", names)}
    assert listed == {str(name): why for name, why in UNRECORDED.items()}


def _first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def _listed(names: tuple[str | int, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
