"""What the sandbox remembers: users, bots, chats, messages, files and button presses."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Signal
from sandbox.feed import Feed, Webhook

Json = dict[str, Any]

PRESENT = ("creator", "administrator", "member", "restricted")
ADMINS = ("creator", "administrator")


@dataclass(slots=True)
class User:
    """A person or a bot account."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False

    def api(self) -> Json:
        """Return the Bot API `User`."""
        names = {"last_name": self.last_name, "username": self.username}
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        body |= {key: value for key, value in names.items() if value}
        return body | ({"language_code": self.language_code} if self.language_code else {})


@dataclass(slots=True)
class Bot:
    """A bot: its account, its token, its waiting updates and what it told Telegram about itself."""

    user: User
    token: str
    feed: Feed
    reads_all: bool = False
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int, Json] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Return the account id."""
        return self.user.id

    def forget(self) -> None:
        """Drop what was told and what waits; an open poll goes on waiting."""
        self.webhook = None
        self.feed.waiting.clear()
        self.feed.allowed = None
        for told in (self.commands, self.profile, self.menus):
            told.clear()
        self.feed.signal.fire()


@dataclass(slots=True)
class Message:
    """One message: `body` is the Bot API object and is replaced, never changed, by an edit."""

    id: int
    body: Json
    keyboard: Json | None = None
    edits: int = 0
    version: int = 0

    @property
    def sender(self) -> int:
        """Return the id of the account that wrote it."""
        return int(self.body["from"]["id"])

    @property
    def inline(self) -> Json | None:
        """Return the inline keyboard, if it carries one."""
        markup: Json | None = self.body.get("reply_markup")
        return markup

    def quoted(self) -> Json:
        """Return the body as another message embeds it: without what it answers to itself."""
        hidden = ("reply_to_message", "pinned_message")
        return {key: value for key, value in self.body.items() if key not in hidden}


@dataclass(slots=True)
class Chat:
    """A private talk of one user with one bot, or a group."""

    id: int
    type: str
    title: str | None = None
    person: User | None = None
    bot: Bot | None = None
    started: bool = False
    blocked: bool = False
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    next_id: int = 1
    version: int = 0
    migrated_to: int | None = None
    last_bot: int | None = None
    username: str | None = None
    description: str | None = None
    signal: Signal = field(default_factory=Signal)

    @property
    def private(self) -> bool:
        """Return whether it is a talk between one user and one bot."""
        return self.type == "private"

    def api(self) -> Json:
        """Return the Bot API `Chat`, as the bot sees it."""
        if self.person is None:
            name = {"username": self.username} if self.username else {}
            return {"id": self.id, "type": self.type, "title": self.title, **name}
        person = self.person.api()
        names = ("first_name", "last_name", "username")
        return {"id": self.id, "type": "private"} | {k: person[k] for k in names if k in person}

    def status(self, user_id: int) -> str:
        """Return the membership of this account."""
        return self.members.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        """Return whether this account is in the chat."""
        if self.private:
            return user_id in (self.id, self.bot.id if self.bot else 0)
        return self.status(user_id) in PRESENT

    def touch(self, message: Message | None = None) -> None:
        """Mark the chat (and the message) as changed and wake those who watch it."""
        self.version += 1
        if message is not None:
            message.version = self.version
        self.signal.fire()


@dataclass(slots=True)
class StoredFile:
    """One uploaded file; `size` may be pretended, so that the limits can be met cheaply."""

    id: str
    unique_id: str
    kind: str
    content: bytes
    size: int
    name: str | None = None
    mime: str | None = None
    path: str = ""
    served_until: float = 0.0


@dataclass(slots=True)
class Press:
    """A press of an inline button, and its answer once the bot gives one."""

    id: str
    bot_id: int
    user_id: int
    at: float
    answer: Json | None = None
    signal: Signal = field(default_factory=Signal)
