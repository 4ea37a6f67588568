"""The papers of a case (文书): which make sense where it stands, and which of them leave the office."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.terms import Outcome, Route, State


class Paper(StrEnum):
    """One paper of the case folder, in the order in which it lies there."""

    REGISTRATION = "registration"  # 问题线索登记表
    DISPOSITION = "disposition"  # 处置呈批表
    INQUIRY = "inquiry"  # 谈话函询呈批表
    TALK_PLAN = "talk_plan"  # 谈话方案
    SAFETY_PLAN = "safety_plan"  # 安全预案
    TALK_NOTICE = "talk_notice"  # 谈话通知
    TALK_RECORD = "talk_record"  # 谈话笔录
    LETTER = "letter"  # 函询通知书
    OPINION = "opinion"  # 处置意见
    REPORT = "report"  # 结案报告
    ACCEPTANCE = "acceptance"  # 采信了结函
    MEETING = "meeting"  # 民主生活会（组织生活会）说明通知
    HANDOVER = "handover"  # 初核移交单
    CONTENTS = "contents"  # 卷内目录


OUTWARD = frozenset({Paper.TALK_NOTICE, Paper.ACCEPTANCE, Paper.MEETING, Paper.LETTER})
"""Papers that people outside read: never a word of the tip, never a hint at its origin (R20 Art. 47)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which papers make sense: where a case stands, and what it went through."""

    state: State
    route: Route | None = None
    outcome: Outcome | None = None
    talk: bool = False  # a talk was planned
    letter: bool = False  # a letter was issued


_SCREENING = frozenset(
    {State.REGISTERED, State.AWAITING_REPORTER, State.KEPT, State.SENT_DOWN, State.MERGED}
)
_TALKS = frozenset({State.TALK, State.TALK_PLANNED, State.TALK_ARRANGED})
_UNAPPROVED = frozenset({State.TALK, State.TALK_PLANNED})
_INQUIRIES = frozenset({Route.TALK, Route.LETTER})
_ENDS = frozenset({State.REPORTING, State.REPORTED, State.SPOT_CHECK, State.CLOSED})


def _always(_at: Standing) -> bool:
    return True


def _handled(at: Standing) -> bool:
    return at.state not in _SCREENING


def _inquired(at: Standing) -> bool:
    return _handled(at) and (at.route in _INQUIRIES or at.talk or at.letter)


def _talk(at: Standing) -> bool:
    return at.talk or at.state in _TALKS


def _appointed(at: Standing) -> bool:
    """A talk whose plan was approved: before that nobody is told of it."""
    return at.talk and at.state not in _UNAPPROVED


def _letter(at: Standing) -> bool:
    return at.letter


def _assessed(at: Standing) -> bool:
    return at.state in _ENDS and (at.talk or at.letter)


def _ended(at: Standing) -> bool:
    return _assessed(at) or at.state is State.CLOSED


def _accepted(at: Standing) -> bool:
    return at.state is State.CLOSED and at.outcome is Outcome.EXPLAINED


def _explained_later(at: Standing) -> bool:
    return at.state is State.CLOSED and (at.talk or at.letter)


def _handed_over(at: Standing) -> bool:
    return at.state is State.VERIFICATION


_SENSE: dict[Paper, Callable[[Standing], bool]] = {
    Paper.REGISTRATION: _always,
    Paper.DISPOSITION: _handled,
    Paper.INQUIRY: _inquired,
    Paper.TALK_PLAN: _talk,
    Paper.SAFETY_PLAN: _talk,
    Paper.TALK_NOTICE: _appointed,
    Paper.TALK_RECORD: _appointed,
    Paper.LETTER: _letter,
    Paper.OPINION: _assessed,
    Paper.REPORT: _ended,
    Paper.ACCEPTANCE: _accepted,
    Paper.MEETING: _explained_later,
    Paper.HANDOVER: _handed_over,
    Paper.CONTENTS: _always,
}


def papers_of(standing: Standing) -> tuple[Paper, ...]:
    """The papers that make sense here, in the folder's order; none for what is sealed."""
    if standing.state in (State.SEALED, State.SENT_UP):
        return ()
    return tuple(paper for paper in Paper if _SENSE[paper](standing))
