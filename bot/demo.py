"""``qingfeng demo``: the chat page for the browser, or one whole story in the terminal."""

import asyncio
import errno
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bot.logs import setup
from bot.stage import ShiftedClock, Stage
from bot.story import Teller, tell


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        yield wanted
        return
    with tempfile.TemporaryDirectory(prefix="qingfeng-demo-") as made:
        yield Path(made)


async def serve(port: int, folder: Path | None, out: Console) -> int:
    """Serve the chat page until Ctrl-C; 2 where the port is taken, else 0."""
    try:
        await _serve(port, folder, out)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        out.print(
            f"端口 {port} 已被占用，请换一个，例如 --port {port + 1}"
            f" · port {port} is taken: choose another, e.g. --port {port + 1}",
            style="red",
        )
        return 2
    return 0


async def _serve(port: int, folder: Path | None, out: Console) -> None:
    setup("warning", as_json=False)
    with _folder(folder) as where:
        async with Stage(where, port=port) as stage:
            await stage.people()
            out.print(
                f"\n[bold green]清风演示已开始 · the demo is running[/]\n\n  {stage.box.url}/\n"
            )
            out.print(
                "几个人并排坐着：两位市民、受理员、分管领导、主要负责人和两个群。Ctrl-C 结束。"
            )
            out.print("Two citizens, three officers and two groups side by side. Ctrl-C ends it.")
            _open_browser(stage.box.url)
            await _until_interrupted()


def _open_browser(url: str) -> None:
    """Open the page where there is a desktop; a text browser in this terminal would be no help."""
    if sys.platform in ("darwin", "win32") or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        webbrowser.open(url)


async def _until_interrupted() -> None:
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, done.set)
    await done.wait()


async def play(folder: Path | None, out: Console) -> int:
    """Play the story; 0 only if every step came out."""
    setup("error", as_json=False)
    clock = ShiftedClock()
    with _folder(folder) as where:
        async with Stage(where, clock=clock, in_a_hurry=True) as stage:
            cast = await stage.people()
            teller = Teller(stage, cast, clock, out)
            try:
                await tell(teller)
            except AssertionError as error:
                out.print(f"[bold red]✗ {teller.scene}[/]")
                out.print(str(error), markup=False)
                return 1
    out.print(
        f"\n[bold green]全部 {teller.steps} 步都走通了 · all {teller.steps} steps came out[/]"
    )
    return 0
