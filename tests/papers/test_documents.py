"""Papers of a case: what they say, what they leave open, and what they never tell."""

import io
import zipfile

import pytest
from docx import Document
from lxml import etree

from bot.rules.errors import NotAllowedError
from bot.rules.papers import OUTWARD, Paper, Standing, papers_of
from bot.rules.terms import Act, Level, Mode, Outcome, Route, State
from bot.services.letters import QUOTE_LIMIT, refuse_quotes
from bot.services.recusals import recuse
from handlers.documents.catalogue import FORMS
from handlers.documents.values import MOST_OF_PROBLEM
from handlers.documents.write import docx_of
from handlers.texts import word
from tests.papers.folder import ENDS, NAME, PHONE, SIGNED, desk_in, words_of

A4_WIDTH = 210
FREE = [state for state in State if state not in (State.SEALED, State.SENT_UP)]
NASTY = "<b>&amp;</b> {{ office }} {% for x in y %} \x00\x0b\u202e\ud800 =1+1 ]]> \ufffe 𠮷"


@pytest.fixture
def desk(room):
    return desk_in(room)


# --- what makes sense where


def test_every_paper_is_made_here_but_the_letter_that_has_a_template():
    assert set(FORMS) == set(Paper) - {Paper.LETTER}


def test_of_a_sealed_case_no_paper_is_offered():
    assert papers_of(Standing(State.SEALED)) == ()
    assert papers_of(Standing(State.SENT_UP)) == ()


@pytest.mark.parametrize(
    ("standing", "there", "absent"),
    [
        (Standing(State.REGISTERED), {"registration", "contents"}, {"disposition", "report"}),
        (Standing(State.ASSIGNED), {"disposition"}, {"inquiry", "handover"}),
        (Standing(State.TALK, Route.TALK), {"talk_plan", "inquiry"}, {"talk_notice"}),
        (Standing(State.TALK_PLANNED, Route.TALK, talk=True), {"safety_plan"}, {"talk_notice"}),
        (Standing(State.TALK_ARRANGED, Route.TALK, talk=True), {"talk_notice"}, {"opinion"}),
        (Standing(State.REPORTING, Route.TALK, talk=True), {"opinion", "report"}, {"acceptance"}),
        (Standing(State.LETTER_ISSUED, Route.LETTER, letter=True), {"letter"}, {"talk_plan"}),
        (
            Standing(State.CLOSED, Route.TALK, Outcome.EXPLAINED, talk=True),
            {"acceptance", "meeting"},
            {"handover"},
        ),
        (
            Standing(State.CLOSED, Route.TALK, Outcome.CRITICISM, talk=True),
            {"meeting"},
            {"acceptance"},
        ),
        (Standing(State.VERIFICATION, Route.VERIFICATION), {"handover"}, {"inquiry"}),
        (Standing(State.MERGED), {"registration"}, {"disposition"}),
    ],
)
def test_the_papers_offered_fit_where_the_case_stands(standing, there, absent):
    offered = set(papers_of(standing))
    assert there <= offered
    assert not absent & offered


@pytest.mark.slow
@pytest.mark.parametrize("state", FREE)
def test_every_paper_offered_in_a_state_opens_and_bears_its_title(desk, state):
    case = desk.to_talk()
    desk.talk(case)
    desk.letter(case)
    case = desk.put(case, state, outcome=ENDS.get(state))
    d = desk.dossier(case)
    for paper in papers_of(d.standing):
        if paper in FORMS:
            content = docx_of(FORMS[paper], d)
            document = Document(io.BytesIO(content))
            assert round(document.sections[0].page_width.mm) == A4_WIDTH
            assert FORMS[paper].title in words_of(content)
            _is_sound(content)


def _is_sound(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith(".xml"):
                etree.fromstring(parts.read(name))


# --- who reported


def test_no_paper_holds_the_name_or_the_number_of_a_real_name_reporter(desk):
    case = desk.to_talk()
    desk.talk(case, answers=(("是不是贾春生告的我？", "贾春生打过电话13912345678"),))
    desk.letter(case)
    case = desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED)
    d = desk.dossier(case)
    everything = "\n".join(words_of(docx_of(FORMS[paper], d)) for paper in FORMS)
    assert NAME not in everything
    assert PHONE not in everything
    assert "实名（身份信息另存，依批准调阅）" in everything
    assert "（姓名略）" in everything


def test_an_anonymous_tip_is_registered_as_anonymous_and_names_in_it_are_left_out(desk):
    case = desk.room.tip(SIGNED, mode=Mode.ANONYMOUS)
    said = desk.paper(case, Paper.REGISTRATION)
    assert "匿名" in said
    assert PHONE not in said
    assert NAME not in said


