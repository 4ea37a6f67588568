"""The sandbox as a running server, and as an object for tests."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from sandbox import api, page, sim
from sandbox.api import WORLD, run_reply
from sandbox.errors import ApiError, SimError
from sandbox.model import Bot
from sandbox.state import load, save
from sandbox.webhooks import Courier
from sandbox.world import World

AUTOSAVE = 3.0
LOG = logging.getLogger(__name__)
LARGEST_CALL = 64 * 1024 * 1024
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A Bot API server on this machine; `async with Sandbox(port=0) as box: box.url`.

    Raises:
        ValueError: the host is not an address of this machine alone.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        state: Path | None = None,
        enforce_limits: bool = False,
    ) -> None:
        if not _is_this_machine(host):
            raise ValueError(
                "the sandbox listens on this machine only: it lets anybody be anybody"
            )
        self.host, self.port, self.state = host, port, state
        self.world = World()
        self.world.limits.enforced = enforce_limits
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """Return where the server listens."""
        return f"http://{self.host}:{self.port}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Open the port."""
        if self.state is not None and self.state.exists():
            load(self.world, self.state)
        self._runner = web.AppRunner(
            _app(self.world), access_log=None, handler_cancellation=True, shutdown_timeout=1.0
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._tasks = [
            asyncio.create_task(self._couriers()),
            asyncio.create_task(self._autosave()),
        ]

    async def stop(self) -> None:
        """Close the port, end what is under way, and keep the state if a file was named."""
        self.world.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        if self.state is not None:
            _save(self.world, self.state)

    async def _autosave(self) -> None:
        """Keep the state on disk when it has changed: often, unless saving takes long."""
        seen, pause = -1, AUTOSAVE
        while self.state is not None:
            await asyncio.sleep(pause)
            if self.world.changes != seen:
                seen, start = self.world.changes, time.monotonic()
                _save(self.world, self.state)
                pause = max(AUTOSAVE, 20 * (time.monotonic() - start))

    async def _couriers(self) -> None:
        """Keep one courier per bot."""
        running: dict[str, asyncio.Task[None]] = {}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as session:
            try:
                while True:
                    for token, bot in self.world.bots.items():
                        if token not in running and bot.webhook is not None:
                            courier = Courier(bot, self.world.clock, self._reply)
                            running[token] = asyncio.create_task(courier.run(session))
                    await asyncio.sleep(0.05)
            finally:
                for task in running.values():
                    task.cancel()
                await asyncio.gather(*running.values(), return_exceptions=True)

    async def _reply(self, bot: Bot, reply: dict[str, Any]) -> None:
        await run_reply(self.world, bot, reply)


def _save(world: World, path: Path) -> None:
    """Save, or say why not: a full disk must not end the server."""
    try:
        save(world, path)
    except OSError as error:
        LOG.warning("The state was not saved: %s", error)


def _app(world: World) -> web.Application:
    app = web.Application(client_max_size=LARGEST_CALL, middlewares=[_explain])
    app[WORLD] = world
    app.add_routes([*api.routes(), *sim.routes(), *page.routes()])
    return app


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _foreign(request: web.Request) -> bool:
    """Return whether a page of another site asks, be it by a name that leads here (rebinding)."""
    origin = request.headers.get("Origin")
    try:
        name = urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return True
    own = origin is None or urlsplit(origin).netloc == request.host
    return not (own and _is_this_machine(name))


@web.middleware
async def _explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn a refusal into JSON, and keep other web sites out."""
    if _foreign(request):
        return web.json_response({"error": "other web sites may not act here"}, status=403)
    try:
        return await handler(request)
    except ApiError as error:
        return web.json_response(error.answer(), status=error.code)
    except (SimError, KeyError, TypeError, ValueError) as error:
        if not request.path.startswith("/_sim/"):
            raise
        text = f"missing {error}" if isinstance(error, KeyError) else str(error)
        return web.json_response({"error": text}, status=400)
    except web.HTTPNotFound:
        if not request.path.startswith("/bot"):
            raise
        return web.json_response(api.NOT_FOUND.answer(), status=404)
