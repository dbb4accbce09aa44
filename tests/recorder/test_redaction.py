"""Nothing personal stays in a recording, and what belongs together stays together."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.recorder.redaction import TIME, Redaction

JSON = dict[str, Any]
# Without the letters and digits that stand-ins are filled with: they would be found in these.
_LETTERS = "abcdefghijklmnopqrsuvwyz"
_TOKEN = st.text(_LETTERS + _LETTERS.upper() + "23456789_-", min_size=24, max_size=200)
_NAME = st.text(_LETTERS, min_size=8, max_size=30)
_ID = st.integers(2 * 10**17, 10**19 - 1).map(str)
_HASH = st.text("23456789abcdef", min_size=32, max_size=32)
_SIGNATURE = st.text("23456789abcdef", min_size=64, max_size=64)
_PHONE = st.text("23456789", min_size=10, max_size=14)
# Those that are treated in some way of their own, and one that is not.
_KEYS = (
    "avatar",
    "banner",
    "code",
    "content_type",
    "email",
    "filename",
    "joined_at",
    "locale",
    "session_id",
    "token",
    "type",
    "url",
    "username",
)


class Secrets:
    """Values that a recording must not hold, and the texts that they stand in."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.values: list[str] = []
        self._draw = draw

    def one(self, strategy: st.SearchStrategy[str]) -> str:
        """Return a new secret."""
        self.values.append(self._draw(strategy))
        return self.values[-1]

    def text(self) -> str:
        """Return a text of some form with a secret in it."""
        forms = (
            lambda: self.one(_TOKEN),
            lambda: f"{self.one(_TOKEN)}.{self.one(_TOKEN)}",
            lambda: self.one(_NAME),
            lambda: f"Hello {self.one(_NAME)}, **{self.one(_NAME)}**!",
            lambda: self.one(_ID),
            lambda: f"<@{self.one(_ID)}> <#{self.one(_ID)}> <:{self.one(_NAME)}:{self.one(_ID)}>",
            lambda: f"{self.one(_NAME)}@{self.one(_NAME)}.com",
            lambda: f"{self.one(_NAME)}.png",
            lambda: f"SPOILER_{self.one(_NAME)}.{self.one(_NAME)}",
            lambda: f"attachment://{self.one(_NAME)}.jpg",
            lambda: f"a_{self.one(_HASH)}",
            lambda: self.one(_PHONE),
            lambda: f"https://{self.one(_NAME)}.example/{self.one(_NAME)}?key={self.one(_TOKEN)}",
            self._signed,
            lambda: f"wss://{self.one(_NAME)}.discord.gg/{self.one(_TOKEN)}",
            lambda: f"image/{self.one(_NAME)}",
            lambda: f"2026-10-11T09:08:07 {self.one(_NAME)}",
        )
        return self._draw(st.sampled_from(forms))()

    def _signed(self) -> str:
        place = f"attachments/{self.one(_ID)}/{self.one(_ID)}/{self.one(_NAME)}.png"
        return (
            f"https://cdn.discordapp.com/{place}?ex=6a1b2c3d&is=6a19dabd&hm={self.one(_SIGNATURE)}&"
        )

    def value(self, depth: int = 3) -> Any:
        """Return a JSON value with secrets all over it."""
        kind = self._draw(st.sampled_from(("text", "number", "list", "object")))
        if kind == "text" or depth == 0:
            return self.text()
        if kind == "number":
            return int(self.one(self._draw(st.sampled_from((_ID, _PHONE)))))
        if kind == "list":
            return [self.value(depth - 1) for _ in range(self._draw(st.integers(1, 3)))]
        keys: list[str] = self._draw(st.lists(st.sampled_from(_KEYS), max_size=5))
        made: JSON = {
            key: self.value(depth - 1) for key in keys if key not in {"permissions", "allow"}
        }
        return made | {self.one(_ID): self.text(), f"{self.one(_TOKEN)}.": 1}