def test_officers_words_in_an_anonymous_case_stay_as_they_were_written(desk):
    case = desk.to_talk(mode=Mode.ANONYMOUS)
    desk.talk(case, answers=(("你叫什么？", "我叫邹望川，电话13800000001。"),))
    assert "我叫邹望川，电话13800000001。" in desk.paper(case, Paper.TALK_RECORD)


@pytest.mark.parametrize("paper", sorted(OUTWARD - {Paper.LETTER}))
@pytest.mark.parametrize("inquiry", ["talk", "letter"])
def test_a_paper_that_leaves_the_office_quotes_nothing_and_hints_at_no_tip(desk, paper, inquiry):
    case = desk.to_talk()
    getattr(desk, inquiry)(case)
    case = desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED)
    said = desk.paper(case, paper)
    with desk.room.store.begin(desk.room.now) as tx:
        refuse_quotes(tx, case, tuple(said.splitlines()))  # raises where it quotes
    for hint in ("举报", "反映", "信访", "两条烟", "合作社", "匿名", "实名", case.number):
        assert hint not in said
    assert QUOTE_LIMIT == 8


def test_the_record_of_a_talk_tells_the_person_nothing_of_where_it_came_from(desk):
    case = desk.put(desk.to_talk(), State.TALK_ARRANGED)
    desk.talk(case)
    said = desk.paper(case, Paper.TALK_RECORD)
    for hint in ("举报", "反映", "信访", "两条烟"):
        assert hint not in said


# --- who may


def test_a_dossier_is_refused_to_whoever_stepped_aside_or_never_saw_the_case(desk):
    case = desk.to_talk()
    with desk.room.store.begin(desk.room.now) as tx:
        recuse(tx, case.id, desk.supervisor, desk.room.now)
    with pytest.raises(NotAllowedError):
        desk.dossier(case, desk.supervisor)
    assert desk.dossier(case, desk.overseer).case.id == case.id


def test_a_sealed_case_has_no_dossier_not_even_for_the_head(desk):
    case = desk.room.tip("我要反映副县长冉某在招商项目里的问题。", level=Level.HIGHER)
    assert case.sealed
    with pytest.raises(NotAllowedError):
        desk.dossier(case)


# --- what they say


def test_the_registration_form_is_filled_from_the_case_and_leaves_the_rest_open(desk):
    case = desk.to_talk()
    said = desk.paper(case, Paper.REGISTRATION)
    for known in (
        case.number,
        "邹望川",
        "县农机站",
        "站长",
        "去年十二月",
        "食堂门口",
        "2026年11月23日",
    ):
        assert known in said
    for label in ("性　　别", "民　　族", "政治面貌", "入党时间", "任现职时间", "是否监察对象"):
        assert label in said
    assert "首次反映" in said


def test_each_signature_stands_with_name_role_opinion_and_time(desk):
    said = desk.paper(desk.to_talk(), Paper.DISPOSITION)
    assert "情节轻微，拟谈话了解。" in said
    assert "程远（承办人）　2026年11月23日 10时00分" in said
    assert "同意谈话。" in said
    assert "沈岚（分管领导）　2026年11月23日 10时00分" in said
    assert "☑谈话函询" in said
    assert "□初步核实" in said


def test_before_anybody_signed_the_seats_of_the_chain_stand_empty(desk):
    case = desk.put(desk.room.tip(SIGNED), State.ASSIGNED)
    said = desk.paper(case, Paper.DISPOSITION)
    assert "承办人意见" in said
    assert "分管领导/主要负责人意见" in said
    assert "签名：＿＿＿＿" in said


def test_what_was_sent_back_is_no_signature_any_more(desk):
    case = desk.to_talk()
    with desk.room.store.begin(desk.room.now) as tx:
        tx.cases.decide(_decision(case, desk, Act.REOPEN))
    assert "同意谈话。" not in desk.paper(case, Paper.DISPOSITION)


def _decision(case, desk, act):
    from bot.rules.model import Decision

    return Decision(case.id, case.version + 1, desk.head.id, act, desk.room.now, "重新处置")


