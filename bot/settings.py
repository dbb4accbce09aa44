"""Every environment variable that Colorway reads, in one place, checked at start."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dotenv import load_dotenv

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_FORMATS = ("text", "json")
# The contract's own limit: no server may accept less.
LEAST_IMAGE_MB = 3
DEFAULT_IMAGE_MB = 20
# The contract's own. No store signs a URL for more than a week.
DEFAULT_RESULT_HOURS = 24
DEFAULT_JOB_HOURS = 24
MOST_RESULT_HOURS = 7 * 24
DEFAULT_AWS_REGION = "us-east-1"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what to do."""


_BUCKET = re.compile(
    r"s3://(?P<name>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?P<prefix>(?:/[\w.-]+)*/?)", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketSettings:
    """A bucket of S3, or of what speaks like it. Without credentials the host's own are used."""

    name: str
    prefix: str
    region: str
    endpoint_url: str | None
    access_key_id: str | None
    secret_access_key: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The configuration of one process. ``.env.example`` explains each variable."""

    discord_token: str | None = None
    discord_api_url: str | None = None
    discord_gateway_url: str | None = None
    discord_cdn_url: str | None = None
    recolor_api_url: str | None = None
    recolor_api_key: str | None = None
    database_url: str | None = None
    storage_url: str | None = None
    aws_region: str = DEFAULT_AWS_REGION
    aws_endpoint_url: str | None = None
    aws_access_key_id: str | None = None
    aws_secret_access_key: str | None = None
    result_hours: int = DEFAULT_RESULT_HOURS
    job_hours: int = DEFAULT_JOB_HOURS
    public_url: str | None = None
    api_keys: tuple[str, ...] = ()
    max_image_mb: int = DEFAULT_IMAGE_MB
    jobs_per_user: int = 2
    waiting_per_user: int = 5
    waiting_in_all: int = 500
    jobs_at_once: int = 8
    render_threads: int = 2
    shard_count: int | None = None
    shard_ids: tuple[int, ...] = ()
    log_level: str = "INFO"
    log_format: str = "text"
    port: int = 8080
    metrics_port: int | None = None
    executor: str = "local"
    data: Path = Path("data")

    @property
    def max_image_bytes(self) -> int:
        """Return the largest picture file that is accepted, in bytes."""
        return self.max_image_mb * 1024 * 1024

    @property
    def storage(self) -> Path:
        """Return the local folder for files; with a bucket, of what is being worked on."""
        if self.storage_url is None or self.bucket is not None:
            return self.data
        return Path(unquote(urlsplit(self.storage_url).path))

    @property
    def bucket(self) -> BucketSettings | None:
        """Return the bucket that holds uploads and results, if they are not in a local folder."""
        match = _BUCKET.fullmatch(self.storage_url or "")
        if match is None:
            return None
        return BucketSettings(
            name=match["name"],
            prefix=match["prefix"].strip("/"),
            region=self.aws_region,
            endpoint_url=self.aws_endpoint_url,
            access_key_id=self.aws_access_key_id,
            secret_access_key=self.aws_secret_access_key,
        )

    @property
    def result_seconds(self) -> int:
        """Return how long a task can be queried, and its results be fetched, after its end."""
        return self.result_hours * 3600

    @property
    def job_seconds(self) -> int:
        """Return how long a job stays recorded after its end."""
        return self.job_hours * 3600

    @property
    def records_alone(self) -> bool:
        """Return whether no other process uses the database."""
        return (self.database_url or "sqlite").startswith("sqlite")

    @property
    def shares_work(self) -> bool:
        """Return whether other processes can take up this one's work: they reach all of it."""
        return self.bucket is not None and not self.records_alone


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environment`, or from ``.env`` and the process environment.

    Raises
    ------
    SettingsError
        When a value cannot be used.
    """
    if environment is None:
        _load_env_file(Path(".env"))
        environment = os.environ

    def text(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    shard_count = _number("SHARD_COUNT", text("SHARD_COUNT"), 0, 1, 100_000) or None
    return Settings(
        discord_token=text("DISCORD_TOKEN"),
        discord_api_url=_url("DISCORD_API_URL", text("DISCORD_API_URL"), "http", "https"),
        discord_gateway_url=_url("DISCORD_GATEWAY_URL", text("DISCORD_GATEWAY_URL"), "ws", "wss"),
        discord_cdn_url=_url("DISCORD_CDN_URL", text("DISCORD_CDN_URL"), "http", "https"),
        recolor_api_url=_url("RECOLOR_API_URL", text("RECOLOR_API_URL"), "http", "https"),
        recolor_api_key=text("RECOLOR_API_KEY"),
        database_url=_url(
            "DATABASE_URL",
            text("DATABASE_URL"),
            "sqlite",
            "postgres",
            "postgresql",
            "postgresql+psycopg",
        ),
        storage_url=_storage("STORAGE_URL", text("STORAGE_URL")),
        aws_region=text("AWS_REGION") or DEFAULT_AWS_REGION,
        aws_endpoint_url=_url("AWS_ENDPOINT_URL", text("AWS_ENDPOINT_URL"), "http", "https"),
        aws_access_key_id=text("AWS_ACCESS_KEY_ID"),
        aws_secret_access_key=text("AWS_SECRET_ACCESS_KEY"),
        result_hours=_number(
            "RESULT_HOURS", text("RESULT_HOURS"), DEFAULT_RESULT_HOURS, 1, MOST_RESULT_HOURS
        ),
        job_hours=_number("JOB_HOURS", text("JOB_HOURS"), DEFAULT_JOB_HOURS, 1, 10_000),
        public_url=_url("PUBLIC_URL", text("PUBLIC_URL"), "http", "https"),
        api_keys=tuple(key.strip() for key in (text("API_KEYS") or "").split(",") if key.strip()),
        max_image_mb=_number(
            "MAX_IMAGE_MB", text("MAX_IMAGE_MB"), DEFAULT_IMAGE_MB, LEAST_IMAGE_MB, 100
        ),
        jobs_per_user=_number("JOBS_PER_USER", text("JOBS_PER_USER"), 2, 1, 1000),
        waiting_per_user=_number("WAITING_PER_USER", text("WAITING_PER_USER"), 5, 0, 1000),
        waiting_in_all=_number("WAITING_IN_ALL", text("WAITING_IN_ALL"), 500, 1, 100_000),
        jobs_at_once=_number("JOBS_AT_ONCE", text("JOBS_AT_ONCE"), 8, 1, 1000),
        render_threads=_number("RENDER_THREADS", text("RENDER_THREADS"), 2, 1, 64),
        shard_count=shard_count,
        shard_ids=_shards(text("SHARD_IDS"), shard_count),
        log_level=_choice("LOG_LEVEL", (text("LOG_LEVEL") or "INFO").upper(), LOG_LEVELS),
        log_format=_choice("LOG_FORMAT", (text("LOG_FORMAT") or "text").lower(), LOG_FORMATS),
        # As the port of the server, 0 takes any that is free.
        metrics_port=_number("METRICS_PORT", text("METRICS_PORT"), -1, 0, 65535)
        if text("METRICS_PORT")
        else None,
        port=_number("PORT", text("PORT"), 8080, 0, 65535),
        # The host's name for this dyno: a restarted one finds the jobs that it left.
        executor=text("DYNO") or "local",
    )


def _load_env_file(path: Path) -> None:
    try:
        # Editors on Windows begin a file with a byte order mark, or write UTF-16.
        load_dotenv(path, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not in UTF-8: save it again in that encoding") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error


def _url(name: str, value: str | None, *schemes: str) -> str | None:
    if value is None:
        return None
    scheme = value.partition("://")[0].lower()
    if scheme not in schemes or not _names_a_place(value, scheme):
        starts = " or ".join(f"{s}:///" if s in _ON_DISK else f"{s}://" for s in schemes)
        raise SettingsError(f"{name} must be a URL that starts with {starts}")
    return value.rstrip("/") if scheme in {"http", "https"} else value


def _storage(name: str, value: str | None) -> str | None:
    if value is None or not value.startswith("s3:"):
        return _url(name, value, "file")
    if not _BUCKET.fullmatch(value):
        raise SettingsError(f"{name} must be a URL such as s3://bucket or s3://bucket/prefix")
    return value


_WEB = frozenset({"http", "https", "ws", "wss"})
# No host stands between the slashes of these.
_ON_DISK = frozenset({"file", "sqlite"})


def _names_a_place(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        if scheme in _ON_DISK:
            return not parts.netloc and parts.path not in {"", "/"}
        if parts.port == 0 or (scheme in _WEB and not parts.hostname):
            return False
    except ValueError:
        # A port that is no number, or a broken IPv6 address.
        return False
    # A database may be behind a socket, without a host.
    return bool(parts.netloc or parts.path)


def _number(name: str, value: str | None, default: int, least: int, most: int) -> int:
    if value is None:
        return default
    if not re.fullmatch("[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise SettingsError(f"{name} must be a whole number from {least} to {most}")
    return int(value)


def _shards(value: str | None, count: int | None) -> tuple[int, ...]:
    if value is None:
        return ()
    shards: list[int] = []
    for part in value.split(","):
        found = re.fullmatch(r"\s*([0-9]{1,6})(?:\s*-\s*([0-9]{1,6}))?\s*", part)
        if found is None:
            raise SettingsError("SHARD_IDS must be numbers or ranges by commas, such as 0,1,4-7")
        first, last = int(found[1]), int(found[2] or found[1])
        shards += range(first, last + 1)
    if count is None:
        raise SettingsError("SHARD_IDS needs SHARD_COUNT: the number of all shards")
    if not shards or len(set(shards)) < len(shards) or max(shards) >= count:
        raise SettingsError(f"SHARD_IDS must be different numbers from 0 to {count - 1}")
    return tuple(shards)


def _choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingsError(f"{name} must be one of {', '.join(choices)}")
    return value
