"""Everything that becomes due: each thing said once, whoever asks and how often."""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from bot.ports import Office, StorageUnavailableError, Transaction
from bot.rules.model import Reminder
from bot.services.digest import DIGEST, post_digest
from bot.services.sessions import remind_session
from bot.services.talk_reminders import SUBJECT as TALK
from bot.services.talk_reminders import remind_talk
from bot.services.warnings import SUBJECT, warn

log = structlog.get_logger()

Say = Callable[[Transaction, Sequence[Reminder], Office, datetime], None]

_SAY: dict[str, Say] = {
    "session": remind_session,
    SUBJECT: warn,
    DIGEST: post_digest,
    TALK: remind_talk,
}
"""What is said of each kind of thing, given all its moments that are due at once."""

_IN_OFFICE_HOURS = frozenset({SUBJECT, DIGEST})
"""These wait until the office opens; a session may start on a Saturday evening."""


def fire_due(tx: Transaction, office: Office, now: datetime) -> int:
    """Say everything that is due; how many moments were fired.

    The compare-and-swap on the rows and the outgoing message are one commit (docs/adr). After a
    long silence several missed moments of one thing make one message.
    """
    closed = not office.is_open(now)
    due: dict[tuple[str, int], list[Reminder]] = {}
    for reminder in tx.agenda.due(now):
        if not (closed and reminder.subject in _IN_OFFICE_HOURS):
            due.setdefault((reminder.subject, reminder.subject_id), []).append(reminder)
    fired = 0
    for reminders in due.values():
        try:
            with tx.savepoint():
                fired += _fire(tx, reminders, office, now)
        except StorageUnavailableError:
            raise
        except Exception as error:  # one that cannot be said must not silence the others
            log.error("reminder_failed", reminder_id=reminders[-1].id, exc_info=error)
    return fired


def _fire(tx: Transaction, reminders: Sequence[Reminder], office: Office, now: datetime) -> int:
    fired = [one for one in reminders if tx.agenda.fire(one)]
    if fired and fired[-1] == reminders[-1]:  # else another process has the newest, and says it
        _SAY[fired[-1].subject](tx, fired, office, now)
    return len(fired)