def test_the_record_of_a_talk_holds_times_talkers_answers_and_lines_on_every_page(desk):
    case = desk.put(desk.to_talk(), State.REPORTING)
    desk.talk(case, answers=(("去年十二月你在哪里？", "在站里。"), ("还有补充吗？", "没有。")))
    said = desk.paper(case, Paper.TALK_RECORD)
    assert "2026年11月25日 10时00分 至 2026年11月25日 10时50分" in said
    assert "沈岚、程远" in said
    assert "问：去年十二月你在哪里？" in said
    assert "答：没有。" in said
    assert "□ 已核对身份证件" in said
    assert "应当如实说明情况" in said
    assert "以上笔录已交被谈话人核对" in said
    assert "□ 以上笔录" not in said
    footers = [
        part.text
        for part in Document(io.BytesIO(docx_of(FORMS[Paper.TALK_RECORD], desk.dossier(case))))
        .sections[0]
        .footer.paragraphs
    ]
    assert "被谈话人签名：" in footers[0]


def test_a_record_that_is_still_to_be_written_has_lines_and_boxes(desk):
    case = desk.put(desk.to_talk(), State.TALK_ARRANGED)
    desk.talk(case)
    said = desk.paper(case, Paper.TALK_RECORD)
    assert said.count("问：") == 6
    assert "□ 以上笔录" in said
    assert "年　　月　　日　　时　　分 至" in said


def test_the_letter_of_acceptance_names_the_letter_it_answers(desk):
    case = desk.to_talk()
    desk.letter(case, replied_on=desk.room.office.today(desk.room.now))
    said = desk.paper(desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED), Paper.ACCEPTANCE)
    assert "县农机站站长 邹望川同志：" in said
    assert "函询（青岭纪函〔2026〕1号）作出的书面说明收悉" in said
    assert "予以采信" in said


def test_the_note_for_the_meeting_asks_for_self_criticism_where_there_was_something(desk):
    case = desk.to_talk()
    desk.letter(case)
    explained = desk.paper(desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED), Paper.MEETING)
    told_off = desk.paper(desk.put(case, State.CLOSED, outcome=Outcome.CRITICISM), Paper.MEETING)
    assert "2026年度或者2027年度" in explained
    assert "予以采信了结" in explained
    assert "自我批评" in told_off
    assert "抄送：县农业农村局党组书记" in told_off


def test_the_table_of_contents_numbers_papers_originals_and_scans(desk):
    case = desk.to_talk()
    desk.letter(case)
    said = desk.paper(case, Paper.CONTENTS).splitlines()
    assert [one for one in said if one.isdigit()] == [str(n) for n in range(1, 8)]
    assert word("paper", Paper.LETTER, "zh") in said
    assert "举报材料（文字）" in said
    assert word("paper", Paper.CONTENTS, "zh") in said  # as the title alone
    assert said.count(word("paper", Paper.CONTENTS, "zh")) == 1


# --- bad input


def test_a_report_of_ten_thousand_characters_is_cut_on_forms_and_breaks_nothing(desk):
    story = "县农机站站长邹望川收了烟。" + "细节很多，" * 2000
    said = desk.paper(desk.room.tip(story), Paper.REGISTRATION)
    cut = next(line for line in said.splitlines() if line.startswith("县农机站站长邹望川收了烟"))
    assert len(cut) == MOST_OF_PROBLEM
    assert f"全文{len(story)}字" in cut


def test_markup_braces_controls_and_half_characters_stay_harmless_words(desk):
    case = desk.to_talk(f"县农机站站长邹望川收了两条烟{NASTY}")
    desk.talk(case, place=NASTY, companion=NASTY, notes=NASTY, answers=((NASTY, NASTY),))
    case = desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED)
    d = desk.dossier(case)
    for paper, form in FORMS.items():
        content = docx_of(form, d)
        _is_sound(content)
        if paper in (Paper.REGISTRATION, Paper.TALK_RECORD):
            assert "<b>&amp;</b> {{ office }} {% for x in y %}" in words_of(content)


def test_a_case_of_which_nothing_is_known_still_makes_every_paper(desk):
    case = desk.room.tip("？？")
    d = desk.dossier(case)
    for form in FORMS.values():
        assert form.title in words_of(docx_of(form, d))
    notice = words_of(docx_of(FORMS[Paper.TALK_NOTICE], d))
    assert "＿＿＿＿＿＿同志：" in notice


def test_a_sentence_in_place_of_a_name_is_not_written_on_a_paper_that_goes_out(desk):
    case = desk.to_talk()
    desk.talk(case)
    with desk.room.store.begin(desk.room.now) as tx:
        tip = tx.tips.get(case.tip_id)
        tip.facts["accused"] = "就是那个收了合作社两条烟的站长，大家都知道"
        tx.tips.save(tip)
    said = desk.paper(case, Paper.TALK_NOTICE)
    assert "两条烟" not in said
    assert "＿＿＿＿＿＿同志：" in said