@st.composite
def entries(draw: st.DrawFn) -> tuple[list[JSON], list[str]]:
    secrets = Secrets(draw)
    request: JSON = {
        "sender": "bot",
        "method": "POST",
        "path": f"/webhooks/{secrets.one(_ID)}/{secrets.one(_TOKEN)}?a={secrets.text()}",
        "body": secrets.value(),
        "files": [
            {
                "field": secrets.text(),
                "filename": secrets.text(),
                "size": 1,
                "content_type": secrets.text(),
            }
        ],
        "status": 200,
        "headers": {
            "content-type": secrets.text(),
            "set-cookie": secrets.text(),
            "x-ratelimit-scope": secrets.text(),
            "x-ratelimit-limit": secrets.text(),
            "authorization": secrets.text(),
        },
        "answer": secrets.value(),
    }
    event: JSON = {"event": "INTERACTION_CREATE", "data": secrets.value()}
    link = {**request, "path": secrets._signed(), "files": []}
    return [request, event, link], secrets.values


@given(entries())
def test_no_secret_stays(drawn: tuple[list[JSON], list[str]]) -> None:
    given_entries, secrets = drawn
    redaction = Redaction({"text", "picture.png"})
    text = json.dumps([redaction.entry(entry) for entry in given_entries], ensure_ascii=False)
    assert [secret for secret in secrets if secret in text] == []


def test_what_belongs_together_has_one_stand_in() -> None:
    redaction = Redaction(())
    user, token = "223456789012345678", "aW50ZXJhY3Rpb24" * 10
    event = redaction.entry(
        {"event": "INTERACTION_CREATE", "data": {"id": user, "token": token, "n": int(user)}}
    )["data"]
    request = redaction.entry(
        {
            "sender": "bot",
            "method": "POST",
            "path": f"/interactions/{user}/{token}/callback?with_response=1",
            "body": {"content": f"<@{user}>", "attachments": [{"id": int(user)}]},
            "files": [],
            "status": 200,
            "headers": {},
            "answer": {user: token},
        }
    )
    path = f"/interactions/{event['id']}/{event['token']}/callback?with_response=1"
    assert request["path"] == path
    assert request["body"]["content"] == f"<@{event['id']}>"
    assert request["body"]["attachments"] == [{"id": event["n"]}] == [{"id": int(event["id"])}]
    assert list(request["answer"]) == [event["id"]]


def test_a_file_keeps_one_name_however_discord_writes_it() -> None:
    redaction = Redaction(())
    names = ["my holiday (1).png", "my_holiday_1.png", "SPOILER_my_holiday_1.png"]
    first, second, hidden = (redaction.value(name, "filename") for name in names)
    assert first == second
    assert hidden.startswith("SPOILER_file-")
    assert redaction.value(f"attachment://{names[1]}") == f"attachment://{second}"
    assert redaction.value("other.png", "filename") not in {first, hidden}


def test_a_link_keeps_how_long_it_lives() -> None:
    url = "https://cdn.discordapp.com/attachments/223456789012345678/1/a.png"
    redacted = Redaction(()).value(f"{url}?ex=65d903de&is=65c68ede&hm={'2' * 64}&")
    assert redacted.endswith(f"?ex={14 * 86400:x}&is=0&hm=0")
    assert redacted.startswith("https://cdn.discordapp.com/attachments/1000")


def test_the_recorders_own_texts_and_the_words_of_the_api_stay() -> None:
    redaction = Redaction({"my picture (1) ü&.png", "colorwayblocked"})
    kept: JSON = {
        "content": "colorwayblocked",
        "filename": "my_picture_1_.png",
        "content_type": "image/png",
        "code": "BASE_TYPE_REQUIRED",
        "permissions": "2248473465835073",
        "locale": "pt-BR",
        "type": "rich",
        "attachment_size_limit": 20971520,
        "emoji": {"name": "🎨"},
        "flags": 64,
        "errors": {"embeds": {"0": {"_errors": []}}},
    }
    assert redaction.value(kept) == kept


def test_how_people_decorate_their_accounts_goes() -> None:
    person: JSON = {
        "username": "ada.l",
        "discriminator": "1234",
        "public_flags": 4194304,
        "avatar_decoration_data": {"sku_id": "223456789012345678"},
        "joined_at": "2019-03-04T05:06:07.890000+00:00",
        "flags": 9,
    }
    redacted = Redaction(()).value(person)
    assert "ada" not in redacted.pop("username")
    assert redacted == {
        "discriminator": "0",
        "public_flags": 0,
        "avatar_decoration_data": None,
        "joined_at": TIME,
        "flags": 0,
    }
