"""Takes everything personal out of a recording.

Nothing is kept unless it is known to be harmless: numbers, words of Discord's API, and the texts of
the recorder's own requests. Every other text becomes a stand-in, the same one each time, so that
ids, names and tokens still lead to each other.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

JSON = dict[str, Any]
FIRST_ID = 100_000_000_000_000_000
TIME = "2026-01-01T00:00:00.000000+00:00"
# No number of Discord's that is this large is anything but an id or a time.
_LARGE = 10**9
_RATE_LIMIT = ("limit", "remaining", "reset-after", "scope")
_HEADERS = ("content-type", *(f"x-ratelimit-{name}" for name in _RATE_LIMIT))
# How people decorate their accounts.
_DECORATION = (
    "avatar_decoration_data",
    "banner",
    "clan",
    "collectibles",
    "display_name_styles",
    "primary_guild",
)
_PERMISSIONS = {"allow", "app_permissions", "default_member_permissions", "deny", "permissions"}
_KNOWN = {
    "type": re.compile("rich|image|link|video|article|gifv|user|role|channel"),
    "code": re.compile("[A-Z]+(?:_[A-Z0-9]+)+"),
    "x-ratelimit-scope": re.compile("user|global|shared"),
} | dict.fromkeys(
    ("locale", "guild_locale", "preferred_locale"), re.compile("[a-z]{2}(?:-[A-Z]{2}|-419)?")
)
_MEDIA_TYPE = re.compile(
    r"(image/(png|apng|jpeg|gif|webp|avif)|text/(plain|html)|multipart/form-data"
    r"|application/(json|octet-stream|zip))(; ?charset=utf-8)?"
)
_API_WORDS = {
    "@me",
    "@original",
    "applications",
    "attachments",
    "avatars",
    "bot",
    "callback",
    "channels",
    "commands",
    "emojis",
    "ephemeral-attachments",
    "external",
    "gateway",
    "guilds",
    "http",
    "https",
    "interactions",
    "media",
    "members",
    "messages",
    "oauth2",
    "refresh-urls",
    "stickers",
    "typing",
    "users",
    "webhooks",
}
_SUFFIXES = {"png", "jpg", "jpeg", "gif", "webp", "avif", "txt", "cube", "zip", "bin"}
_HOSTS = re.compile(r"(cdn|media|images-ext-\d)\.discordapp\.(com|net)|127\.0\.0\.1:\d+")
_KEY = re.compile("[A-Za-z_]{1,40}|[a-z]{2}-[A-Z0-9]{2,3}|[0-9]{1,3}")
_ID = re.compile("[0-9]{15,20}")
_PERMISSION_BITS = re.compile("[0-9]{1,16}")
_SMALL = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")
_HASH = re.compile("(a_)?[0-9a-f]{32}")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(\+00:00|Z)?")
_MARKUP = re.compile(r"<(@!?|@&|#|a?:\w+:|/[^:<>]+:)([0-9]{15,20})>")
_QUERY = re.compile(r"\?with_(response|localizations)=([01]|true|false)", re.IGNORECASE)


class Redaction:
    """Replaces what is personal; one object for a recording, since stand-ins are numbered."""

    def __init__(self, own_texts: Iterable[str]) -> None:
        self._own = {word for text in own_texts for word in _words(text)}
        self._numbers: dict[tuple[str, str], int] = {}

    def entry(self, entry: JSON) -> JSON:
        """Return an entry of a recording with nothing personal in it."""
        if "act" in entry:
            return entry
        if "event" in entry:
            return {"event": entry["event"], "data": self.value(entry["data"])}
        headers = {n: self._text(v, n) for n, v in entry["headers"].items() if n in _HEADERS}
        return {
            "sender": entry["sender"],
            "method": entry["method"],
            "path": self._path(entry["path"]),
            "body": self.value(entry["body"]),
            "files": self._files(entry["files"]),
            "status": entry["status"],
            "headers": headers,
            "answer": self.value(entry["answer"]),
        }

    def value(self, value: Any, key: str = "") -> Any:
        """Return a JSON value with nothing personal in it; `key` is where it stands."""
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            items: list[Any] = value
            return [self.value(item, key) for item in items]
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, int | float) and abs(value) >= _LARGE:
            return int(self._id(str(value)))
        return value

    def _object(self, value: JSON) -> JSON:
        redacted = {self._key(key): self.value(inner, key) for key, inner in value.items()}
        if "username" in value or "joined_at" in value:
            # An account, or a membership.
            redacted |= {key: None for key in _DECORATION if key in value}
            redacted |= {key: 0 for key in ("flags", "public_flags") if key in value}
            redacted |= {"discriminator": "0"} if "discriminator" in value else {}
        return redacted

    def _key(self, key: str) -> str:
        return key if _KEY.fullmatch(key) else self._text(key, "")

    def _files(self, files: list[JSON]) -> list[JSON]:
        return [
            {
                "field": file["field"] if re.fullmatch(r"files\[\d\]", file["field"]) else "file",
                "filename": self._filename(file["filename"]),
                "size": file["size"],
                "content_type": self.value(file["content_type"], "content_type"),
            }
            for file in files
        ]

    def _text(self, text: str, key: str) -> str:
        if key == "token":
            return f"token-{self._number('token', text)}"
        if key in _PERMISSIONS and _PERMISSION_BITS.fullmatch(text):
            return text
        if _ID.fullmatch(text):
            return self._id(text)
        if _SMALL.fullmatch(text):
            return text
        if text.startswith(("http://", "https://", "attachment://")):
            return self._url(text)
        if _ISO_TIME.fullmatch(text):
            return TIME
        if key in _KNOWN and _KNOWN[key].fullmatch(text):
            return text
        if _MEDIA_TYPE.fullmatch(text):
            return text
        if _HASH.fullmatch(text):
            return self._hash(text)
        if key == "filename":
            return self._filename(text)
        return self._free_text(text)

    def _free_text(self, text: str) -> str:
        if self._is_own(text):
            return text
        parts: list[str] = []
        end = 0
        for found in _MARKUP.finditer(text):
            parts += [self._stand_in(text[end : found.start()]), self._mention(found)]
            end = found.end()
        return "".join([*parts, self._stand_in(text[end:])])

    def _mention(self, found: re.Match[str]) -> str:
        kind = re.sub(r":\w+:", ":emoji:", re.sub("/[^:]+:", "/command:", found[1]))
        return f"<{kind}{self._id(found[2])}>"

    def _stand_in(self, text: str) -> str:
        """Return a text of at least the same length; what says nothing stays."""
        if not _words(text):
            return text
        return f"text-{self._number('text', text)}".ljust(len(text), "x")

    def _id(self, text: str) -> str:
        return str(FIRST_ID + self._number("id", text))

    def _hash(self, text: str) -> str:
        return f"{'a_' if text.startswith('a_') else ''}{self._number('hash', text):032x}"

    def _filename(self, name: str) -> str:
        if self._is_own(name):
            return name
        stem, _, suffix = name.rpartition(".")
        # Discord changes some characters of a name: it is to stay the same name.
        known = re.sub(r"[^a-z0-9]", "", stem.lower())
        spoiler = "SPOILER_" if name.startswith("SPOILER_") else ""
        suffix = suffix if suffix in _SUFFIXES else "bin"
        return f"{spoiler}file-{self._number('file', known)}.{suffix}"

    def _path(self, path: str) -> str:
        if not path.startswith("/"):
            return self._url(path)
        parts, _, query = path.partition("?")
        end = f"?{query}" if _QUERY.fullmatch(f"?{query}") else ""
        return "/".join(self._path_part(part) for part in parts.split("/")) + end

    def _path_part(self, part: str) -> str:
        if _ID.fullmatch(part):
            return self._id(part)
        if not part or part in _API_WORDS:
            return part
        return f"token-{self._number('token', part)}"

    def _url(self, url: str) -> str:
        if url.startswith("attachment://"):
            return "attachment://" + self._filename(url.removeprefix("attachment://"))
        try:
            parts = urlsplit(url)
        except ValueError:
            return "https://example.com/"
        host = parts.netloc if _HOSTS.fullmatch(parts.netloc) else "example.com"
        path = "/".join(self._url_part(part) for part in parts.path.split("/"))
        return f"{parts.scheme}://{host}{path}{_link_life(parts.query)}"

    def _url_part(self, part: str) -> str:
        stem, _, suffix = part.rpartition(".")
        if _ID.fullmatch(part) or not part or part in _API_WORDS:
            return self._id(part) if _ID.fullmatch(part) else part
        if suffix in _SUFFIXES and _ID.fullmatch(stem):
            return f"{self._id(stem)}.{suffix}"
        if suffix in _SUFFIXES and _HASH.fullmatch(stem):
            return f"{self._hash(stem)}.{suffix}"
        return self._filename(part)

    def _is_own(self, text: str) -> bool:
        words = _words(text)
        return bool(words) and all(word in self._own or len(word) == 1 for word in words)

    def _number(self, kind: str, text: str) -> int:
        return self._numbers.setdefault((kind, text), len(self._numbers) + 1)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _link_life(query: str) -> str:
    """Return how long a signed link lives, without its times and its signature."""
    given = parse_qs(query)
    try:
        life = int(given["ex"][0], 16) - int(given["is"][0], 16)
    except (KeyError, ValueError):
        return ""
    return f"?ex={life:x}&is=0&hm=0"
