"""A running sandbox, a raw Bot API caller whose every answer is checked, and people."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiogram.methods
import aiogram.types
import aiohttp
import pytest
import pytest_asyncio
from pydantic import BaseModel, TypeAdapter

from sandbox.client import Sim
from sandbox.person import Person
from sandbox.server import Sandbox

HERE = Path(__file__).parent
TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
OTHER_TOKEN = "5839574812:BBFD39kkdpWt3ywyRZergyOLMaJhac60qcB"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of a file share one event loop, so that they can share one browser."""
    for item in items:
        if item.path.parent == HERE and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


def unknown_fields(value: object, path: str = "") -> list[str]:
    """Return the fields of an answer that the public models do not know."""
    if isinstance(value, BaseModel):
        found = [f"{path}.{name}" for name in (value.__pydantic_extra__ or {})]
        for name in type(value).model_fields:
            found += unknown_fields(getattr(value, name), f"{path}.{name}")
        return found
    if isinstance(value, list):
        return [name for item in value for name in unknown_fields(item, path)]
    return []


def check_answer(method: str, result: object) -> None:
    """Fail unless the result is what aiogram's models say this method returns."""
    model = getattr(aiogram.methods, method[0].upper() + method[1:])
    parsed = TypeAdapter(model.__returning__).validate_python(result)
    assert unknown_fields(parsed, method) == []


def check_update(update: dict[str, Any]) -> None:
    parsed = TypeAdapter(aiogram.types.Update).validate_python(update)
    assert unknown_fields(parsed, "update") == []


class RawBot:
    """Calls the Bot API over plain HTTP and checks every good answer against the models."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self.session, self.url, self.token = session, url, token

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the whole JSON answer."""
        url = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(url, json=params) as response:
            body = json.loads(await response.read())
            assert response.content_type == "application/json"
        assert body["ok"] is (response.status == 200)
        return body

    async def __call__(self, method: str, **params: Any) -> Any:
        """Return the result of a call that must succeed."""
        body = await self.answer(method, **params)
        assert body["ok"], body
        check_answer(method, body["result"])
        return body["result"]

    async def refused(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to a call that must be refused."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return body

    async def why(self, method: str, **params: Any) -> str:
        """Return the description of a refusal."""
        return str((await self.refused(method, **params))["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Return the waiting updates and confirm them."""
        found = await self("getUpdates", **params)
        for update in found:
            check_update(update)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1, limit=1)
        return found

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Any:
        """Return the result of a multipart call."""
        form = aiohttp.FormData(quote_fields=False)
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (file_name, content) in files.items():
            form.add_field(name, content, filename=file_name)
        url = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(url, data=form) as response:
            body = json.loads(await response.read())
        assert body["ok"], body
        check_answer(method, body["result"])
        return body["result"]


@pytest_asyncio.fixture(loop_scope="module")
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox(port=0) as box:
        yield box


@pytest_asyncio.fixture(loop_scope="module")
async def sim(box: Sandbox) -> AsyncIterator[Sim]:
    async with Sim(box.url) as sim:
        await sim.add_bot(TOKEN, "first_bot", "First")
        yield sim


@pytest_asyncio.fixture(loop_scope="module")
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(box: Sandbox, sim: Sim, session: aiohttp.ClientSession) -> RawBot:
    return RawBot(session, box.url, TOKEN)


@pytest_asyncio.fixture(loop_scope="module")
async def ann(sim: Sim) -> Person:
    """A person who has started the bot; the update is already gone."""
    return await sim.add_user("安", username="ann_test", language_code="zh-hans")


@pytest_asyncio.fixture(loop_scope="module")
async def chat(ann: Person, bot: RawBot) -> int:
    """Ann's private chat, started, with no update waiting."""
    await ann.start()
    await bot.updates()
    return ann.id


@pytest_asyncio.fixture(loop_scope="module")
async def group(sim: Sim, ann: Person, bot: RawBot) -> int:
    """A supergroup of Ann (owner), Ben and the bot, with no update waiting."""
    ben = await sim.add_user("本")
    made = await sim.add_chat("Office", members=[ann, ben], bots=["first_bot"])
    await bot.updates()
    return int(made["id"])
