"""What the tests of deadlines say often."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.model import Case, Officer, RunningClock
from bot.rules.terms import Role
from bot.services.due import fire_due
from tests.journeys.town import MINOR
from tests.security.room import Room

ZONE = ZoneInfo("Asia/Shanghai")


def at(room: Room, moment: str) -> None:
    """It is this moment in the office."""
    room.now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def staff(room: Room) -> dict[Role, Officer]:
    """An officer of each role that handles cases."""
    names = {
        Role.INTAKE: "何清",
        Role.HANDLER: "程远",
        Role.SUPERVISOR: "沈岚",
        Role.HEAD: "陆知远",
    }
    return {role: room.enrol(name, role) for role, name in names.items()}


def new_case(room: Room, text: str = MINOR) -> Case:
    """A case of today; what was said about it is out of the way."""
    case = room.tip(text)
    room.deliver()
    return case


def clock(room: Room, case: Case) -> RunningClock:
    with room.store.begin(room.now) as tx:
        return tx.cases.clocks(case.id)[0]


def sweep(room: Room) -> int:
    with room.store.begin(room.now) as tx:
        return fire_due(tx, room.office, room.now)


def said(room: Room, moment: str) -> list[tuple[str, str]]:
    """What is said of deadlines at this moment: (address, text)."""
    at(room, moment)
    sweep(room)
    return [(to, key) for to, key, _args in room.deliver() if key.startswith("clock")]


def moments(room: Room) -> Sequence[tuple[str, str]]:
    """What is planned of clocks: (rule, the local day)."""
    with room.store.begin(room.now) as tx:
        planned = tx.agenda.planned("clock")
    return [(one.rule, f"{one.due_at.astimezone(ZONE):%m-%d %H:%M}") for one in planned]


HOUR = timedelta(hours=1)
