"""Talks without a case: before an appointment (任前廉政谈话) and with principal leaders now and then; counted by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Officer, Talk
from bot.rules.terms import TalkKind
from bot.rules.workflow import READERS

KINDS = (TalkKind.APPOINTMENT, TalkKind.ROUTINE)


@dataclass(frozen=True, slots=True)
class SoloTalk:
    """Who is talked to and by whom, when and where, as the officer typed it."""

    kind: TalkKind
    person: str
    talkers: tuple[str, ...]
    at: datetime
    place: str


def keep_solo_talk(
    tx: Transaction, wanted: SoloTalk, officer: Officer, office: Office, now: datetime
) -> Talk:
    """Keep a talk that belongs to no case; one that lies in the past counts as held on its day.

    Raises:
        NotAllowedError: only those who handle cases keep talks.
        InputError: nobody talks, or it is no talk of this kind.
    """
    if officer.role not in READERS or wanted.kind not in KINDS:
        raise NotAllowedError(act="talk")
    if not wanted.talkers:
        raise InputError("error-text-expected")
    held = wanted.at.astimezone(office.zone).date() if wanted.at <= now else None
    kept = tx.handling.keep_talk(
        Talk(
            0,
            None,
            wanted.kind,
            wanted.talkers,
            wanted.at,
            wanted.place,
            person=wanted.person,
            held_on=held,
        )
    )
    tx.audit("talk-kept", actor=f"officer:{officer.id}", subject=f"talk:{kept.id}", kind=kept.kind)
    return kept


def settle_past(tx: Transaction, office: Office, now: datetime) -> None:
    """Talks without a case whose time has come count as held; there is nobody to press a button for them."""
    for talk in tx.handling.talks(None):
        if talk.held_on is None and talk.at <= now:
            tx.handling.hold_talk(talk.id, talk.at.astimezone(office.zone).date())


def counts(tx: Transaction, year: int) -> Mapping[TalkKind, int]:
    """How many talks of each kind were held in the year (the seed: 23 talks, 55 before an appointment)."""
    return tx.handling.talks_held(year)
