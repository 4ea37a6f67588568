"""The dossier: all that the papers of a case are filled from, read once, for somebody who may see it.

Who reported is not in it. What a real-name reporter's vault knows is taken out of every text, and what
people write of themselves out of the reporter's own words, because papers leave the chat: they are
printed, laid into folders and handed on (R20 Art. 47).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.ports import Transaction
from bot.rules.approval import Seat
from bot.rules.errors import NotAllowedError
from bot.rules.learning import NAME, NUMBER
from bot.rules.model import (
    Case,
    Decision,
    Letter,
    Material,
    Officer,
    Proposal,
    RunningClock,
    Talk,
    TalkRecord,
)
from bot.rules.papers import Standing
from bot.rules.practice import Practice
from bot.rules.signatures import Approval, Signed, approvals
from bot.rules.terms import Act, MaterialKind, Route
from bot.services.consent import waiting
from bot.services.repeats import Retold, retold
from bot.services.visibility import require_sight

HIDDEN_NAME, HIDDEN_NUMBER = "（姓名略）", "（号码略）"
"""What a paper shows where the reporter's name or number stood: visibly left out, not invented."""

LONGEST_SUFFIX = 6

Clean = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office whose papers these are, and the day on which they are made."""

    office: str
    zone: ZoneInfo
    today: date
    practice: Practice


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as its papers tell it."""

    head: Letterhead
    case: Case
    facts: Mapping[str, str]
    problem: str  # the reporter's own words in their newest version, without himself
    proposal: Proposal | None
    course: tuple[Signed, ...]
    way: Approval  # how the disposition was approved
    way_open: tuple[Seat, ...]
    result: Approval  # how the outcome was approved
    result_open: tuple[Seat, ...]
    talks: tuple[Talk, ...]
    letters: tuple[Letter, ...]
    clocks: tuple[RunningClock, ...]
    handler: Officer | None
    retold: Retold
    materials: tuple[Material, ...]  # every version, in the order of arrival
    scans: tuple[Material, ...]
    merged: tuple[str, ...]
    merged_into: str

    @property
    def talk(self) -> Talk | None:
        """The newest talk."""
        return self.talks[-1] if self.talks else None

    @property
    def letter(self) -> Letter | None:
        """The newest letter."""
        return self.letters[-1] if self.letters else None

    @property
    def standing(self) -> Standing:
        """What decides which papers make sense."""
        one = self.case
        return Standing(one.state, one.route, one.outcome, bool(self.talks), bool(self.letters))


def dossier(tx: Transaction, case: Case, officer: Officer, head: Letterhead) -> Dossier:
    """The dossier of a case for this officer.

    Raises:
        NotAllowedError: he may not see it, or it is sealed: of a sealed item no papers are made here.
    """
    require_sight(tx, case, officer)
    if case.sealed:
        raise NotAllowedError(act="papers")
    clean, strict = _cleaners(tx, case)
    course = tuple(_signed(tx, one, clean, head.zone) for one in tx.cases.decisions(case.id))
    way, result = approvals(course)
    way_open, result_open = _open(tx, case, way, result, head.practice)
    material = tx.tips.material(case.tip_id, all_versions=True)
    return Dossier(
        head=head,
        case=case,
        facts={name: strict(said) for name, said in tx.tips.get(case.tip_id).facts.items()},
        problem=strict(_problem(tx, case)),
        proposal=tx.cases.proposal(case.id),
        course=course,
        way=way,
        way_open=way_open,
        result=result,
        result_open=result_open,
        talks=tuple(_talk(one, clean) for one in tx.handling.talks(case.id)),
        letters=tuple(_letter(one, clean) for one in tx.handling.letters(case.id)),
        clocks=tuple(tx.cases.clocks(case.id)),
        handler=tx.officers.get(case.handler) if case.handler else None,
        retold=retold(tx, case, officer.address),
        materials=tuple(
            replace(one, text="", file_name=suffix(one.file_name)) for one in material
        ),
        scans=tuple(
            replace(one, file_name=suffix(one.file_name)) for one in tx.tips.scans(case.tip_id)
        ),
        merged=tuple(one.number for one in tx.cases.merged(case.id)),
        merged_into=tx.cases.get(case.merged_into).number if case.merged_into else "",
    )


def suffix(name: str) -> str:
    """The ending of a file's name, where it is a plain one: the name itself may tell who sent it."""
    ending = PurePath(name).suffix.lower()
    plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= LONGEST_SUFFIX
    return ending if plain else ""


_SAID = frozenset({MaterialKind.TEXT, MaterialKind.ANSWER})


def _problem(tx: Transaction, case: Case) -> str:
    parts = tx.tips.material(case.tip_id)
    return "\n".join(one.text for one in parts if one.text and one.kind in _SAID)


# --- the reporter stays in the vault


def _cleaners(tx: Transaction, case: Case) -> tuple[Clean, Clean]:
    """For officers' words, and for the reporter's own: these hold more that tells who wrote them.

    Officers' words are only touched where the vault knows a name that could stand in them.
    """
    together = (case, *tx.cases.merged(case.id))
    named = [one.reply_to for one in together if one.real_name]
    every = [one.reply_to for one in together]
    return _cleaner(tx, named), _cleaner(tx, every)


def _cleaner(tx: Transaction, tokens: Sequence[str]) -> Clean:
    def clean(said: str) -> str:
        for token in tokens:
            said = marked(tx.people.without_reporter(token, said), said)
        return said

    return clean


def marked(cleaned: str, said: str) -> str:
    """What was taken out, shown as left out; what the words themselves held stays."""
    for stand_in, shown in ((NAME, HIDDEN_NAME), (NUMBER, HIDDEN_NUMBER)):
        if stand_in not in said:
            cleaned = cleaned.replace(stand_in, shown)
    return cleaned


def _signed(tx: Transaction, one: Decision, clean: Clean, zone: ZoneInfo) -> Signed:
    officer = tx.officers.get(one.officer_id)
    return Signed(
        officer.name,
        officer.role,
        Act(one.act),
        one.at.astimezone(zone),
        clean(one.reason),
        one.route,
        one.severity,
        one.outcome,
    )


def _talk(talk: Talk, clean: Clean) -> Talk:
    record = _record(talk.record, clean) if talk.record else None
    return replace(
        talk,
        place=clean(talk.place),
        companion=clean(talk.companion),
        notes=clean(talk.notes),
        record=record,
    )


def _record(record: TalkRecord, clean: Clean) -> TalkRecord:
    said = tuple((clean(asked), clean(answered)) for asked, answered in record.answers)
    return replace(record, answers=said)


def _letter(letter: Letter, clean: Clean) -> Letter:
    return replace(letter, questions=tuple(clean(one) for one in letter.questions))


# --- the seats that nobody filled yet


def _open(
    tx: Transaction, case: Case, way: Approval, result: Approval, practice: Practice
) -> tuple[tuple[Seat, ...], tuple[Seat, ...]]:
    """The seats still empty in both chains; before anything is proposed, all of the policy's."""
    found = waiting(tx, case, practice)
    chain = practice.chain(case.route or Route.TALK, case.level)
    if found is None:
        return _unless(way, chain), _unless(result, chain)
    if found.proposal.act == Act.REPORT:
        return _unless(way, chain), found.seats
    return found.seats, _unless(result, chain)


def _unless(chain: Approval, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    return () if chain.complete else seats
