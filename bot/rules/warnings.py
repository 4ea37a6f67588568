"""When a deadline is warned of, and whom: office hours, leads before the due date and after it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.rules.lengths import Length, Unit
from bot.rules.terms import Role
from bot.rules.workdays import Calendar, add_workdays, last_workday

Leads = Mapping[Role, tuple[Length, ...]]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Warnings:
    """The office's policy: its hours, and at which leads each role is warned.

    Args:
        opens, closes: the office's hours on a working day, in its time zone.
        before: leads up to the due date, ``0wd`` being the day itself.
        after: leads once the due date has passed.
    """

    opens: time = time(9, 0)
    closes: time = time(17, 30)
    before: Leads = field(default_factory=dict)
    after: Leads = field(default_factory=dict)


def rules(due: date, warnings: Warnings, calendar: Calendar) -> Iterator[tuple[str, date]]:
    """Every moment of a deadline as (its name, the working day it is said on).

    The name holds the due date: a clock that was extended has new moments.
    """
    for lead in _leads(warnings.before):
        yield f"-{lead}@{due}", _days_before(due, lead, calendar)
    for lead in _leads(warnings.after):
        yield f"+{lead}@{due}", _days_after(due, lead, calendar)


def roles_for(names: Collection[str], due: date, warnings: Warnings) -> frozenset[Role]:
    """Who is addressed by moments with these names; names of another due date address nobody."""
    return frozenset(
        role
        for sign, leads in (("-", warnings.before), ("+", warnings.after))
        for role, wanted in leads.items()
        if any(f"{sign}{lead}@{due}" in names for lead in wanted)
    )


def _leads(leads: Leads) -> list[Length]:
    return list(dict.fromkeys(lead for wanted in leads.values() for lead in wanted))


def _days_before(due: date, lead: Length, calendar: Calendar) -> date:
    if lead.unit is Unit.DAYS:  # never on a day off: rather a day earlier
        return last_workday(due - _DAY * lead.amount, calendar)
    day = last_workday(due, calendar)
    for _ in range(lead.amount):
        day = last_workday(day - _DAY, calendar)
    return day


def _days_after(due: date, lead: Length, calendar: Calendar) -> date:
    if lead.unit is Unit.DAYS:
        return add_workdays(due + _DAY * (lead.amount - 1), 1, calendar)
    return add_workdays(due, lead.amount, calendar)


def is_open(at: datetime, warnings: Warnings, calendar: Calendar) -> bool:
    """True in office hours; ``at`` is the office's local time."""
    return calendar.is_workday(at.date()) and warnings.opens <= at.time() < warnings.closes


def next_opening(at: datetime, warnings: Warnings, calendar: Calendar) -> datetime:
    """``at`` itself in office hours, else the next moment the office opens; local times."""
    if is_open(at, warnings, calendar):
        return at
    early = at.time() < warnings.opens and calendar.is_workday(at.date())
    day = at.date() if early else add_workdays(at.date(), 1, calendar)
    return datetime.combine(day, warnings.opens, at.tzinfo)
