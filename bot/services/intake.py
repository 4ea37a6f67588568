"""From the first word of a citizen to a registered case."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.codes import make_code, plain_code
from bot.rules.facts import questions, told
from bot.rules.jurisdiction import Door, Target, door, named_in
from bot.rules.model import Case, Notice, Proposal, Tip
from bot.rules.terms import (
    Discipline,
    Level,
    Mode,
    Role,
    Route,
    Severity,
    State,
    TipState,
)
from bot.rules.triage import Triage
from bot.rules.workflow import suggested_route
from bot.services.cards import show_card
from bot.services.clocks import start_clock
from bot.services.recusals import recuse_named
from bot.services.repeats import find_repeats
from bot.services.visibility import viewers

HALF = 10_000
"""Characters that are read at either end of a very long tip."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What the reader made of a draft: facts for the citizen, and what to ask."""

    tip: Tip
    out_of_scope: bool
    redirect: str
    ask: tuple[str, ...]


def understand(
    tx: Transaction, tip: Tip, office: Office, *, said: Collection[str] = ()
) -> Understood:
    """Read everything written so far; the facts that the citizen ``said`` are kept as they are.

    A tip about a higher level is stored unread (检举控告工作规则 Art. 15).
    """
    if tip.level is Level.HIGHER:
        return Understood(tip, out_of_scope=False, redirect="", ask=())
    triage = read_tip(tx, tip, office)
    facts = told(triage.facts) | {name: tip.facts[name] for name in said if name in tip.facts}
    tip = replace(tip, facts=facts)
    tx.tips.save(tip)
    return Understood(
        tip,
        out_of_scope=triage.severity is Severity.OUT_OF_SCOPE and not triage.review,
        redirect=triage.redirect,
        ask=questions(triage, facts),
    )


def text_of(tx: Transaction, tip: Tip) -> str:
    """Everything written so far, in its current versions."""
    return "\n".join(part.text for part in tx.tips.material(tip.id) if part.text)


def read_tip(tx: Transaction, tip: Tip, office: Office) -> Triage:
    """What the reader makes of a tip; of a very long one it reads the beginning and the end.

    Reading takes time in which nobody else is served; an officer reads all of it.
    """
    text = text_of(tx, tip)
    return office.read(text if len(text) <= 2 * HALF else f"{text[:HALF]}\n{text[-HALF:]}")


@dataclass(frozen=True, slots=True)
class Submitted:
    """A registered case and the query code that only the reporter will ever see."""

    case: Case
    code: str


def submit(tx: Transaction, tip: Tip, owner: str, office: Office, now: datetime) -> Submitted:
    """Register a draft: case, proposal, clocks, vault, cards and receipt in one commit."""
    code = make_code(secrets.choice)
    triage = None if tip.level is Level.HIGHER else read_tip(tx, tip, office)
    entrance = entrance_of(tx, tip, triage, office)
    sealed = entrance is not Door.OWN
    case = tx.cases.register(
        _new_case(tx, tip, None if sealed else triage, entrance, office, now), who=_who(tip)
    )
    tx.tips.submit(
        replace(tip, state=TipState.SUBMITTED, case_id=case.id), code=plain_code(code), now=now
    )
    tx.audit(
        "submitted",
        actor="reporter",
        subject=case.number,
        mode=tip.mode,
        sealed=int(sealed),
        insisted=int(tip.insisted),
    )
    _start_clocks(tx, case, office, now)
    case = _admit(tx, case, tip, None if sealed else triage, office, now)
    if not sealed:
        find_repeats(tx, case, tip, text_of(tx, tip), office, now)
    show_card(tx, case)
    if case.urgent:
        alarm(tx, case)
    tx.say(Notice(owner, "citizen-code", {"code": code}))
    return Submitted(case, code)


def entrance_of(tx: Transaction, tip: Tip, triage: Triage | None, office: Office) -> Door:
    """The door for all that is written so far: as the citizen corrected it, and as it reads.

    Whoever is enrolled as the head is the own head, whether or not the configuration names him;
    an item of a higher level about somebody he is related to is kept from him as well.
    """
    heads = [one for one in tx.officers.active() if one.role is Role.HEAD]
    names = (*office.jurisdiction.own_head_names, *(head.name for head in heads))
    own = replace(office.jurisdiction, own_head_names=names)
    words = words_of(tx, tip)
    entrance = door(_target(tip, words, told(triage.facts) if triage else {}), own)
    relations = [name for head in heads for name in head.relations]
    if entrance is Door.SEALED_HIGHER and named_in(relations, words):
        return Door.SEALED_OWN_HEAD
    return entrance


def words_of(tx: Transaction, tip: Tip) -> str:
    """Everything that may name somebody: the text, what was corrected, the names of files."""
    parts = tx.tips.material(tip.id)
    return "\n".join((*(f"{one.text}\n{one.file_name}" for one in parts), *tip.facts.values()))


def _target(tip: Tip, words: str, read: dict[str, str]) -> Target:
    facts = (tip.facts, read)
    persons = tuple(one.get("accused", "") for one in facts)
    posts = tuple(one.get("position", "") for one in facts)
    placed = tuple(one.get("unit", "") + one["position"] for one in facts if one.get("position"))
    return Target(tip.level, words, persons, (*posts, *placed, *persons))


def _who(tip: Tip) -> str:
    person = tip.facts.get("accused") or tip.facts.get("position", "")
    unit = tip.facts.get("unit", "")
    return f"{unit}|{person}" if person and unit else ""


def _new_case(
    tx: Transaction,
    tip: Tip,
    triage: Triage | None,
    entrance: Door,
    office: Office,
    now: datetime,
) -> Case:
    sealed = entrance is not Door.OWN
    return Case(
        id=0,
        number=tx.cases.next_number(office.today(now).year),
        tip_id=tip.id,
        state=State.SEALED if sealed else State.REGISTERED,
        version=1,
        severity=triage.severity if triage else None,
        route=Route.SEALED if sealed else None,
        discipline=triage.discipline if triage else Discipline.NONE,
        level=tip.level,
        received_at=now,
        reply_to=tip.reply_to,
        sealed=sealed,
        own_head=entrance is Door.SEALED_OWN_HEAD,
        urgent=bool(triage and triage.urgent),
        insisted=tip.insisted,
        real_name=tip.mode is Mode.REAL_NAME,
    )


def _start_clocks(tx: Transaction, case: Case, office: Office, now: datetime) -> None:
    start_clock(tx, case, ClockKind.SEND_UP if case.sealed else ClockKind.DISPOSITION, office, now)
    if case.real_name:
        start_clock(tx, case, ClockKind.TELL_ACCEPTANCE, office, now)


def _admit(
    tx: Transaction,
    case: Case,
    tip: Tip,
    triage: Triage | None,
    office: Office,
    now: datetime,
) -> Case:
    """Store the proposal and keep named officers out; a sealed case gets neither."""
    if triage is None:
        return case
    tx.cases.propose(
        Proposal(
            case.id, triage, suggested_route(triage.severity, minor_route=office.minor_route), now
        )
    )
    if recuse_named(tx, case, words_of(tx, tip), now):
        case = replace(case, private=True)
        tx.cases.replace(case, expected_version=case.version)
    return case


def alarm(tx: Transaction, case: Case) -> None:
    """A threat of suicide, violence or flight reaches the leaders at once (信访工作条例 Art. 25)."""
    for officer in viewers(tx, case):
        if officer.role in (Role.SUPERVISOR, Role.HEAD):
            tx.say(Notice(officer.address, "urgent", {"number": case.number}))
