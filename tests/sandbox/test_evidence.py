"""Every rule and every refusal of the sandbox has its source, and every guess is listed."""

import ast
import re
from pathlib import Path

import pytest

from bot.sandbox import evidence
from bot.sandbox.evidence import ERRORS, FORM_ERRORS, RULES, Rule

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


def test_the_page_lists_exactly_the_guesses() -> None:
    everything: dict[object, Rule] = {**RULES, **ERRORS, **FORM_ERRORS}
    guesses = {str(name) for name, rule in everything.items() if rule.is_guess}
    listed = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(guesses)
