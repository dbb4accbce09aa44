"""The command line: ``colorway run | check | demo | serve | recolor``.

Each command imports what it needs: recoloring a file should not wait for a Discord library.
"""

import argparse
import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from bot.logs import set_up_logging
from bot.palette import (
    NoColorsError,
    PaletteError,
    TooManyColorsError,
    UnknownColorError,
    parse_palette,
)
from bot.settings import Settings, SettingsError, load_settings


class ExitCode(IntEnum):
    """What the process ends with."""

    OK = 0
    FAILED = 1
    BAD_INPUT = 2


_LAST_SECONDS = 0.5
"""How long a thread that has nothing more to do may take to end."""


class BadInputError(ValueError):
    """Something the person typed; the message is one sentence for them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the process's exit status."""
    try:
        options = _parser().parse_args(arguments)
        if options.command is _check:
            # It tells of settings that cannot be used in a line of its own.
            return _check()
        settings = load_settings()
        set_up_logging(settings.log_level, settings.log_format)
        return options.command(options, settings)
    except (BadInputError, SettingsError) as error:
        print(f"colorway: {error}", file=sys.stderr)
        return ExitCode.BAD_INPUT
    except KeyboardInterrupt:
        return ExitCode.FAILED


def _run(_: argparse.Namespace, settings: Settings) -> int:
    from bot.process import run

    if settings.discord_token is None:
        raise BadInputError("DISCORD_TOKEN is not set: put the bot's token into .env")
    return _end(ExitCode.OK if asyncio.run(run(settings)) else ExitCode.FAILED)


def _check() -> int:
    from bot.check import check_all

    set_up_logging("CRITICAL", "text")
    try:
        settings = load_settings()
    except SettingsError as error:
        settings = error
    before = set(threading.enumerate())
    # `asyncio.run` would wait for threads, and one may wait for a name server or a database.
    loop = asyncio.new_event_loop()
    try:
        outcome = loop.run_until_complete(check_all(settings, _say))
    finally:
        loop.close()
    status = ExitCode.OK if outcome.is_right else ExitCode.FAILED
    threads = set(threading.enumerate()) - before
    for thread in threads:
        thread.join(_LAST_SECONDS)
    if outcome.is_hanging or any(thread.is_alive() for thread in threads):
        os._exit(status)
    return status


def _say(line: str) -> None:
    """Print a line at once, in whatever encoding the terminal has."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), flush=True)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from bot.process import serve

    if not settings.api_keys:
        raise BadInputError("API_KEYS is not set: name the keys that may call the server")
    port = settings.port if options.port is None else options.port
    served = asyncio.run(serve(settings, options.host, port))
    return _end(ExitCode.OK if served else ExitCode.FAILED)


def _end(status: ExitCode) -> int:
    """Leave at once if a render or an encoding still runs: no thread can be interrupted.

    All that should last is recorded by now, and a host would kill a process that lingers.
    """
    if threading.active_count() > 1:
        logging.shutdown()
        os._exit(status)
    return status


def _demo(options: argparse.Namespace, settings: Settings) -> int:
    # What the bot does is what one wants to see here.
    set_up_logging("WARNING", settings.log_format)
    if options.photo is None:
        return _show(options, settings)
    if options.colors is None and options.reference is None and options.auto is None:
        raise BadInputError("a PHOTO needs --colors, --reference or --auto (see demo --help)")
    return _follow(options, settings)


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from bot.playground.show import show

    try:
        asyncio.run(
            show(
                settings,
                port=options.port,
                browser=options.browser,
                openapi=_openapi(options.openapi),
            )
        )
    except OSError as error:
        message = f"the page cannot be on port {options.port}: {error.strerror}; choose a --port"
        raise BadInputError(message) from error
    return ExitCode.OK


def _openapi(path: Path | None):
    """Return Discord's OpenAPI file, given or in this folder, to hold requests against; or None."""
    found = path or Path("openapi.json")
    if path is None and not found.is_file():
        return None
    try:
        from bot.sandbox.openapi import InvalidFileError, OpenApi
    except ImportError as error:
        message = "to hold requests against a file needs more: pip install 'colorway[openapi]'"
        raise BadInputError(message) from error
    try:
        return OpenApi.read(found)
    except InvalidFileError as error:
        if path is None:
            # It is something else of that name.
            return None
        raise BadInputError(str(error)) from error


def _follow(options: argparse.Namespace, settings: Settings) -> int:
    from bot.demo import Command, demo

    for picture in filter(None, (options.photo, options.reference)):
        if not picture.is_file():
            raise BadInputError(f"there is no file {picture}")
    try:
        options.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(
            f"{options.output} cannot be made a folder: {error.strerror}"
        ) from error
    command = Command(
        photo=options.photo,
        colors=options.colors,
        reference=options.reference,
        count=options.auto,
        degree=options.degree,
    )
    done = asyncio.run(demo(command, options.output, settings))
    return ExitCode.OK if done else ExitCode.FAILED


