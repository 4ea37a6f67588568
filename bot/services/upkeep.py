"""What is forgotten in time, so that the database holds no more than it must."""

from datetime import datetime, timedelta

from bot.ports import Office, Transaction
from bot.services.learning import trim
from bot.services.solo_talks import settle_past

OFFERED_AGAIN = timedelta(hours=48)
"""Telegram offers an update for 24 hours; twice that is safe against a redelivery."""
TRACE = timedelta(days=7)
"""How long the empty row of a sent message is kept, to find doubles and to answer questions."""


def tidy(tx: Transaction, office: Office, now: datetime) -> None:
    """Forget handled updates, sent messages, drafts put away by their writers, and old examples.

    The contents of updates and messages were wiped when they were done; a draft is erased whole.
    """
    settle_past(tx, office, now)
    tx.tips.purge(now - TRACE)
    tx.inbox.purge(now - OFFERED_AGAIN)
    tx.outbox.purge(now - TRACE)
    trim(tx, office.learning, office, now)
