"""What a person did, read from a raw update once and for all."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram import Message, Update

ANONYMOUS_ADMIN = 1087968824  # GroupAnonymousBot: a person we cannot tell apart from another


class Kind(StrEnum):
    """What kind of thing happened."""

    COMMAND = "command"
    TEXT = "text"
    MEDIA = "media"
    EDITED = "edited"
    BUTTON = "button"
    ADDED = "added"  # the bot came into a group
    MIGRATED = "migrated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """A file in a message; ``kind`` is a value of ``MaterialKind`` or "unsupported"."""

    kind: str
    file_id: str = ""
    unique_id: str = ""
    name: str = ""
    mime: str = ""
    size: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one person did in one chat."""

    update_id: int
    kind: Kind
    chat_id: int = 0
    private: bool = True
    user_id: int = 0
    language: str = "zh"
    message_id: int = 0
    text: str = ""  # message text, caption, or what follows a command
    command: str = ""
    button: str = ""
    callback_id: str = ""
    media: Media | None = None
    new_chat_id: int = 0

    @property
    def origin(self) -> str:
        """Names the message, the same in all its versions."""
        return f"{self.chat_id}:{self.message_id}"


def chat_of(raw: dict[str, Any]) -> int:
    """The chat an update belongs to (0 where none): its lane, before anything is parsed."""
    for value in raw.values():
        if isinstance(value, dict):
            holder = value.get("message") if "chat_instance" in value else value
            chat = (holder or {}).get("chat") or value.get("from") or {}
            return _number(chat)
    return 0


def _number(chat: Any) -> int:
    """Its id; 0 where there is none: a strange update must not hold up the others."""
    found = chat.get("id", 0) if isinstance(chat, dict) else 0
    return found if isinstance(found, int) else 0


_SERVED = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})


def read_event(payload: bytes) -> Event:
    """The event behind a raw update; kinds we do not serve become ``OTHER``."""
    raw = json.loads(payload)
    if not _SERVED & raw.keys():  # not even parsed: its shape is nobody's concern here
        return Event(int(raw["update_id"]), Kind.OTHER)
    update = Update.de_json(raw, None)
    if update.callback_query:
        return _button(update)
    if update.my_chat_member:
        return _member(update)
    if message := update.message or update.edited_message:
        return _message(update, message, edited=message is update.edited_message)
    return Event(update.update_id, Kind.OTHER)


def _button(update: Update) -> Event:
    query = update.callback_query
    assert query is not None  # noqa: S101 - the caller looked
    chat = query.message.chat if query.message else None
    return Event(
        update.update_id,
        Kind.BUTTON,
        chat_id=chat.id if chat else query.from_user.id,
        private=chat is None or chat.type == "private",
        user_id=query.from_user.id,
        language=_language(query.from_user.language_code),
        message_id=query.message.message_id if query.message else 0,
        button=query.data or "",
        callback_id=query.id,
    )


def _member(update: Update) -> Event:
    change = update.my_chat_member
    assert change is not None  # noqa: S101 - the caller looked
    came = change.new_chat_member.status in ("member", "administrator")
    was_out = change.old_chat_member.status in ("left", "kicked")
    group = change.chat.type != "private"
    return Event(
        update.update_id,
        Kind.ADDED if came and was_out and group else Kind.OTHER,
        chat_id=change.chat.id,
        private=not group,
        user_id=change.from_user.id,
    )


def _message(update: Update, message: Message, *, edited: bool = False) -> Event:
    user = message.from_user
    media = _media(message)
    text = message.text or message.caption or ""
    command, rest = ("", text) if edited or not message.text else _command(text)
    return Event(
        update.update_id,
        _kind(message, media, command, edited=edited),
        chat_id=message.chat.id,
        private=message.chat.type == "private",
        user_id=user.id if user else 0,
        language=_language(user.language_code if user else None),
        message_id=message.message_id,
        text=rest,
        command=command,
        media=media,
        new_chat_id=message.migrate_to_chat_id or 0,
    )


def _kind(message: Message, media: Media | None, command: str, *, edited: bool) -> Kind:
    if message.migrate_to_chat_id:
        return Kind.MIGRATED
    if edited:
        return Kind.EDITED
    if media is not None:
        return Kind.MEDIA
    if command:
        return Kind.COMMAND
    return Kind.TEXT if message.text else Kind.OTHER


def _command(text: str) -> tuple[str, str]:
    """``/add@bot CODE`` → ``("add", "CODE")``; other text comes back whole."""
    if not text.startswith("/") or len(text) < 2 or not text[1].isalpha():
        return "", text
    head, _, rest = text.partition(" ")
    if "\n" in head:
        head, _, tail = head.partition("\n")
        rest = f"{tail} {rest}".strip()
    return head[1:].partition("@")[0].lower(), rest.strip()


def _language(code: str | None) -> str:
    return "en" if code and not code.startswith("zh") and code.startswith("en") else "zh"


_WITH_FILE = ("document", "voice", "audio", "video", "video_note")
_WITHOUT_FILE = ("sticker", "animation", "contact", "poll", "dice", "venue", "game", "story")


def _media(message: Message) -> Media | None:
    album = message.media_group_id or ""
    if message.photo:
        best = message.photo[-1]
        return Media(
            "photo",
            best.file_id,
            best.file_unique_id,
            "照片.jpg",
            "image/jpeg",
            best.file_size or 0,
            album,
        )
    for name in _WITH_FILE:
        found = getattr(message, name)
        if found and not (name == "document" and message.animation):
            return _file(name, found, album)
    if message.location:
        return Media("location", name=f"{message.location.latitude},{message.location.longitude}")
    if any(getattr(message, name) for name in _WITHOUT_FILE):
        return Media("unsupported")
    return None


def _file(name: str, found: Any, album: str) -> Media:
    kind = "video" if name == "video_note" else name
    return Media(
        kind,
        found.file_id,
        found.file_unique_id,
        getattr(found, "file_name", None) or f"{kind}",
        getattr(found, "mime_type", None) or "application/octet-stream",
        found.file_size or 0,
        album,
    )
