"""One person's turn: what a handler is given, and how it answers."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.errors import NotAllowedError
from bot.rules.model import Conversation, Notice, Officer
from handlers.buttons import Buttons
from handlers.event import Event


@dataclass(slots=True)
class Turn:
    """Everything one handler needs; it lives as long as one transaction.

    ``here`` is the address token of the chat. ``toast`` is what a pressed button answers with.
    """

    tx: Transaction
    event: Event
    office: Office
    buttons: Buttons
    now: datetime
    here: str
    officer: Officer | None
    talk: Conversation
    toast: str = ""
    toast_args: dict[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the conversation: the chat, and in groups the person too."""
        return self.here if self.event.private else f"{self.here}:{self.event.user_id}"

    def say(self, text: str, **args: object) -> None:
        """Answer in this chat."""
        self.tx.say(Notice(self.here, text, dict(args)))

    def goto(self, flow: str, step: str, **data: object) -> None:
        """From now on this person stands here."""
        self.talk = Conversation(flow, step, dict(data))
        self.tx.converse(self.key, self.talk, self.now)

    def step(self, step: str, **more: object) -> None:
        """The next step of the same flow; data is kept and added to."""
        self.goto(self.talk.flow, step, **(self.talk.data | more))

    def leave(self) -> None:
        """The dialogue is over."""
        self.talk = Conversation()
        self.tx.converse(self.key, self.talk, self.now)

    def need_officer(self) -> Officer:
        """The officer who is acting.

        Raises:
            NotAllowedError: nobody enrolled, or an anonymous group administrator.
        """
        if self.officer is None:
            raise NotAllowedError(act="officer")
        return self.officer
