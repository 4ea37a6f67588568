"""Cases on their way, and what the papers made of them say."""

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from docx import Document

from bot.rules.model import Case, Letter, Officer, Talk, TalkRecord
from bot.rules.papers import Paper
from bot.rules.terms import Act, Level, Mode, Outcome, Role, Route, State, TalkKind
from bot.services import approvals
from bot.services.dossier import Dossier, Letterhead, dossier
from handlers.documents.catalogue import FORMS
from handlers.documents.write import docx_of
from tests.security.room import Room

NAME, PHONE = "贾春生", "13912345678"
GIFTS = "县农机站站长邹望川去年十二月收了合作社送的两条烟，在食堂门口给的。"
SIGNED = f"{GIFTS}我叫{NAME}，电话{PHONE}。"
OFFICE = "青岭县纪委监委"


@dataclass
class Desk:
    """Four officers and the room they work in."""

    room: Room
    handler: Officer
    supervisor: Officer
    head: Officer
    overseer: Officer

    def to_talk(self, text: str = SIGNED, *, mode: Mode = Mode.REAL_NAME) -> Case:
        """A case whose talk is approved, with an opinion of each of the two who signed."""
        case = self.room.tip(text, mode=mode, level=Level.COUNTY)
        self.room.do(
            approvals.send_way,
            case,
            self.handler,
            act=Act.HOLD,
            route=Route.TALK,
            reason="情节轻微，拟谈话了解。",
        )
        self.room.do(
            approvals.approve, case, self.supervisor, act=Act.PROPOSE, reason="同意谈话。"
        )
        return self.room.case(case)

    def put(self, case: Case, state: State, **changed: Any) -> Case:
        """The case as if it stood there."""
        now = self.room.case(case)
        with self.room.store.begin(self.room.now) as tx:
            tx.cases.replace(replace(now, state=state, **changed), expected_version=now.version)
        return self.room.case(case)

    def talk(self, case: Case, **changed: Any) -> Talk:
        """A talk of the case, with a record where ``answers`` are given."""
        at = self.room.now + timedelta(days=2)
        answers = changed.pop("answers", None)
        record = None
        if answers is not None:
            ended = at + timedelta(minutes=50)
            record = TalkRecord(("沈岚", "程远"), at, ended, answers, read_back=True, signed=True)
        made = Talk(0, case.id, TalkKind.CASE, ("沈岚", "程远"), at, "县纪委谈话室", record=record)
        with self.room.store.begin(self.room.now) as tx:
            return tx.handling.keep_talk(replace(made, **changed))

    def letter(self, case: Case, **changed: Any) -> Letter:
        """A letter of the case."""
        today = self.room.office.today(self.room.now)
        made = Letter(
            0,
            case.id,
            "青岭纪函〔2026〕1号",
            "县农机站站长 邹望川",
            ("请说明有无收受财物。",),
            today,
            today + timedelta(days=21),
            cc="县农业农村局党组书记",
        )
        with self.room.store.begin(self.room.now) as tx:
            return tx.handling.keep_letter(replace(made, **changed))

    def dossier(self, case: Case, officer: Officer | None = None) -> Dossier:
        office = self.room.office
        head = Letterhead(OFFICE, office.zone, office.today(self.room.now), office.practice)
        with self.room.store.begin(self.room.now) as tx:
            return dossier(tx, tx.cases.get(case.id), officer or self.head, head)

    def paper(self, case: Case, paper: Paper) -> str:
        """What this paper of the case says, as Word would show it."""
        return words_of(docx_of(FORMS[paper], self.dossier(case)))


def desk_in(room: Room) -> Desk:
    """The officers take their seats."""
    return Desk(
        room,
        room.enrol("程远", Role.HANDLER),
        room.enrol("沈岚", Role.SUPERVISOR),
        room.enrol("陆知行", Role.HEAD),
        room.enrol("安宁", Role.OVERSIGHT),
    )


def words_of(content: bytes) -> str:
    """Every word of a Word file: paragraphs, cells, footers."""
    document = Document(io.BytesIO(content))
    lines = [part.text for part in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines += [part.text for section in document.sections for part in section.footer.paragraphs]
    return "\n".join(lines)


ENDS = {State.CLOSED: Outcome.EXPLAINED, State.REPORTED: Outcome.EXPLAINED}
