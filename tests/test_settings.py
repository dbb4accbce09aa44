"""Settings: what each variable means, and what is refused."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"


class Asked(Mapping[str, str]):
    """An empty environment that remembers which variables were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_nothing_in_the_environment_gives_the_defaults():
    assert load_settings({}) == Settings()


def test_a_blank_variable_is_like_none():
    blank = dict.fromkeys(["DISCORD_TOKEN", "PORT", "MAX_IMAGE_MB", "LOG_LEVEL", "API_KEYS"], " ")
    assert load_settings(blank) == Settings()


def test_the_defaults_are_for_one_bot_with_everything_embedded():
    settings = Settings()
    assert settings.recolor_api_url is None
    assert settings.max_image_bytes == 20 * 1024 * 1024
    assert settings.storage == Path("data")
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert (settings.port, settings.executor) == (8080, "local")


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("DISCORD_TOKEN", " abc ", "discord_token", "abc"),
        ("DISCORD_API_URL", "http://proxy:80/api/", "discord_api_url", "http://proxy:80/api"),
        ("DISCORD_GATEWAY_URL", "wss://gate", "discord_gateway_url", "wss://gate"),
        ("DISCORD_CDN_URL", "https://cdn.example/", "discord_cdn_url", "https://cdn.example"),
        ("RECOLOR_API_URL", "https://colors.example/", "recolor_api_url", "https://colors.example"),
        ("RECOLOR_API_KEY", "key", "recolor_api_key", "key"),
        ("DATABASE_URL", "sqlite:///jobs.sqlite", "database_url", "sqlite:///jobs.sqlite"),
        ("DATABASE_URL", "postgres://u:p@h/db", "database_url", "postgres://u:p@h/db"),
        ("DATABASE_URL", "sqlite:////srv/jobs", "database_url", "sqlite:////srv/jobs"),
        ("DATABASE_URL", "postgres:///db?host=/run", "database_url", "postgres:///db?host=/run"),
        ("STORAGE_URL", "file:///srv/pictures", "storage", Path("/srv/pictures")),
        ("STORAGE_URL", "file:///srv/my%20pictures", "storage", Path("/srv/my pictures")),
        ("STORAGE_URL", "s3://bucket", "storage", Path("data")),
        ("AWS_REGION", "eu-west-1", "aws_region", "eu-west-1"),
        ("AWS_ENDPOINT_URL", "http://minio:9000/", "aws_endpoint_url", "http://minio:9000"),
        ("AWS_ACCESS_KEY_ID", "id", "aws_access_key_id", "id"),
        ("AWS_SECRET_ACCESS_KEY", "secret", "aws_secret_access_key", "secret"),
        ("RESULT_HOURS", "168", "result_seconds", 168 * 3600),
        ("PUBLIC_URL", "https://a.example/x/", "public_url", "https://a.example/x"),
        ("API_KEYS", "one, two,,three ", "api_keys", ("one", "two", "three")),
        ("MAX_IMAGE_MB", "3", "max_image_bytes", 3 * 1024 * 1024),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("LOG_FORMAT", "JSON", "log_format", "json"),
        ("PORT", "0", "port", 0),
        ("RENDER_THREADS", "4", "render_threads", 4),
        ("DYNO", "worker.1", "executor", "worker.1"),
    ],
)
def test_each_variable_has_its_setting(variable: str, text: str, field: str, value: object):
    settings = load_settings({variable: text})
    assert getattr(settings, field) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("DISCORD_API_URL", "discord.com/api"),
        ("DISCORD_API_URL", "ws://discord.com"),
        ("DISCORD_API_URL", "https:///api"),
        ("DISCORD_API_URL", "https:discord.com"),
        ("DISCORD_GATEWAY_URL", "https://gateway.discord.gg"),
        ("DISCORD_CDN_URL", "https://[bad"),
        ("DISCORD_CDN_URL", "https://cdn.example:many"),
        ("RECOLOR_API_URL", "http://"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "postgres://host:many/db"),
        ("DATABASE_URL", "jobs.sqlite"),
        ("STORAGE_URL", "s3://"),
        ("STORAGE_URL", "s3://Bucket"),
        ("STORAGE_URL", "s3://key:secret@bucket"),
        ("STORAGE_URL", "s3://bucket/a//b"),
        ("STORAGE_URL", "s3:bucket"),
        ("AWS_ENDPOINT_URL", "minio:9000"),
        ("RESULT_HOURS", "0"),
        ("RESULT_HOURS", "169"),
        ("STORAGE_URL", "/srv/pictures"),
        ("STORAGE_URL", "file://pictures/here"),
        ("STORAGE_URL", "file:pictures"),
        ("PUBLIC_URL", "ftp://a.example"),
        ("MAX_IMAGE_MB", "2"),
        ("MAX_IMAGE_MB", "20.5"),
        ("MAX_IMAGE_MB", "²"),
        ("MAX_IMAGE_MB", "9" * 5000),
        ("RENDER_THREADS", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "http"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_variables_name(variable: str, text: str):
    with pytest.raises(SettingsError, match=f"^{variable} must be ") as caught:
        load_settings({variable: text})
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "name", "prefix"),
    [
        ("s3://colors", "colors", ""),
        ("s3://colors/", "colors", ""),
        ("s3://my.colors/a/b_c/", "my.colors", "a/b_c"),
    ],
)
def test_a_bucket_has_a_name_and_perhaps_a_prefix(url: str, name: str, prefix: str):
    bucket = load_settings({"STORAGE_URL": url, "AWS_SECRET_ACCESS_KEY": "hunter2"}).bucket
    assert bucket is not None
    assert (bucket.name, bucket.prefix, bucket.region) == (name, prefix, "us-east-1")
    assert "hunter2" not in repr(bucket)


