"""Whatever a client sends, the rules refuse it in Discord's way or accept it; nothing breaks."""

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.sandbox import Sandbox, payloads
from bot.sandbox.cdn import Cdn
from bot.sandbox.errors import DiscordError, Form
from bot.sandbox.messages import Messages
from bot.sandbox.rules.commands import check_commands
from bot.sandbox.rules.modals import check_modal

KEYS = """
    accessory attachments autocomplete channel_types choices component components contexts content
    custom_id description embeds fields file filename flags footer id image items label max_length
    max_value max_values media min_value min_values name name_localizations options placeholder
    required spacing style text title type url value
""".split()  # noqa: SIM905
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 20),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "a", "attachment://a.png", "https://example.com", "0"]),
    st.text(max_size=3),
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=8,
)
objects = st.dictionaries(st.sampled_from(KEYS), anything, max_size=8)
typed = st.builds(lambda body, kind: body | {"type": kind}, objects, st.integers(1, 24))
nested = st.recursive(
    typed,
    lambda inner: st.builds(
        lambda body, parts, key: body | {key: parts},
        typed,
        st.lists(inner, max_size=3),
        st.sampled_from(["components", "options", "items"]),
    ),
    max_leaves=4,
)


@settings(max_examples=40)
@given(st.lists(objects | nested, max_size=3))
@example([{"name": "a", "description": "b", "options": [{"type": 4, "choices": [{"value": 1.5}]}]}])
def test_commands(commands: list[Any]) -> None:
    try:
        check_commands(commands, (0, 1))
    except DiscordError as error:
        assert error.code in {50035, 30032}
        assert json.dumps(error.body())


@settings(max_examples=40)
@given(st.lists(objects | nested, max_size=3), objects)
def test_modals(components: list[Any], body: dict[str, Any]) -> None:
    form = Form()
    check_modal(form, body | {"components": components})
    try:
        form.check()
    except DiscordError as error:
        assert json.dumps(error.body())


@settings(max_examples=40)
@given(objects, st.lists(objects | nested, max_size=3), st.booleans())
def test_messages(body: dict[str, Any], components: list[Any], v2: bool) -> None:
    sandbox = Sandbox()
    messages = Messages(sandbox.world, Cdn(sandbox.links), sandbox.images, sandbox.record)
    body = body | {"components": components} | ({"flags": 1 << 15} if v2 else {})
    try:
        message = messages.create(sandbox.channel, sandbox.world.bot, body, {}, limit=100)
    except DiscordError as error:
        assert error.code in {50035, 50006}
        assert json.dumps(error.body())
    else:
        assert json.dumps(payloads.message(message))
        assert isinstance(message.text, str)
