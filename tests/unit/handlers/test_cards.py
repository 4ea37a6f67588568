"""The case card in every state, menu and language: it fits, it says enough, its buttons are legal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.model import Case, Decision, Letter, Proposal, Talk
from bot.rules.terms import Act, Discipline, Level, Outcome, Role, Route, Severity, State, TalkKind
from bot.rules.triage import Reason, Span, Triage
from bot.rules.workflow import TRANSITIONS
from bot.services.repeats import Retold
from bot.services.views import CardView
from handlers.buttons import LIMIT as BUTTON_LIMIT
from handlers.buttons import Buttons
from handlers.card_keys import card_rows, sealed_rows
from handlers.cards import article, card_text
from handlers.keyboards import rows_for
from tests.unit.handlers.counter import NOW, Counter, blank, open_counter

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
BUTTONS = Buttons(b"k" * 32)
MENUS = ("", "change", "ends", "recuse", "assign", "aside", "more", "opinion", "clocks")


def view(state: State, *, words: str = "打麻将", severity: Severity = Severity.MINOR) -> CardView:
    case = Case(
        id=2**40,
        number="2026-0147",
        tip_id=1,
        state=state,
        version=999,
        severity=severity,
        route=Route.TALK,
        discipline=Discipline.WORK,
        level=Level.LOWER,
        received_at=AT,
        reply_to="secret-reply-token",
        urgent=True,
        insisted=True,
        real_name=True,
        outcome=Outcome.EXPLAINED if state is State.CLOSED else None,
    )
    reason = Reason(Span(0, len(words), words), "r", "处分条例2023-132")
    triage = Triage(
        severity, 0.91, Discipline.WORK, review=False, urgent=True, reasons=(reason,) * 9
    )
    made = Decision(case.id, 998, 1, Act.PROPOSE, AT, words, severity, Route.TALK)
    return CardView(
        case=case,
        proposal=Proposal(case.id, triage, Route.TALK, AT),
        clocks=(),
        facts=dict.fromkeys(
            ("accused", "unit", "position", "when", "where", "amount"), words[:200]
        ),
        retold=Retold(
            ("2026-0001",) * 50, ("2026-0200",) * 50, ("person", "unit", "number", "words")
        ),
        others=("2026-0002",) * 5,
        decisions=[(made, "何清")] * 9,
        materials=3,
        files=1,
        withdrawn=True,
        talk=Talk(1, case.id, TalkKind.CASE, (words[:200],), AT, words[:200]),
        letter=Letter(1, case.id, "青岭纪函〔2026〕1号", "x", ("y",), AT.date(), AT.date()),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("state", State)
def test_a_card_fits_into_one_message_in_every_state(
    state: State, menu: str, language: str
) -> None:
    for words in ("打麻将", "<&😀>" * 1000):
        shown = card_text(view(state, words=words), menu, language, ZONE)
        assert len(shown.encode("utf-16-le")) // 2 <= 4096 + shown.count("&") * 4
        assert "2026-0147" in shown
        assert "secret-reply-token" not in shown
        assert shown.count("<b>") == shown.count("</b>")
        assert escape("<&😀>", quote=False) in shown or words == "打麻将"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("state", State)
def test_every_button_has_a_word_and_fits(
    state: State, menu: str, language: str, severity: Severity
) -> None:
    rows = card_rows(view(state, severity=severity), menu, language)
    assert rows
    for row in rows:
        assert 1 <= len(row) <= 4
        for label, button in row:
            assert label.strip()
            assert len(BUTTONS.pack(button).encode()) <= BUTTON_LIMIT


@pytest.mark.parametrize(
    "state", [State.CLOSED, State.TRANSFERRED, State.SENT_UP, State.MERGED, State.VERIFICATION]
)
def test_a_case_that_is_over_offers_at_most_to_take_it_up_again(state: State) -> None:
    verbs = {button.verb for row in card_rows(view(state), "", "zh") for _, button in row}
    reading = {"full", "why", "recuse", "more!", "identity", "accepted", "feedback"}
    assert verbs - reading <= {"reopen-closed"}
    assert set(TRANSITIONS[state]) <= {Act.SEAL, Act.REOPEN, Act.MEETING}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sealed_item_offers_to_open_and_to_send_up(language: str) -> None:
    verbs = [[b.verb for _, b in row] for row in sealed_rows(view(State.SEALED).case, language)]
    assert verbs == [["unseal"], ["sentup"]]
    verbs = [[b.verb for _, b in row] for row in sealed_rows(view(State.SENT_UP).case, language)]
    assert verbs == [["unseal"]]


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("处分条例2023-122", "处分条例（2023）第122条"),
        ("刑法-382", "刑法第382条"),
        ("刑法-388-1", "刑法第388条之1"),
        ("", ""),
        ("别的", "别的"),
    ],
)
def test_articles_are_said_as_people_say_them(identifier: str, said: str) -> None:
    assert article(identifier) == said


@given(st.text(max_size=30))
def test_a_text_without_buttons_has_none(key: str) -> None:
    assert isinstance(rows_for(key, {"tip": 1, "rows": [], "case": 1}, "zh"), list)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    template = blank(tmp_path_factory.mktemp("blank"))
    found = open_counter(tmp_path_factory.mktemp("counter"), template)
    yield found
    found.store.close()


PRESSABLE = {
    "held": Act.TALK_HELD,
    "given": Act.LETTER_DELIVERED,
    "replied": Act.REPLY_RECEIVED,
    "again": Act.AGAIN,
    "reopen": Act.REOPEN,
    "low-": Act.REFUSE_LOWERING,
    "return": Act.SEND_BACK,
    "raise": Act.RAISE,
    "talk": Act.ARRANGE_TALK,
    "letter": Act.ISSUE_LETTER,
    "plan+": Act.APPROVE_PLAN,
    "return-report": Act.RETURN_REPORT,
    "check+": Act.CHECK_CONFIRMED,
    "lower+": Act.LOWER_ACCEPTED,
    "meeting": Act.MEETING,
    "down": Act.SEND_DOWN,
    "keep": Act.KEEP,
    "merge": Act.MERGE,
    "split": Act.SPLIT,
    "discuss": Act.DISCUSS,
}


@pytest.mark.parametrize("severity", [Severity.MINOR, Severity.SERIOUS])
@pytest.mark.parametrize("state", State)
def test_no_button_offers_what_the_table_forbids(state: State, severity: Severity) -> None:
    shown = view(state, severity=severity)
    for row in (*card_rows(shown, "", "zh"), *card_rows(shown, "more", "zh")):
        for _, button in row:
            if button.verb in PRESSABLE:
                assert PRESSABLE[button.verb] in TRANSITIONS[state], (state, button.verb)
            if button.verb == "ask":
                assert {Act.ASK, Act.QUERY} & set(TRANSITIONS[state])


def test_a_card_of_a_real_case_is_drawn_from_the_store(counter: Counter) -> None:
    from bot.services import views

    case = counter.case(State.REGISTERED)
    with counter.store.begin(NOW) as tx:
        shown = card_text(views.card(tx, case.id), "", "zh", ZONE)
    assert case.number in shown
    assert Role.HEAD not in shown
