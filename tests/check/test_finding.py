"""A line tells one thing, in one line, and no secret."""

from bot.check.finding import fail, line_of, ok, one_line, secrets_of
from bot.settings import load_settings


def test_a_line_begins_with_its_mark_and_its_name():
    assert line_of(ok("token", "Discord accepts it")) == "ok    token: Discord accepts it"
    line = line_of(fail("token", "Discord refuses it", "Copy it again"))
    assert line == "FAIL  token: Discord refuses it. Copy it again."


def test_a_text_of_others_makes_no_second_line_and_sends_no_codes_to_the_terminal():
    line = line_of(ok("permissions", "in Studio\nok    commands: fine \x1b[2J\u202e"))
    assert line == "ok    permissions: in Studio ok commands: fine ?[2J?"


def test_no_secret_of_the_settings_is_shown_whoever_quotes_it():
    secrets = {
        "DISCORD_TOKEN": "token-of-the-bot",
        "RECOLOR_API_KEY": "service-key",
        "API_KEYS": "first-key,second-key",
        "AWS_ACCESS_KEY_ID": "access-key-id",
        "AWS_SECRET_ACCESS_KEY": "secret-access-key",
    }
    settings = load_settings(
        {
            **secrets,
            "DATABASE_URL": "postgres://ada:p%40ssword@localhost/colors?password=another",
            "DISCORD_API_URL": "https://ada:proxy-password@localhost/",
        }
    )
    texts = [*",".join(secrets.values()).split(","), "p%40ssword", "p@ssword", "another"]
    texts.append("proxy-password")
    quoted = " ".join(f"<{text}>" for text in texts)
    line = line_of(ok("database", quoted), secrets_of(settings))
    assert line == "ok    database: " + " ".join(["<***>"] * len(texts))


def test_what_signs_a_link_in_an_error_is_not_shown():
    error = OSError("no answer from https://s3/a.png?X-Amz-Signature=abc\nat all")
    assert one_line(error) == "no answer from https://s3/a.png/…"
    assert one_line(TimeoutError()) == "TimeoutError"
