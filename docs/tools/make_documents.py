"""Make the pictures of finished papers for the handbook, from an invented case.

Run ``python -m docs.tools.make_documents``; it needs LibreOffice (``soffice``) and poppler (``pdftoppm``).
"""

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.rules.model import Case, Material, Officer, RunningClock, Talk, TalkRecord
from bot.rules.papers import Paper
from bot.rules.practice import Practice
from bot.rules.signatures import Signed, approvals
from bot.rules.terms import (
    Act,
    Discipline,
    Level,
    MaterialKind,
    Outcome,
    Role,
    Route,
    Severity,
    State,
    TalkKind,
)
from bot.services.dossier import Dossier, Letterhead
from bot.services.repeats import Retold
from handlers.documents.catalogue import FORMS
from handlers.documents.write import docx_of

PICTURES = Path(__file__).parents[1] / "pictures"
ZONE = ZoneInfo("Asia/Shanghai")
SHOWN = {
    "paper-registration": Paper.REGISTRATION,
    "paper-approval": Paper.INQUIRY,
    "paper-record": Paper.TALK_RECORD,
}
DOTS = "64"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the invented November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


COURSE = (
    Signed("沈岚", Role.SUPERVISOR, Act.ASSIGN, at(23, 11)),
    Signed(
        "程远",
        Role.HANDLER,
        Act.PROPOSE,
        at(24, 9, 30),
        "反映的是上班时间打麻将、群众等候，情节轻微，属首次反映，拟谈话了解。",
        route=Route.TALK,
    ),
    Signed(
        "程远",
        Role.HANDLER,
        Act.DISCUSS,
        at(24, 16),
        "11月24日，沈岚、程远、何清参加；一致同意谈话。",
    ),
    Signed("沈岚", Role.SUPERVISOR, Act.AGREE, at(24, 16, 40), "同意。"),
    Signed("陆知行", Role.HEAD, Act.APPROVE_TALK, at(25, 8, 50), "同意，注意保护群众。"),
)
ANSWERS = (
    ("请说一下你十月中旬的工作情况。", "十月中旬正常上班，在所里办理低保复核。"),
    ("工作时间有没有做与工作无关的事？", "有一次，下午没什么人，几个人打了麻将，是我的错。"),
    ("群众来办事时怎么处理的？", "让他等了，当时没有马上去办，我应当检讨。"),
    ("还有什么补充？", "没有了，以后一定改正。"),
)


def invented() -> Dossier:
    """A case that went as far as the record of its talk."""
    way, result = approvals(COURSE)
    ended = at(27, 9, 50)
    record = TalkRecord(("沈岚", "程远"), at(27, 9), ended, ANSWERS, read_back=True, signed=True)
    place = "县纪委监委一楼谈话室"
    talk = Talk(1, 1, TalkKind.CASE, ("沈岚", "程远"), at(27, 9), place, record=record)
    talk = replace(talk, held_on=date(2026, 11, 27))
    return Dossier(
        head=Letterhead("青岭县纪委监委", ZONE, date(2026, 11, 27), Practice()),
        case=Case(
            1,
            "2026-0147",
            1,
            State.REPORTING,
            9,
            Severity.MINOR,
            Route.TALK,
            Discipline.WORK,
            Level.COUNTY,
            datetime(2026, 11, 23, 2, 12, tzinfo=UTC),
            "",
            real_name=True,
            outcome=Outcome.REMINDER_TALK,
        ),
        facts={
            "accused": "田守拙",
            "unit": "石桥镇民政所",
            "position": "所长",
            "when": "十月十五日下午",
            "where": "石桥镇民政所办公室",
        },
        problem=(
            "石桥镇民政所所长田守拙上班时间打麻将。十月十五号下午我去办低保，他们几个人在里屋打，让我在外面等了两个钟头。"
            "我叫（姓名略），电话（号码略）。"
        ),
        proposal=None,
        course=COURSE,
        way=way,
        way_open=(),
        result=result,
        result_open=(),
        talks=(talk,),
        letters=(),
        clocks=(
            RunningClock(
                1, 1, "report", date(2026, 11, 27), date(2026, 12, 28), provisional=False
            ),
        ),
        handler=Officer(2, "程远", Role.HANDLER, ""),
        retold=Retold(),
        materials=(Material(1, 1, 1, MaterialKind.TEXT, "", at(23, 10, 12)),),
        scans=(),
        merged=(),
        merged_into="",
    )


def main(target: Path = PICTURES) -> None:
    """Write the first page of each paper shown as PNG."""
    d = invented()
    with tempfile.TemporaryDirectory() as made:
        for name, paper in SHOWN.items():
            word = Path(made) / f"{name}.docx"
            word.write_bytes(docx_of(FORMS[paper], d))
            run("soffice", "--headless", "--convert-to", "pdf", "--outdir", made, str(word))
            pdf = str(word.with_suffix(".pdf"))
            run("pdftoppm", "-png", "-r", DOTS, "-singlefile", pdf, str(target / name))


def run(*command: str) -> None:
    """Run a program quietly; its failure is ours."""
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
