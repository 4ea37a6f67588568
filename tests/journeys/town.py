"""A little town for the journeys: the stage, its people, a reader that does as it is told.

The reader is scripted, so that no journey depends on a trained model: words of ``CUES`` decide
the severity, words of ``FACTS`` are the facts. Invented people and places.
"""

import asyncio
import io
import json
import re
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event

from bot.opening import wall_clock
from bot.rules.terms import Discipline, Role, Severity
from bot.rules.triage import Facts, Reason, Span, Triage
from bot.stage import USERNAME, ShiftedClock, Stage
from handlers.limiter import Limits
from sandbox.client import Person
from sandbox.person import Json, labels, words

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 10, 12, tzinfo=ZONE)

MINOR = "石桥镇民政所所长田守拙上班时间打麻将，十月十五号下午我去办事，他让我等了两个钟头。"
SERIOUS = "柳湾村村主任季大有冒领危房改造补助款，前年一共套取了八万六千元，都打进小舅子的卡里。"
VAGUE = "某局长天怒人怨，是个大贪官。"
OUTSIDE = "小区门口的超市卖给我过期的牛奶，不给退钱，态度还很差。"
HIGHER = "我要反映副县长冉某在招商项目里的问题，材料我都有。"
URGENT = "柳湾村村主任季大有冒领补助，我走投无路，今晚就从楼上跳下去。"

STAFF = {
    "何清": Role.INTAKE,
    "程远": Role.HANDLER,
    "沈岚": Role.SUPERVISOR,
    "陆知远": Role.HEAD,
}

CUES = (
    ("牛奶", Severity.OUT_OF_SCOPE, "12315"),
    ("套取", Severity.SERIOUS, ""),
    ("冒领", Severity.SERIOUS, ""),
    ("打麻将", Severity.MINOR, ""),
    ("两条烟", Severity.MINOR, ""),
    ("天怒人怨", Severity.INSUFFICIENT, ""),
)
FACTS = {
    "accused": ("田守拙", "季大有", "邹望川", "冉某", "洪四海"),
    "unit": ("石桥镇民政所", "柳湾村", "县农机站", "枫林镇"),
    "position": ("村主任", "所长", "站长", "副县长", "县委书记", "局长"),
    "when": ("十月十五号下午", "前年", "去年十二月"),
    "where": ("食堂门口", "办公室"),
    "amount": ("八万六千元", "五百元"),
}
ARTICLES = {
    Severity.SERIOUS: "刑法-382",
    Severity.MINOR: "处分条例2023-132",
    Severity.INSUFFICIENT: "",
    Severity.OUT_OF_SCOPE: "",
}
UNSURE = "拿不准"
ASKED = ("unit", "accused", "when", "amount")


def read(text: str) -> Triage:
    """What the scripted reader makes of a text."""
    cue, severity, redirect = next(
        (one for one in CUES if one[0] in text), ("", Severity.INSUFFICIENT, "")
    )
    facts = {name: _spans(text, found) for name, found in FACTS.items()}
    if severity is Severity.OUT_OF_SCOPE:
        facts = {}
    missing = tuple(name for name in ASKED if severity in _IN_SCOPE and not facts.get(name))
    article = ARTICLES[severity]
    reasons = tuple(Reason(span, "scripted", article) for span in _spans(text, (cue,)) if cue)
    return Triage(
        severity=severity,
        confidence=0.4 if UNSURE in text else 0.91,
        discipline=Discipline.WORK if severity in _IN_SCOPE else Discipline.NONE,
        review=UNSURE in text,
        urgent="跳下去" in text,
        reasons=reasons,
        facts=Facts(**facts),
        missing=missing,
        redirect=redirect,
        model="scripted",
        spoke="rules",
    )


WAITING = """SELECT
    (SELECT count(*) FROM inbox WHERE state='open' AND coalesce(not_before, '') <= ?),
    (SELECT count(*) FROM outbox WHERE state='queued' AND not_before <= ?
     AND coalesce(leased_until, '') <= ?),
    (SELECT count(*) FROM material WHERE file_state='pending' AND coalesce(not_before, '') <= ?)
"""
"""What the bot still has to do: updates, messages, files."""

_IN_SCOPE = (Severity.SERIOUS, Severity.MINOR, Severity.INSUFFICIENT)


def _spans(text: str, wanted: tuple[str, ...]) -> tuple[Span, ...]:
    places = ((text.find(word), word) for word in wanted)
    return tuple(Span(at, at + len(word), word) for at, word in places if at >= 0)


