"""``python -m tests.recorder``: take the steps with a person, one after another."""

import argparse
import asyncio
import textwrap
from pathlib import Path

from tests.recorder.proxy import Proxy
from tests.recorder.script import Act
from tests.recorder.session import Ask, own_texts, record, write
from tests.recorder.steps import PREPARATION, STEPS

FOLDER = Path(__file__).parents[1] / "recordings"


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.recorder", description=PREPARATION)
    parser.add_argument("--api", default="https://discord.com/api/v10", help="Discord's REST API")
    parser.add_argument("--gateway", default="wss://gateway.discord.gg", help="Discord's gateway")
    parser.add_argument("--port", type=int, default=8790, help="where the recorder listens")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder for the recordings")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="the steps to take")
    arguments = parser.parse_args()
    try:
        asyncio.run(_run(arguments))
    except KeyboardInterrupt:
        print("\nStopped. The steps that were finished are written.")


async def _run(arguments: argparse.Namespace) -> None:
    async with Proxy(arguments.api, arguments.gateway, arguments.port) as proxy:
        print(PREPARATION, "\n\nStart the bot with these settings:\n")
        print(f"DISCORD_API_URL={proxy.url}/api/v10\nDISCORD_GATEWAY_URL={proxy.gateway_url}\n")
        await proxy.ready.wait()
        print("The bot is connected.")
        await take_steps(proxy, arguments.to, arguments.only, ask)


async def take_steps(proxy: Proxy, folder: Path, only: list[str] | None, ask: Ask) -> None:
    """Take each step, or those in `only`, and write its recording."""
    for number, step in enumerate(STEPS, 1):
        if only and step.name not in only:
            continue
        if await _enter(f"\n{number}/{len(STEPS)} {step.name}: Enter, or s to skip: ") == "s":
            continue
        entries = await record(step, proxy, ask)
        path = folder / f"{number:02}-{step.name}.json"
        write(path, step, proxy, entries, own_texts(STEPS))
        print(f"Written: {path}")


async def ask(act: Act) -> None:
    """Print what to do, and wait for Enter unless the recorder itself sees when it is done."""
    print(textwrap.fill(act.says, 90))
    if act.answers:
        print("(The recorder waits for the interaction, and answers it.)")
    elif act.is_interaction:
        await _enter("Press Enter when the bot has finished. ")
    else:
        await _enter("Press Enter when that is done. ")


async def _enter(question: str) -> str:
    try:
        return (await asyncio.to_thread(input, question)).strip().lower()
    except asyncio.CancelledError:
        # Python waits for the thread, and the thread for a line.
        print("\nPress Enter to leave.")
        raise


if __name__ == "__main__":
    main()