@pytest.mark.parametrize(
    ("database", "storage", "shared"),
    [
        ("postgres://db/colors", "s3://bucket", True),
        ("postgres://db/colors", "file:///srv/pictures", False),
        ("postgres://db/colors", None, False),
        ("sqlite:///jobs.sqlite", "s3://bucket", False),
        (None, "s3://bucket", False),
    ],
)
def test_work_is_shared_where_both_its_records_and_its_files_are(
    database: str | None, storage: str | None, shared: bool
):
    settings = Settings(database_url=database, storage_url=storage)
    assert settings.shares_work is shared


def test_a_refusal_does_not_repeat_what_may_be_a_secret():
    with pytest.raises(SettingsError) as caught:
        load_settings({"DATABASE_URL": "mysql://user:hunter2@host/db"})
    assert "hunter2" not in str(caught.value)


def test_a_dotenv_file_is_read_and_the_process_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / ".env").write_text("RECOLOR_API_KEY=file\nMAX_IMAGE_MB=7\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOLOR_API_KEY", "process")
    # Restores afterwards what reading the file puts into the environment.
    monkeypatch.setenv("MAX_IMAGE_MB", "")
    monkeypatch.delenv("MAX_IMAGE_MB")
    settings = load_settings()
    assert (settings.recolor_api_key, settings.max_image_mb) == ("process", 7)


def test_the_example_names_exactly_the_variables_that_are_read():
    asked = Asked()
    load_settings(asked)
    named = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == asked.names


def test_the_example_as_it_is_gives_the_defaults():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    assert load_settings(dict(pairs)) == Settings()


def test_the_example_explains_every_variable():
    explained = False
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Z_]+=", line):
            assert explained, f"{line} has no comment above it"
        explained = bool(line) and (explained or line.startswith("# "))


@pytest.mark.parametrize(
    ("text", "shards"), [("0", (0,)), ("0, 2", (0, 2)), ("4-7", (4, 5, 6, 7)), ("0,2-3", (0, 2, 3))]
)
def test_shards_are_numbers_or_ranges(text: str, shards: tuple[int, ...]):
    settings = load_settings({"SHARD_COUNT": "8", "SHARD_IDS": text})
    assert (settings.shard_count, settings.shard_ids) == (8, shards)


@pytest.mark.parametrize(
    "environment",
    [
        {"SHARD_IDS": "0"},
        {"SHARD_COUNT": "0"},
        *({"SHARD_COUNT": "8", "SHARD_IDS": text} for text in ("8", "1,1", "3-2", "a", "0-", "-1")),
    ],
)
def test_shards_that_cannot_be_are_refused(environment: dict[str, str]):
    with pytest.raises(SettingsError, match="SHARD_"):
        load_settings(environment)


def test_a_dotenv_file_may_begin_with_a_byte_order_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / ".env").write_bytes("DISCORD_TOKEN=file\n".encode("utf-8-sig"))
    monkeypatch.chdir(tmp_path)
    # What the file sets, the test takes back.
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.delenv("DISCORD_TOKEN")
    assert load_settings().discord_token == "file"


def test_a_dotenv_file_in_another_encoding_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / ".env").write_bytes("DISCORD_TOKEN=file\n".encode("utf-16"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=r"\.env is not in UTF-8"):
        load_settings()
