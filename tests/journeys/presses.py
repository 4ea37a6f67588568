"""Presses that no client of Telegram would offer: signed buttons from elsewhere, and forged ones."""

import itertools
from typing import Any

from handlers.buttons import Button, Buttons
from sandbox.client import Person
from storage.keys import load_or_create
from tests.journeys.town import Town

_COUNT = itertools.count(1)


def signed(town: Town, button: Button) -> str:
    """Callback data exactly as the bot itself would sign it."""
    keys = load_or_create(town.stage.settings.keys.file, {})
    return Buttons(keys.button).pack(button)


async def forge(
    town: Town, who: Person, verb: str, subject: int, version: int, *, extra: str = ""
) -> str:
    """Press a signed button out of its place; what the toast says."""
    return await press_data(town, who, signed(town, Button(verb, subject, version, extra)))


async def press_data(town: Town, who: Person, data: str) -> str:
    """Press a button with this data, as a modified client might; what the toast says."""
    number = f"forged-{next(_COUNT)}"
    update: dict[str, Any] = {
        "callback_query": {
            "id": number,
            "from": {"id": who.id, "is_bot": False, "first_name": "x"},
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 1,
                "date": 1795452323,
                "chat": {"id": who.id, "type": "private", "first_name": "x"},
                "text": "x",
            },
        }
    }
    await town.stage.sim.updates([update])
    await town.settle()
    for _ in range(50):
        for call in await town.stage.sim.journal(method="answerCallbackQuery"):
            if call["params"].get("callback_query_id") == number:
                return str(call["params"].get("text") or "")
        await town.settle()
    raise AssertionError("the press was not answered")
