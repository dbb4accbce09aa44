import json
import logging

import pytest

from bot.logs import about, redact, set_up_logging


@pytest.fixture(autouse=True)
def root_logger_as_before():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_line_of_text_names_the_job_that_it_is_about(capsys: pytest.CaptureFixture[str]):
    set_up_logging("INFO", "text")
    with about(job=12, guild=34):
        logging.getLogger("here").info("sent")
    assert capsys.readouterr().err.endswith("here: sent job=12 guild=34\n")


def test_json_has_one_object_a_line_with_the_exception(capsys: pytest.CaptureFixture[str]):
    set_up_logging("INFO", "json")
    with about(job=12):
        try:
            raise ValueError("broken")
        except ValueError:
            logging.getLogger("here").exception("failed")
    entry = json.loads(capsys.readouterr().err)
    assert (entry["job"], entry["level"], entry["message"]) == ("12", "ERROR", "failed")
    assert "ValueError: broken" in entry["exception"]


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (
            "PATCH https://discord.com/api/v10/webhooks/1/aW50.x-y_z/messages/@original: 500",
            "PATCH https://discord.com/api/v10/webhooks/1/…/messages/@original: 500",
        ),
        ("/interactions/7/tok/callback", "/interactions/7/…/callback"),
        (
            "got https://cdn.example/a/b.png?ex=1&hm=2 late",
            "got https://cdn.example/a/b.png/… late",
        ),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_secrets_in_urls_are_left_out(text: str, redacted: str):
    assert redact(text) == redacted


def test_secrets_in_exceptions_are_left_out(capsys: pytest.CaptureFixture[str]):
    set_up_logging("INFO", "text")
    try:
        raise ValueError("/webhooks/1/" + "abc" * 3)
    except ValueError:
        logging.getLogger("here").exception("failed")
    assert "abcabcabc" not in capsys.readouterr().err
