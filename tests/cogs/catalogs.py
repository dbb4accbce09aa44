"""The catalogs as their files have them: every text, and the variables in it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from cogs import words
from cogs.words import LANGUAGES

FOLDER = Path(words.__file__).parent
TRANSLATIONS = sorted({*LANGUAGES.values()} - {"en"})


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def _texts(language: str) -> Iterator[tuple[str, ast.Pattern]]:
    parsed = FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8"))
    for entry in parsed.body:
        assert not isinstance(entry, ast.Junk), entry.content
        if not isinstance(entry, ast.Message):
            continue
        if entry.value is not None:
            yield entry.id.name, entry.value
        for attribute in entry.attributes:
            yield f"{entry.id.name}.{attribute.id.name}", attribute.value


def _variables(pattern: ast.Pattern, patterns: dict[str, ast.Pattern]) -> frozenset[str]:
    """Return the variables of a text, and of the messages that it refers to."""
    visitor = _Variables()
    visitor.visit(pattern)
    inner = (_variables(patterns[name], patterns) for name in visitor.messages)
    return frozenset(visitor.names).union(*inner)


@cache
def variables(language: str) -> dict[str, frozenset[str]]:
    """Return the names of the variables of each key."""
    texts = list(_texts(language))
    patterns = dict(texts)
    found = {key: _variables(pattern, patterns) for key, pattern in texts}
    assert len(found) == len(texts), "a key is there twice"
    return found
