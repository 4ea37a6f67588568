"""The register and a quarter's results: complete, sorted, and without a word of a tip."""

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from bot.rules.errors import NotAllowedError
from bot.rules.quarters import Quarter
from bot.rules.terms import Act, Level, Outcome, Route, State
from bot.services.casework import Choice, act
from bot.services.ledger import Asked, entries, results
from bot.services.recusals import recuse
from handlers.documents.quarter import Told, results_docx
from handlers.documents.register import HEAD_ROW, register_xlsx, results_xlsx
from tests.papers.folder import NAME, OFFICE, PHONE, SIGNED, desk_in, words_of

DAY = date(2026, 11, 23)


@pytest.fixture
def desk(room):
    return desk_in(room)


def asked(desk, reader=None, *, names="", days=0, year=0):
    return Asked(desk.room.office.zone, DAY + timedelta(days=days), reader, names, year)


def found(desk, reader=None, **more):
    with desk.room.store.begin(desk.room.now) as tx:
        return entries(tx, asked(desk, reader, **more))


def sheet_of(content: bytes):
    return load_workbook(io.BytesIO(content)).active


def cells(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet_of(content).iter_rows()]


def test_a_line_tells_when_each_thing_was_done(desk):
    case = desk.to_talk()
    desk.talk(case, held_on=DAY)
    (line,) = found(desk)
    assert (line.number, line.received, line.disposed) == (case.number, DAY, DAY)
    assert (line.talked, line.closed, line.route) == (DAY, None, Route.TALK)
    assert line.real_name


def test_the_register_has_a_head_that_stays_filters_and_widths(desk):
    desk.to_talk()
    sheet = sheet_of(register_xlsx("问题线索台账", found(desk)))
    head = [cell.value for cell in sheet[HEAD_ROW]]
    assert head[:3] == ["编号", "收件日期", "反映方式"]
    assert "超期" in head
    assert sheet.freeze_panes == f"B{HEAD_ROW + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{HEAD_ROW}:")
    assert sheet.column_dimensions["P"].width == 34


def test_no_word_of_a_tip_and_no_name_stands_in_it_unless_the_names_are_asked_for(desk):
    desk.to_talk()
    plain = str(cells(register_xlsx("台账", found(desk))))
    for word in ("两条烟", "邹望川", NAME, PHONE):
        assert word not in plain
    named = str(cells(register_xlsx("台账", found(desk, names="yes"), names="yes")))
    assert "邹望川" in named
    assert "被反映人" in named
    assert NAME not in named


def test_sealed_items_are_never_in_it(desk):
    desk.room.tip("我要反映副县长冉某在招商项目里的问题。", level=Level.HIGHER)
    assert found(desk) == ()
    assert found(desk, desk.head) == ()


def test_whoever_stepped_aside_does_not_find_the_case_and_others_do(desk):
    case = desk.to_talk()
    with desk.room.store.begin(desk.room.now) as tx:
        recuse(tx, case.id, desk.supervisor, desk.room.now)
    assert found(desk, desk.supervisor) == ()
    assert [one.number for one in found(desk, desk.overseer)] == [case.number]


def test_a_handler_may_not_have_it(desk):
    with pytest.raises(NotAllowedError):
        found(desk, desk.handler)


def test_what_ran_out_is_marked(desk):
    desk.room.tip(SIGNED)
    assert not found(desk)[0].overdue
    late = found(desk, days=60)
    assert late[0].overdue
    assert "超期" in str(cells(register_xlsx("台账", late))[HEAD_ROW:])


def test_words_that_look_like_a_formula_stay_words(desk):
    case = desk.to_talk()
    with desk.room.store.begin(desk.room.now) as tx:
        tip = tx.tips.get(case.tip_id)
        tip.facts["accused"] = '=HYPERLINK("http://x","y")\x0b'
        tx.tips.save(tip)
    sheet = sheet_of(register_xlsx("台账", found(desk, names="yes"), names="yes"))
    cell = sheet.cell(HEAD_ROW + 1, 5)
    assert cell.value.startswith("=HYPERLINK")
    assert cell.data_type == "s"


def test_an_empty_year_is_a_register_with_a_head_alone(desk):
    desk.to_talk()
    empty = found(desk, year=2025)
    assert len(found(desk, year=2026)) == 1
    assert len(cells(register_xlsx("台账", empty))) == HEAD_ROW


def test_a_quarter_counts_what_came_what_was_disposed_of_and_what_ended(desk):
    ended = desk.to_talk()
    desk.put(ended, State.REPORTING)
    _conclude(desk, ended)
    desk.room.tip(SIGNED)
    told = results(found(desk), Quarter.parse("2026Q4"))
    assert (told.received, told.real_name) == (2, 1)
    assert told.ways == {Route.TALK: 1}
    assert told.outcomes == {Outcome.CRITICISM: 1}
    assert [one.number for one in told.ended] == [ended.number]
    assert len(told.open) == 1
    assert results(found(desk), Quarter(2026, 3)).received == 0


def _conclude(desk, case):
    with desk.room.store.begin(desk.room.now) as tx:
        now = tx.cases.get(case.id)
        choice = Choice(case.id, now.version, Act.CONCLUDE, outcome=Outcome.CRITICISM)
        act(tx, choice, desk.supervisor, desk.room.office, desk.room.now)


def test_a_quarter_is_told_by_number_without_names(desk):
    case = desk.to_talk()
    told = results(found(desk), Quarter(2026, 4))
    said = words_of(results_docx(Told(OFFICE, DAY, told)))
    book = load_workbook(io.BytesIO(results_xlsx(OFFICE, told)))
    sheets = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )
    for text in (said, sheets):
        assert case.number in text
        assert "本季度收件" in text
        for word in ("两条烟", "邹望川", NAME):
            assert word not in text
    assert "2026年第4季度" in said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024年第1季度", date(2024, 1, 1), date(2024, 3, 31)),
        (" 2026q2 ", date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_a_quarter_is_read_in_several_forms(text, first, last):
    quarter = Quarter.parse(text)
    assert (quarter.first, quarter.last) == (first, last)
    assert first in quarter
    assert last in quarter
    assert last + timedelta(days=1) not in quarter


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "Q4", "1999Q1"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError, match="2026Q4"):
        Quarter.parse(text)