class UnhurriedStage(Stage):
    """The stage without Telegram's pace, and without waiting for the disk.

    Journeys are about what is said, not how fast; that a commit survives is tested elsewhere.
    """

    async def start(self) -> None:
        await super().start()
        event.listen(self.store.engine, "checkout", _no_waiting_for_the_disk)
        self.app.parts.delivery.pace(Limits(10_000, 10_000, 1.0, 10_000))


def _no_waiting_for_the_disk(connection: Any, _record: object, _proxy: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@dataclass(slots=True)
class Town:
    """Who lives here, and what a journey does again and again."""

    stage: Stage
    clock: ShiftedClock
    log: io.StringIO
    officers: int = 0  # chat id of the officers' group
    leaders: int = 0  # chat id of the leaders' group
    staff: dict[str, Person] = field(default_factory=dict)
    citizens: list[Person] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)  # besides all that citizens write
    told: set[str] = field(default_factory=set)  # what officers meant citizens to read

    @property
    def path(self) -> Path:
        return self.stage.folder / "qingfeng.sqlite3"

    @property
    def citizen(self) -> Person:
        return self.citizens[0]

    @property
    def neighbour(self) -> Person:
        return self.citizens[1]

    @property
    def intake(self) -> Person:
        return self.staff["何清"]

    @property
    def handler(self) -> Person:
        return self.staff["程远"]

    @property
    def supervisor(self) -> Person:
        return self.staff["沈岚"]

    @property
    def head(self) -> Person:
        return self.staff["陆知远"]

    def now(self) -> datetime:
        return self.clock().astimezone(ZONE)

    def set_time(self, moment: datetime) -> None:
        """Move the clock of the bot to this moment, forward or back."""
        self.clock.skipped = moment.astimezone(UTC) - wall_clock()

    async def pass_time(self, span: timedelta) -> None:
        """Skip ahead; the bot looks at its calendar and its queues."""
        self.clock.skipped += span
        await self.stage.app.sweep()
        for part in (self.stage.app.parts.dispatcher, self.stage.app.parts.delivery):
            part.wake.set()
        self.stage.app.parts.fetcher.wake.set()
        await self.settle()

    async def settle(self, within: float = 5.0) -> None:
        """Wait until every update is handled and every message that is due has left."""
        deadline = asyncio.get_running_loop().time() + within
        quiet = 0
        while quiet < 2:  # twice, for a message may just be on its way between two hands
            quiet = 0 if self._pending() else quiet + 1
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"the bot does not come to rest: {self._pending()}")
            await asyncio.sleep(0.003)

    def _pending(self) -> tuple[int, ...]:
        feeds = sum(len(bot.feed.waiting) for bot in self.stage.box.world.bots.values())
        busy = len(self.stage.app.parts.delivery._busy)
        now = self.clock().replace(tzinfo=None).isoformat(" ")
        (counts,) = self.rows(WAITING, now, now, now, now)
        pending = (feeds, busy, *counts)
        return pending if any(pending) else ()

    # --- people -----------------------------------------------------------------------

    async def add_citizen(self, name: str, **names: Any) -> Person:
        number = 6_123_450_000 + len(self.citizens)
        person = await self.stage.sim.add_user(name, id=number, **names)
        self.citizens.append(person)
        return person

    async def enrol(self, name: str, role: Role, *, relations: str = "") -> Person:
        number = 6_987_650_000 + len(self.staff)
        person = await self.stage.sim.add_user(name, id=number)
        await self.stage.enrol(person, name, role)
        self.staff[name] = person
        if relations:
            await person.say(f"/relations {relations}")
            await person.sees("已声明的关系人")
        return person

    async def group(self, title: str, members: list[Person], **wish: Any) -> int:
        wish = {"type": "supergroup", "admins": members[:1], "bots": [USERNAME]} | wish
        return int((await self.stage.sim.add_chat(title, members=members, **wish))["id"])

    async def populate(self) -> None:
        """Two citizens, four officers, the officers' group and a leaders' group.

        They are seated without a word, for speed: how one comes in has journeys of its own.
        """
        await self.add_citizen("周阿姨")
        await self.add_citizen("小林")
        for name, role in STAFF.items():
            await self.seat(name, role)
        self.officers = await self.group("信访工作群", list(self.staff.values()))
        self.leaders = await self.group(
            "各单位主要负责人", [self.supervisor, self.head, self.neighbour]
        )
        with self.stage.store.begin(self.clock()) as tx:
            group = tx.people.address(self.officers, kind="group", language="zh")
            tx.people.bind("officers", group)

    async def seat(self, name: str, role: Role) -> Person:
        """An officer who has been here for years."""
        person = await self.stage.sim.add_user(name, id=6_987_650_000 + len(self.staff))
        world, now = self.stage.box.world, self.clock()
        world.private(world.bot(USERNAME), world.user(person.id)).started = True
        with self.stage.store.begin(now) as tx:
            token = tx.officers.invite(name, role, expires=now + timedelta(hours=1))
            address = tx.people.address(person.id, kind="private", language="zh")
            tx.officers.enrol(token, person.id, address, now)
        self.staff[name] = person
        return person

    # --- a tip ------------------------------------------------------------------------

    async def write(
        self, who: Person, *texts: str, level: str = "县直单位", mode: str = "匿名反映"
    ) -> None:
        """From /start to the last word of the story."""
        command = await who.start()
        await who.sees("您好", after=command["message_id"])
        await who.tap(mode)
        await who.sees("哪一级的干部", after=command["message_id"])
        await who.tap(level)
        await who.sees("想到哪写到哪", after=command["message_id"])
        for number, one in enumerate(texts, 1):
            said = await who.say(one)
            await who.sees(f"记下了（第 {number} 条）", after=said["message_id"])

    async def finish(self, who: Person) -> None:
        """「写好了」, and 「不知道」 to whatever is asked."""
        await who.tap("写好了")
        while True:
            message = await self.newest(who)
            if "提交" in labels(message):
                return
            if "不知道" in labels(message):
                await who.tap("不知道")

    async def newest(self, who: Person, chat: int | None = None) -> Json:
        await self.settle()
        return await who.last(chat)

    async def submit(self, who: Person) -> str:
        """「提交」 and the last four letters typed back: the query code."""
        before = await who.last()
        await who.tap("提交")
        receipt = await who.sees("只显示这一次", after=before["message_id"])
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", words(receipt))
        assert found, words(receipt)
        self.secrets.add(found[0])
        await who.say(found[0][-4:])
        await who.sees("在任何账号里发 /status", after=receipt["message_id"])
        return found[0]

    async def report(
        self, who: Person, *texts: str, level: str = "县直单位", mode: str = "匿名反映"
    ) -> str:
        """A whole anonymous tip; the query code."""
        await self.write(who, *texts, level=level, mode=mode)
        await self.finish(who)
        return await self.submit(who)

    async def case(self, *, text: str = MINOR, who: Person | None = None) -> str:
        """A new case whose card hangs in the officers' group; its number."""
        before = set(self.numbers())
        await self.report(who or self.citizen, text)
        await self.settle()
        (number,) = set(self.numbers()) - before
        return number

    def numbers(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT number FROM case_file ORDER BY id")]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a look into the database file shows."""
        with sqlite3.connect(self.path) as db:
            found = db.execute(query, values).fetchall()
        db.close()
        return found

    def state(self, number: str) -> str:
        """Where a case stands."""
        return str(self.rows("SELECT state FROM case_file WHERE number=?", number)[0][0])

    def version(self, number: str) -> int:
        return int(self.rows("SELECT version FROM case_file WHERE number=?", number)[0][0])

    async def card(self, number: str, who: Person | None = None) -> Json:
        """The card of a case as it hangs now in the group, or in private for ``who``."""
        await self.settle()
        chat = None if who else self.officers
        for message in reversed(await (who or self.intake).messages(chat)):
            if f"信访件 {number}" in words(message) and "材料" in words(message):
                return message
        raise AssertionError(f"no card of {number}")

    async def tap_card(self, who: Person, number: str, button: str) -> str:
        """Press a button of the card in the group; what the toast says."""
        card = await self.card(number)
        done = await who.tap(button, chat=self.officers, message=card["message_id"])
        return str((done["answer"] or {}).get("text", ""))

    # --- afterwards -------------------------------------------------------------------

    async def calls(self) -> list[Json]:
        """Every call of the bot that shows something."""
        return [
            call
            for call in await self.stage.sim.journal()
            if call["method"].startswith(("send", "edit", "answer")) and call["status"] == 200
        ]

    async def spoken(self) -> dict[int, list[str]]:
        """Chat → everything the bot ever said there, in every version."""
        return spoken_in(await self.calls())


def spoken_in(calls: list[Json]) -> dict[int, list[str]]:
    """Chat → everything said there in these calls."""
    found: dict[int, list[str]] = {}
    for call in calls:
        said = call["params"].get("text") or call["params"].get("caption")
        if said and call["chat"] is not None:
            found.setdefault(int(call["chat"]), []).append(str(said))
    return found


def callbacks(call: Json) -> list[str]:
    """The callback data of all buttons in a call."""
    markup = call["params"].get("reply_markup") or {}
    if isinstance(markup, str):
        markup = json.loads(markup)
    rows = markup.get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
