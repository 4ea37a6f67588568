"""A Word file as PDF, by LibreOffice where it is installed; without it everything else goes on.

Each conversion has a folder of its own, gone afterwards, and a profile of its own, so that no other
LibreOffice of the machine is disturbed. It runs as a process beside the event loop: neither the writer
thread nor a transaction waits for it.
"""

import asyncio
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import structlog

log = structlog.get_logger()
PROGRAMS = ("soffice", "libreoffice")
TIMEOUT = 60.0
"""Seconds; the first start of LibreOffice on a slow machine takes ten."""


@lru_cache(maxsize=1)
def program() -> str | None:
    """Where LibreOffice is, if anywhere."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Converter:
    """Makes one PDF at a time: each LibreOffice takes a few hundred megabytes."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._one = asyncio.Semaphore(1)

    async def pdf(self, content: bytes) -> bytes | None:
        """The PDF of a .docx; None where LibreOffice is missing, too slow, or fails."""
        found = program()
        if found is None:
            return None
        async with self._one:
            with tempfile.TemporaryDirectory(prefix="qingfeng-pdf-") as folder:
                return await self._convert(found, Path(folder), content)

    async def _convert(self, found: str, folder: Path, content: bytes) -> bytes | None:
        source, made = folder / "paper.docx", folder / "paper.pdf"
        await asyncio.to_thread(source.write_bytes, content)
        try:
            process = await asyncio.create_subprocess_exec(
                *_command(found, folder, source),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder)},
                start_new_session=True,
            )
        except OSError as error:
            log.warning("pdf_not_made", reason_code=type(error).__name__)
            return None
        await self._wait(process)
        if process.returncode != 0 or not made.exists():
            log.warning("pdf_not_made", reason_code=f"exit {process.returncode}")
            return None
        return await asyncio.to_thread(made.read_bytes)

    async def _wait(self, process: asyncio.subprocess.Process) -> None:
        """Until it ends; too slow, or not wanted any more, it is ended with all it started."""
        try:
            await asyncio.wait_for(process.wait(), self._timeout)
        except TimeoutError:
            log.warning("pdf_not_made", reason_code="timeout")
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                await process.wait()


def _command(found: str, folder: Path, source: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    quiet = ("--headless", "--norestore", "--nolockcheck")
    return [found, profile, *quiet, "--convert-to", "pdf", "--outdir", str(folder), str(source)]
