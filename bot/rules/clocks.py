"""The field's deadlines: a table with the article each rests on, and how a due date is counted.

No starting rule was found in the two working rules, so Articles 201-203 of the Civil Code (民法典)
are applied by analogy: the starting day is not counted, months end on the same day of the month,
and a last day that is not worked rolls on to the next working day.
"""

import calendar as gregorian
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from bot.rules.workdays import Calendar, DayKind, add_workdays, first_workday


class Unit(StrEnum):
    """What a deadline is counted in; the value is the suffix used in configuration."""

    WORKDAYS = "wd"  # 个工作日
    DAYS = "d"  # 日 (calendar days)
    MONTHS = "mo"  # 个月


class Evidence(StrEnum):
    """How far the length and article of a clock were checked against the published text."""

    READ = "read"  # the article was read in an independent copy
    QUOTED = "quoted"  # quoted by a secondary source whose neighbours match
    MEMORY = "memory"  # not found in a copy; must be checked by the office
    LOCAL = "local"  # no article: the office's own choice


class ClockKind(StrEnum):
    """The deadlines that are known by name."""

    SEND_UP = "send_up"
    LOWER_ACCEPT = "lower_accept"
    TELL_ACCEPTANCE = "tell_acceptance"
    FEEDBACK = "feedback"
    ASSIGNED_FINISH = "assigned_finish"
    DISPOSITION = "disposition"
    LETTER_REPLY = "letter_reply"
    REPORT = "report"
    HOLD_REVIEW = "hold_review"
    LEAD_TRANSFER = "lead_transfer"
    PETITION_NOTICE = "petition_notice"
    PETITION_OBJECTION = "petition_objection"
    PETITION_DECISION = "petition_decision"
    PETITION_REVIEW = "petition_review"


