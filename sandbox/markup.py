"""Keyboards: inline, reply, removal and forced reply, checked as Telegram checks them."""

import re

from sandbox.errors import BUTTON_DATA, bad
from sandbox.model import Json

KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game",
)  # fmt: skip
BUTTON_LIMIT = 100
_URL = re.compile(r"(https?|tg)://\S+|[\w-]+(\.[\w-]+)+\S*", re.IGNORECASE)


def read(markup: Json | None) -> Json | None:
    """Return the keyboard ready to keep, or None for none.

    Raises:
        ApiError: a button is broken.
    """
    kind = next((kind for kind in KINDS if kind in (markup or {})), None)
    if markup is None or kind is None:
        return None
    if kind == "inline_keyboard":
        rows = _rows(markup[kind], inline=True)
        return {kind: rows} if rows else None
    if kind == "keyboard":
        return {**markup, kind: _rows(markup[kind], inline=False)}
    return dict(markup)


def inline(markup: Json | None) -> Json | None:
    """Return an inline keyboard for an edit.

    Raises:
        ApiError: it is another kind of keyboard, which no edit can set.
    """
    found = read(markup)
    if found is not None and "inline_keyboard" not in found:
        raise bad("object expected as reply markup")
    return found


def buttons(markup: Json | None) -> list[Json]:
    """Return all buttons of a keyboard of either kind, in reading order."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [button for row in rows for button in row]


def _rows(rows: object, *, inline: bool) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        field = "inline_keyboard" if inline else "keyboard"
        raise bad(
            f'can\'t parse {field.replace("_", " ")}: Field "{field}" must be an Array of Arrays'
        )
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad("reply markup is too long")
    check = _inline_button if inline else _reply_button
    return [[check(button) for button in row] for row in rows if row]


def _reply_button(button: object) -> Json:
    made = {"text": button} if isinstance(button, str) else button
    if not isinstance(made, dict) or not isinstance(made.get("text"), str):
        raise bad('can\'t parse keyboard button: Field "text" must be of type String')
    return made


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("inline keyboard button text is empty")
    if not any(action in button for action in ACTIONS):
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad(BUTTON_DATA)
    if "url" in button and not _URL.fullmatch(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
