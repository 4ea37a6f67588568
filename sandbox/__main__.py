"""The command `python -m sandbox`, also installed as `qingfeng-sandbox`."""

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

from sandbox.server import Sandbox


def main(argv: list[str] | None = None) -> int:
    """Run the server until it is interrupted and return the exit status."""
    wish = _parser().parse_args(argv)
    try:
        box = Sandbox(
            port=wish.port, host=wish.host, state=wish.state, enforce_limits=wish.enforce_limits
        )
    except ValueError as error:
        _parser().error(str(error))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(box, [text.partition("=") for text in wish.bot]))
    return 0


async def _run(box: Sandbox, bots: list[tuple[str, str, str]]) -> None:
    """Serve until cancelled."""
    async with box:
        for username, _, token in bots:
            box.world.add_bot(token, username, username)
        sys.stdout.write(f"Sandbox: {box.url}/  (Bot API: {box.url}/bot<token>/METHOD)\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qingfeng-sandbox", description="A local Telegram Bot API server."
    )
    parser.add_argument("--port", type=int, default=8081, help="0 picks a free one (default 8081)")
    parser.add_argument("--host", default="127.0.0.1", help="another loopback address")
    parser.add_argument("--state", type=Path, help="keep everything in this file between runs")
    parser.add_argument(
        "--bot",
        action="append",
        default=[],
        metavar="USERNAME=TOKEN",
        help="know this bot from the start",
    )
    parser.add_argument(
        "--enforce-limits", action="store_true", help="answer 429 as Telegram does"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
