"""`qingfeng run` in a process of its own."""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import create_engine

from bot.config import Settings, load
from bot.opening import open_store
from bot.stage import TOKEN
from storage.keys import load_or_create
from storage.store import SqlStore

CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}/bot"
base_file_url = "{url}/file/bot"
mode = "{mode}"
[telegram.webhook]
url = "http://127.0.0.1:{hook}/hook"
port = {port}
secret = "a-word-between-us"
[storage]
url = "{database}"
attachments_dir = "{folder}/attachments"
[keys]
file = "{folder}/keys.toml"
[delivery]
per_second = 30
per_chat_seconds = 0.1
[log]
json = true
"""
PATIENCE = 60.0


class Assistant:
    """Starts, watches, kills and stops the assistant; its data outlives its processes."""

    def __init__(self, folder: Path, url: str, *, database: str = "", name: str = "") -> None:
        self.folder, self.url, self.name = folder, url, name
        self.database = database or f"sqlite:///{folder / 'q.sqlite3'}"
        self._log = folder / f"log{name}.jsonl"
        self._process: subprocess.Popen[bytes] | None = None
        self._seen = 0
        self.configure("polling")

    def configure(self, mode: str, *, called_at: int = 0) -> None:
        """Write the configuration file; Telegram may call another process than this one."""
        self.port = _free_port()
        self._config = self.folder / f"config{self.name}.toml"
        values = {"token": TOKEN, "url": self.url, "folder": self.folder, "port": self.port}
        values |= {"hook": called_at or self.port, "database": self.database, "mode": mode}
        self._config.write_text(CONFIG.format(**values))

    @property
    def settings(self) -> Settings:
        return load(self._config, {})

    def open_store(self) -> SqlStore:
        """The assistant's own store, for a look or to prepare something."""
        settings = self.settings
        return open_store(settings, load_or_create(settings.keys.file, {}))

    def start(self) -> None:
        self._seen = self._log.stat().st_size if self._log.exists() else 0
        command = [sys.executable, "-m", "bot", "run", "--config", str(self._config)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)

    async def is_running(self) -> None:
        """Return when it says that it serves."""
        end = time.monotonic() + PATIENCE
        while '"running"' not in self._log.read_bytes()[self._seen :].decode():
            assert self._process is not None
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < end, self._log.read_text()
            await asyncio.sleep(0.01)

    def kill(self) -> None:
        """As a power cut would: no word of warning."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process = None

    async def stop(self) -> int:
        """Ask it to end, and return its exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        status = await asyncio.to_thread(self._process.wait, PATIENCE)
        self._process = None
        return status

    def end(self) -> None:
        """Leave nothing behind after a test that failed."""
        if self._process is not None:
            self.kill()

    async def has_done_everything(self) -> None:
        """Return when no update and no message waits any more."""
        end = time.monotonic() + PATIENCE
        while (waiting := self._waiting()) != (0, 0):
            assert time.monotonic() < end, f"{waiting} wait still\n{self._log.read_text()}"
            await asyncio.sleep(0.1)

    def _waiting(self) -> tuple[int, int]:
        return (
            self.count("SELECT count(*) FROM inbox WHERE state = 'open'"),
            self.count("SELECT count(*) FROM outbox WHERE state = 'queued'"),
        )

    def count(self, query: str) -> int:
        """One number from the database itself."""
        engine = create_engine(self.database)
        with engine.connect() as db:
            found = int(db.exec_driver_sql(query).scalar() or 0)
        engine.dispose()
        return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
