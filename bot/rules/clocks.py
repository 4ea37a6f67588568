"""The field's deadlines: one table with the length of each and the article it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.rules.lengths import Length


class Evidence(StrEnum):
    """How far the length and article of a clock were checked against the published text."""

    READ = "read"  # the article was read in an independent copy
    QUOTED = "quoted"  # quoted by a secondary source whose neighbours match
    MEMORY = "memory"  # not found in a copy; must be checked by the office
    LOCAL = "local"  # no article: the office's own choice


class ClockKind(StrEnum):
    """The deadlines that are known by name; a name has at most 20 letters (a column's width)."""

    SEND_UP = "send_up"
    LOWER_ACCEPT = "lower_accept"
    TELL_ACCEPTANCE = "tell_acceptance"
    FEEDBACK = "feedback"
    ASSIGNED_FINISH = "assigned_finish"
    QUARTER_FEEDBACK = "quarter_feedback"
    DISPOSITION = "disposition"
    LETTER_REPLY = "letter_reply"
    REPORT = "report"
    LIFE_MEETING = "life_meeting"
    HOLD_REVIEW = "hold_review"
    LEAD_TRANSFER = "lead_transfer"
    PETITION_NOTICE = "petition_notice"
    PETITION_OBJECTION = "petition_objection"
    PETITION_DECISION = "petition_decision"
    PETITION_REVIEW = "petition_review"
    REVIEW_ANSWER = "review_answer"
    PETITION_RECHECK = "petition_recheck"
    RECHECK_ANSWER = "recheck_answer"


class ClockAct(StrEnum):
    """What can happen to a running clock besides its end."""

    PAUSE = "pause"  # 暂停
    RESUME = "resume"  # 恢复
    EXTEND = "extend"  # 延长
    MOVE = "move"  # 日历公布后重算


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline: its Chinese name, from what day it runs, how long, and on what it rests.

    Args:
        name: what is to be done, in Chinese.
        starts: the event from which it runs, in Chinese.
        length: the article's own length.
        article: such as "R20-15"; empty where only the office's choice stands behind it.
        evidence: how far that was checked.
        more: the most by which the article lets it be extended; None where no article says so.
    """

    name: str
    starts: str
    length: Length
    article: str
    evidence: Evidence
    more: Length | None = None

    @property
    def verified(self) -> bool:
        """True when length and article were read in an independent copy of the text."""
        return self.evidence is Evidence.READ


_READ, _QUOTED, _MEMORY = Evidence.READ, Evidence.QUOTED, Evidence.MEMORY
_Row = tuple[str, str, str, str, Evidence]

_ROWS: dict[ClockKind, _Row] = {
    ClockKind.SEND_UP: ("报送上级", "收到", "5wd", "R20-15", _READ),
    ClockKind.LOWER_ACCEPT: ("下级受理或改转", "收到转办", "5wd", "R20-16", _READ),
    ClockKind.TELL_ACCEPTANCE: ("告知受理情况", "收到", "15wd", "R20-26", _QUOTED),
    ClockKind.FEEDBACK: ("反馈处理结果", "办结", "15wd", "R20-27", _QUOTED),
    ClockKind.ASSIGNED_FINISH: ("交办件办结", "收到交办", "3mo", "R20-21", _QUOTED),
    ClockKind.QUARTER_FEEDBACK: ("按季度向信访部门反馈", "上次反馈", "1q", "R20-18", _READ),
    ClockKind.DISPOSITION: ("提出处置意见", "收到问题线索", "1mo", "R19-21", _READ),
    ClockKind.LETTER_REPLY: ("函询回复", "收到函件", "15wd", "R19-29", _MEMORY),
    ClockKind.REPORT: ("谈话函询情况报告", "谈话结束或收到回复", "1mo", "R19-30", _MEMORY),
    ClockKind.LIFE_MEETING: ("在民主生活会上说明", "谈话函询了结", "1ye", "R19-31", _READ),
    ClockKind.HOLD_REVIEW: ("暂存待查复核", "暂存", "6mo", "", Evidence.LOCAL),
    ClockKind.LEAD_TRANSFER: ("监察线索移送", "收到", "5wd", "SL2021-169", _MEMORY),
    ClockKind.PETITION_NOTICE: ("信访事项告知", "收到", "15d", "XF-22", _READ),
    ClockKind.PETITION_OBJECTION: ("转送异议", "收到转送", "5wd", "XF-23", _READ),
    ClockKind.PETITION_DECISION: ("信访事项办理", "受理", "60d", "XF-34", _READ),
    ClockKind.PETITION_REVIEW: ("申请复查", "收到书面答复", "30d", "XF-35", _READ),
    ClockKind.REVIEW_ANSWER: ("复查答复", "收到复查请求", "30d", "XF-35", _READ),
    ClockKind.PETITION_RECHECK: ("申请复核", "收到复查意见", "30d", "XF-36", _READ),
    ClockKind.RECHECK_ANSWER: ("复核答复", "收到复核请求", "30d", "XF-36", _READ),
}

_MORE = {ClockKind.PETITION_DECISION: Length.parse("30d")}
"""信访条例 34: a matter that is complicated may take up to 30 days longer."""


def _clock(kind: ClockKind, row: _Row) -> Clock:
    name, starts, length, article, evidence = row
    return Clock(name, starts, Length.parse(length), article, evidence, _MORE.get(kind))


CLOCKS: Mapping[ClockKind, Clock] = MappingProxyType(
    {kind: _clock(kind, row) for kind, row in _ROWS.items()}
)