def _recolor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.batch import BatchError, recolor_files
    from bot.engine import Recoloring

    recoloring = Recoloring(
        mode=_mode(options), degree=options.degree, portrait_hold=options.portrait_hold
    )
    try:
        complaints = recolor_files(
            options.images,
            options.output,
            recoloring,
            options.cube,
            threads=settings.render_threads,
        )
    except BatchError as error:
        raise BadInputError(str(error)) from error
    for complaint in complaints:
        print(f"colorway: {complaint}", file=sys.stderr)
    return ExitCode.BAD_INPUT if complaints else ExitCode.OK


def _mode(options: argparse.Namespace):
    """Return what the options ask of the engine; each mode wants its own."""
    from bot.engine import Auto, Palette, Reference

    match options.mode:
        case "palette":
            if options.colors is None:
                raise BadInputError("--mode palette needs --colors, such as 264653,e9c46a")
            colors = (bytes.fromhex(color) for color in _colors(options.colors))
            return Palette(tuple((red, green, blue) for red, green, blue in colors))
        case "reference":
            if options.reference is None:
                raise BadInputError("--mode reference needs --reference PICTURE")
            return Reference(options.reference)
        case _:
            return Auto(options.count)


def _colors(text: str) -> tuple[str, ...]:
    try:
        return parse_palette(text)
    except UnknownColorError as error:
        raise BadInputError(
            f"color {error.position}, {error.token!r}, is neither hex nor a name that is known"
        ) from error
    except TooManyColorsError as error:
        raise BadInputError(f"{error.count} colors are too many: give 1 to 7") from error
    except (NoColorsError, PaletteError) as error:
        raise BadInputError("there are no colors: give 1 to 7, such as 264653,e9c46a") from error


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInputError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="colorway", description="A Discord bot that recolors pictures.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    bot = commands.add_parser("run", help="run the Discord bot; settings come from .env")
    bot.set_defaults(command=_run)

    check = commands.add_parser(
        "check",
        help="tell whether settings, Discord, database, storage and service are right",
        description="Check everything that `run` needs, and tell a line for each thing: "
        "ok, FAIL with what to do, or skip. Nothing is changed, and a bot may run beside it. "
        "The exit status is 0 only if all is right.",
    )
    check.set_defaults(command=_check)

    demo = commands.add_parser(
        "demo",
        help="try the bot without any account: in a browser, or with one picture",
        description="Without a PHOTO, open a page to try the bot on. With one, recolor it.",
    )
    page = demo.add_argument_group("the page")
    page.add_argument("--port", type=_port, default=8765, help="default: 8765; 0 takes a free one")
    page.add_argument(
        "--no-browser", dest="browser", action="store_false", help="only say where the page is"
    )
    page.add_argument(
        "--openapi",
        type=Path,
        metavar="FILE",
        help="Discord's OpenAPI file, to hold the bot's requests against (default: openapi.json)",
    )
    demo.add_argument("photo", type=Path, metavar="PHOTO", nargs="?")
    wish = demo.add_mutually_exclusive_group()
    wish.add_argument("--colors", help="1 to 7 colors, such as 264653,e9c46a,teal")
    wish.add_argument("--reference", type=Path, metavar="PICTURE", help="color it after this one")
    wish.add_argument("--auto", type=_count, metavar="N", help="make 1 to 8 colorways")
    demo.add_argument("--degree", type=_degree, default=1.0, help="0 to 1 (default: 1)")
    demo.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", default=Path("out"), help="default: out"
    )
    demo.set_defaults(command=_demo)

    server = commands.add_parser("serve", help="run the color migration server alone")
    server.add_argument("--host", default="0.0.0.0", help="default: all")  # noqa: S104
    server.add_argument("--port", type=_port, help="default: PORT, or 8080")
    server.set_defaults(command=_serve)

    recolor = commands.add_parser("recolor", help="recolor files")
    recolor.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    recolor.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    recolor.add_argument("--mode", choices=("palette", "reference", "auto"), required=True)
    recolor.add_argument("--colors", help="for palette: 1 to 7 colors, such as 264653,e9c46a,teal")
    recolor.add_argument("--reference", type=Path, metavar="PICTURE", help="for reference")
    recolor.add_argument("--count", type=_count, default=1, help="for auto: 1 to 8 (default: 1)")
    recolor.add_argument("--degree", type=_degree, default=1.0, help="0 to 1 (default: 1)")
    recolor.add_argument(
        "--cube",
        type=_cube,
        metavar="FILE",
        help="also write a .cube look-up table; of one picture, and without holding people",
    )
    recolor.add_argument(
        "--no-portrait-hold",
        dest="portrait_hold",
        action="store_false",
        help="let people's colors move too",
    )
    recolor.set_defaults(command=_recolor)
    return parser


def _degree(text: str) -> float:
    with suppress(ValueError):
        if 0.0 <= (degree := float(text)) <= 1.0:
            return degree
    raise argparse.ArgumentTypeError("must be a number from 0 to 1")


def _cube(text: str) -> Path:
    # Else ``--cube a.jpg b.jpg`` would overwrite a picture.
    if (path := Path(text)).suffix.lower() == ".cube":
        return path
    raise argparse.ArgumentTypeError("must be a name that ends in .cube")


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        with suppress(ValueError):
            if least <= (number := int(text)) <= most:
                return number
        raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")

    return read


_count = _whole_number(1, 8)
_port = _whole_number(0, 65535)
