"""Everything that exists in the sandbox, and how it is looked up."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.clock import Clock
from sandbox.errors import ApiError, SimError, bad, forbidden
from sandbox.faults import Faults
from sandbox.feed import Feed
from sandbox.journal import Journal
from sandbox.limits import Limits
from sandbox.model import Bot, Chat, Json, Message, Press, StoredFile, User

if TYPE_CHECKING:
    from sandbox.polls import Poll

FIRST_USER = 10_001
FIRST_BOT = 7_000_000_001


@dataclass(slots=True)
class World:
    """Users, bots, chats, files and presses, with the clock, the journal and the faults."""

    clock: Clock = field(default_factory=Clock)
    users: dict[int, User] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    privates: dict[tuple[int, int], Chat] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    polls: dict[str, "Poll"] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    watchers: set[Callable[[Json], None]] = field(default_factory=set)
    closed: bool = False

    # ---- people and bots -------------------------------------------------------------------
    def add_user(self, first_name: str, user_id: int | None = None, **names: str | None) -> User:
        """Return a person, new or (with a known id) renamed."""
        number = user_id or max([FIRST_USER - 1, *self._people()]) + 1
        user = User(number, first_name)
        for name, value in names.items():
            setattr(user, name, value)
        self.users[number] = user
        self.tell({"type": "user", "user": user.api()})
        return user

    def add_bot(
        self, token: str, username: str, first_name: str, *, reads_all: bool = False
    ) -> Bot:
        """Return the bot of this token, made if it is new."""
        if token in self.bots:
            return self.bots[token]
        head = token.partition(":")[0]
        number = int(head) if head.isdecimal() else FIRST_BOT + len(self.bots)
        user = User(number, first_name, is_bot=True, username=username)
        self.users[number] = user
        bot = self.bots[token] = Bot(user, token, Feed(self.clock), reads_all)
        self.tell({"type": "bot", "bot": user.api()})
        return bot

    def user(self, user_id: int) -> User:
        """Return a known account.

        Raises:
            SimError: there is none.
        """
        if user_id not in self.users:
            raise SimError(f"no such user: {user_id}")
        return self.users[user_id]

    def bot(self, name: object = None) -> Bot:
        """Return a bot by token, @username or id; without a name, the only one there is.

        Raises:
            SimError: there is none, or more than one to choose from.
        """
        bots = list(self.bots.values())
        if name is None:
            if len(bots) != 1:
                raise SimError(f"{len(bots)} bots are known; say which one")
            return bots[0]
        wanted = str(name).lstrip("@")
        for bot in bots:
            if wanted in (bot.token, bot.user.username, str(bot.id)):
                return bot
        raise SimError(f"no such bot: {wanted.partition(':')[0]}")

    def bot_of(self, user_id: int) -> Bot | None:
        """Return the bot with this account id, if the account is one."""
        return next((bot for bot in self.bots.values() if bot.id == user_id), None)

    def _people(self) -> Iterator[int]:
        return (user.id for user in self.users.values() if not user.is_bot)

    # ---- chats as a bot names them ----------------------------------------------------------
    def chat_for(self, bot: Bot, name: int | str) -> Chat:
        """Return the chat a bot means.

        Raises:
            ApiError: it does not exist, has moved, or the bot was removed from it.
        """
        if isinstance(name, int) and name > 0:
            return self._private_for(bot, name)
        chat = self._group_named(name)
        if chat is None:
            raise bad(errors.CHAT_NOT_FOUND)
        if chat.migrated_to is not None:
            raise ApiError(400, errors.UPGRADED, migrate_to_chat_id=chat.migrated_to)
        if chat.status(bot.id) == "kicked":
            raise forbidden(errors.KICKED.format(chat.type))
        if not chat.has(bot.id):
            raise forbidden(errors.NOT_MEMBER.format(chat.type))
        return chat

    def writable(self, bot: Bot, name: int | str) -> Chat:
        """Return the chat a bot may write to.

        Raises:
            ApiError: it may not.
        """
        chat = self.chat_for(bot, name)
        if chat.person is not None and chat.person.deactivated:
            raise forbidden(errors.DEACTIVATED)
        if chat.private and not chat.started:
            raise forbidden(errors.NEVER_MET)
        if chat.blocked:
            raise forbidden(errors.BLOCKED)
        return chat

    def _private_for(self, bot: Bot, user_id: int) -> Chat:
        if user_id not in self.users:
            raise bad(errors.CHAT_NOT_FOUND)
        if self.users[user_id].is_bot:
            raise forbidden(errors.TO_BOT)
        return self.private(bot, self.users[user_id])

    def private(self, bot: Bot, user: User) -> Chat:
        """Return the private chat of these two, made if it is new."""
        key = (bot.id, user.id)
        if key not in self.privates:
            self.privates[key] = Chat(user.id, "private", person=user, bot=bot)
        chat = self.privates[key]
        chat.person = self.users.get(user.id, user)
        return chat

    def _group_named(self, name: int | str) -> Chat | None:
        if isinstance(name, int):
            return self.groups.get(name)
        wanted = name.lstrip("@").lower()
        named = (chat for chat in self.groups.values() if (chat.username or "").lower() == wanted)
        return next(named, None) if wanted else None

    # ---- chats as a person names them -------------------------------------------------------
    def chat_of(self, user: User, name: object = None, bot: object = None) -> Chat:
        """Return the chat a person means: a group's id, a bot, or nothing for the only bot.

        Raises:
            SimError: the person is not in it.
        """
        number = (
            int(str(name)) if name not in (None, "") and str(name).lstrip("-").isdecimal() else 0
        )
        if number >= 0:
            own = name in (None, "") or number == user.id
            return self.private(self.bot(bot if own else name), user)
        chat = self.group(number)
        if not chat.has(user.id):
            raise SimError(f"{user.first_name} ({user.id}) is not in chat {number}")
        return chat

    def group(self, chat_id: int) -> Chat:
        """Return a group, or the supergroup it became.

        Raises:
            SimError: there is none.
        """
        chat = self.groups.get(chat_id)
        if chat is None:
            raise SimError(f"no such chat: {chat_id}")
        return self.groups[chat.migrated_to] if chat.migrated_to is not None else chat

    def chats(self) -> list[Chat]:
        """Return every chat that is alive."""
        groups = [chat for chat in self.groups.values() if chat.migrated_to is None]
        return [*self.privates.values(), *groups]

    # ---- messages, files, watchers -----------------------------------------------------------
    def message(self, chat: Chat, message_id: int | None, missing: str) -> Message:
        """Return a message of the chat.

        Raises:
            ApiError: it is gone or never was, in the given words.
        """
        if message_id is None or message_id not in chat.messages:
            raise bad(missing)
        return chat.messages[message_id]

    def new_id(self) -> str:
        """Return an id that nobody can guess."""
        return secrets.token_urlsafe(16)

    @property
    def changes(self) -> int:
        """Return a number that grows with every call and every change of a chat."""
        return self.journal.written + sum(chat.version for chat in self.chats()) + len(self.users)

    def close(self) -> None:
        """End what waits: polls, watchers of chats and of events."""
        self.closed = True
        self.tell({"type": "bye"})
        for bot in self.bots.values():
            bot.feed.signal.fire()
        for chat in self.chats():
            chat.signal.fire()

    def tell(self, event: Json) -> None:
        """Tell the chat page and other watchers what happened."""
        for watcher in list(self.watchers):
            watcher(event)
