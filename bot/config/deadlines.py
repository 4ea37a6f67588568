"""The sections about deadlines: the office's calendar, its hours, and when it warns of what."""

from datetime import time
from typing import Annotated

from bot.config.forms import Days, FilePath, Hour, LeadsAfter, LeadsBefore, form
from bot.config.section import Section
from bot.rules.lengths import Length, Unit
from bot.rules.terms import Role


def _days(amount: int) -> Length:
    return Length(amount, Unit.WORKDAYS)


class WorkCalendar(Section):
    """[policy.calendar]: days that differ from the State Council's notices, or come before them."""

    files: Annotated[
        tuple[FilePath, ...],
        form('文件路径列表，如 ["2027.toml"] | a list of files such as ["2027.toml"]'),
    ] = ()
    days_off: Days = frozenset()
    days_worked: Days = frozenset()
    complete_years: Annotated[
        frozenset[int], form("年份列表，如 [2027] | a list of years such as [2027]")
    ] = frozenset()


class WarnBefore(Section):
    """[policy.warnings.before]: at which leads before a due date each role is warned."""

    handler: LeadsBefore = (_days(3), _days(1), _days(0))
    supervisor: LeadsBefore = (_days(0),)
    head: LeadsBefore = ()

    def by_role(self) -> dict[Role, tuple[Length, ...]]:
        """Return the leads for each role."""
        return {Role(name): leads for name, leads in self}


class WarnAfter(Section):
    """[policy.warnings.after]: how long after an overdue date each role is warned."""

    handler: LeadsAfter = (_days(1),)
    supervisor: LeadsAfter = (_days(1),)
    head: LeadsAfter = (_days(1), _days(5))

    def by_role(self) -> dict[Role, tuple[Length, ...]]:
        """Return the leads for each role."""
        return {Role(name): leads for name, leads in self}


class Warnings(Section):
    """[policy.warnings]: the office's hours; nothing is said of deadlines outside them."""

    opens: Hour = time(9, 0)
    closes: Hour = time(17, 30)
    before: WarnBefore = WarnBefore()
    after: WarnAfter = WarnAfter()