_LENGTH = re.compile(r"\s*([1-9]\d{0,3})\s*(wd|d|mo|个工作日|日|天|个月)\s*")
_UNIT_WORDS = {"个工作日": Unit.WORKDAYS, "日": Unit.DAYS, "天": Unit.DAYS, "个月": Unit.MONTHS}
_CHINESE = {Unit.WORKDAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月"}


@dataclass(frozen=True, slots=True)
class Length:
    """How long a deadline is: 1 to 9999 of a unit; ``str()`` gives the form configuration uses."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Length":
        """Read "5wd", "60d", "3mo", or the same in Chinese ("5个工作日", "60日", "3个月").

        Raises:
            ValueError: ``text`` is in none of these forms.
        """
        match = _LENGTH.fullmatch(text)
        if not match:
            raise ValueError("expected a length such as 15wd, 60d or 3mo")
        unit = _UNIT_WORDS.get(match[2]) or Unit(match[2])
        return cls(int(match[1]), unit)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def chinese(self) -> str:
        """The length in Chinese, such as 15个工作日."""
        return f"{self.amount}{_CHINESE[self.unit]}"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline: its Chinese name, from what day it runs, how long, and on what it rests."""

    name: str
    starts: str
    length: Length
    article: (
        str  # article id such as "R20-15"; empty where only the office's choice stands behind it
    )
    evidence: Evidence

    @property
    def verified(self) -> bool:
        """True when length and article were read in an independent copy of the text."""
        return self.evidence is Evidence.READ


@dataclass(frozen=True, slots=True)
class Due:
    """A due date; ``provisional`` until every day it rests on is published; why, line by line."""

    date: date
    provisional: bool
    explanation: tuple[str, ...]


def _clock(name: str, starts: str, length: str, article: str, evidence: Evidence) -> Clock:
    return Clock(name, starts, Length.parse(length), article, evidence)


_READ, _QUOTED, _MEMORY = Evidence.READ, Evidence.QUOTED, Evidence.MEMORY

CLOCKS: Mapping[ClockKind, Clock] = MappingProxyType(
    {
        ClockKind.SEND_UP: _clock("报送上级", "收到", "5wd", "R20-15", _READ),
        ClockKind.LOWER_ACCEPT: _clock("下级受理或改转", "收到转办", "5wd", "R20-16", _READ),
        ClockKind.TELL_ACCEPTANCE: _clock("告知受理情况", "收到", "15wd", "R20-26", _QUOTED),
        ClockKind.FEEDBACK: _clock("反馈处理结果", "办结", "15wd", "R20-27", _QUOTED),
        ClockKind.ASSIGNED_FINISH: _clock("交办件办结", "收到交办", "3mo", "R20-21", _QUOTED),
        ClockKind.DISPOSITION: _clock("提出处置意见", "收到问题线索", "1mo", "R19-21", _READ),
        ClockKind.LETTER_REPLY: _clock("函询回复", "收到函件", "15wd", "R19-29", _MEMORY),
        ClockKind.REPORT: _clock(
            "谈话函询情况报告", "谈话结束或收到回复", "1mo", "R19-30", _MEMORY
        ),
        ClockKind.HOLD_REVIEW: _clock("暂存待查复核", "暂存", "6mo", "", Evidence.LOCAL),
        ClockKind.LEAD_TRANSFER: _clock("监察线索移送", "收到", "5wd", "SL2021-169", _MEMORY),
        ClockKind.PETITION_NOTICE: _clock("信访事项告知", "收到", "15d", "XF-22", _READ),
        ClockKind.PETITION_OBJECTION: _clock("转送异议", "收到转送", "5wd", "XF-23", _READ),
        ClockKind.PETITION_DECISION: _clock("信访事项办理", "受理", "60d", "XF-34", _READ),
        ClockKind.PETITION_REVIEW: _clock("申请复查复核", "收到书面答复", "30d", "XF-35", _READ),
    }
)

_BOOKS = {
    "R20": "《纪检监察机关处理检举控告工作规则》",
    "R19": "《中国共产党纪律检查机关监督执纪工作规则》",
    "XF": "《信访工作条例》",
    "SL2021": "《监察法实施条例》（2021年）",
}
_KIND_WORDS = {
    DayKind.WORKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKE_UP: "调休上班",
    DayKind.OFFICE_OFF: "本机关放假",
    DayKind.OFFICE_WORK: "本机关上班",
}
_ONE_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


def due_date(
    kind: ClockKind,
    start: date,
    calendar: Calendar,
    policy: Mapping[ClockKind, Length] = MappingProxyType({}),
) -> Due:
    """Return the last day of a deadline that starts on ``start``, with how it was counted.

    Args:
        kind: which deadline.
        start: the day of the event, in the office's time zone; it is not counted (民法典 201).
        calendar: which days are worked.
        policy: the office's own lengths; they win over the table's.
    """
    length = policy.get(kind, CLOCKS[kind].length)
    last = _last_day(start, length, calendar)
    due = first_workday(last, calendar)
    first = start + _ONE_DAY if length.unit is Unit.WORKDAYS else last
    unsettled = [day for day in _days(first, due) if not calendar.is_settled(day)]
    lines = [
        _basis(CLOCKS[kind], length),
        f"起算：{_day(start)}{CLOCKS[kind].starts}，当日不计入（参照民法典第201条）。",
        *_count_lines(start, last, length, calendar),
    ]
    if due != last:
        lines.append(
            f"末日{_day(last)}为{_label(last, calendar)}，顺延至下一个工作日（参照民法典第203条）。"
        )
    lines.append(f"届满：{_day(due)}。")
    if unsettled:
        lines.append(
            f"暂定：自{_day(unsettled[0])}起的放假调休安排尚未公布，先按周末推算，公布后须重新计算。"
        )
    return Due(due, bool(unsettled), tuple(lines))


def _last_day(start: date, length: Length, calendar: Calendar) -> date:
    match length.unit:
        case Unit.WORKDAYS:
            return add_workdays(start, length.amount, calendar)
        case Unit.DAYS:
            return start + timedelta(days=length.amount)
        case Unit.MONTHS:
            return _add_months(start, length.amount)


def _add_months(start: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where there is none (民法典 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _ONE_DAY * step for step in range((last - first).days + 1))


def _basis(clock: Clock, length: Length) -> str:
    book, _, number = clock.article.partition("-")
    basis = f"{_BOOKS[book]}第{number}条" if clock.article else "本机关规定"
    own = length != clock.length
    note = f"，本机关另定，原为{clock.length.chinese}" if own and clock.article else ""
    check = "，条文待核" if clock.evidence in (_QUOTED, _MEMORY) else ""
    return f"{clock.name}：{length.chinese}（依据：{basis}{check}{note}）。"


def _count_lines(start: date, last: date, length: Length, calendar: Calendar) -> list[str]:
    if length.unit is not Unit.WORKDAYS:
        return [f"计数：{length.chinese}，末日为{_day(last)}。"]
    lines, counted = [], 0
    stretches = groupby(_days(start + _ONE_DAY, last), key=lambda day: _label(day, calendar))
    for label, days in stretches:
        stretch = list(days)
        span = _stretch(stretch)
        if not calendar.is_workday(stretch[0]):
            lines.append(f"{span}：{label}，不计入。")
            continue
        first, counted = counted + 1, counted + len(stretch)
        number = f"第{first}日" if first == counted else f"第{first}至{counted}日"
        lines.append(f"{span}：{label}，{number}。")
    return lines


def _stretch(days: list[date]) -> str:
    return _day(days[0]) if len(days) == 1 else f"{_day(days[0])}至{_day(days[-1])}"


def _label(day: date, calendar: Calendar) -> str:
    kind = calendar.kind(day)
    reason = calendar.reason(day) if kind in (DayKind.HOLIDAY, DayKind.MAKE_UP) else ""
    return reason + _KIND_WORDS[kind]


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}（星期{_WEEKDAYS[day.weekday()]}）"
