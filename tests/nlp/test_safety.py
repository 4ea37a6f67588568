"""What must never happen: an official, something grave, and the message put aside unread."""

from itertools import product

import pytest

import nlp
from bot.rules.terms import Severity
from nlp.reader import Reader

POSTS = (
    "镇长",
    "村主任",
    "村书记",
    "县水利局局长",
    "乡民政所的",
    "派出所民警",
    "县医院院长",
    "三中校长",
    "县法院法官",
    "街道办副主任",
)
NAMES = ("王某", "李某某", "张建国", "老李", "小张")
ACTS = (
    "收了工程老板三万元",
    "收了包工头2万",
    "拿了开发商一个红包,里面有5万块",
    "吃供应商回扣",
    "把低保户的钱冒领了",
    "给赌场通风报信",
    "把我打成骨折",
    "因为我举报了就把我开除",
    "在超市门口收了砂场老板两万块好处费",
)
OUTSIDE = (
    "感谢纪委查处了那个受贿的局长",
    "小区物业像贪污犯一样",
    "昨晚看了反腐剧,里面的县长收了两百万",
    "我们公司采购吃供应商回扣八万",
    "业委会主任收了装修公司一万",
    "工地老板欠我三万块工资",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give one reader for all messages."""
    return nlp.load()


@pytest.mark.parametrize("post", POSTS)
def test_a_grave_act_of_an_official_is_never_put_aside_unread(reader: Reader, post: str) -> None:
    """Neither out of scope nor too little, unless an officer reads it."""
    texts = [f"{post}{name}{act}" for name, act in product(NAMES, ACTS)]
    aside = {Severity.OUT_OF_SCOPE, Severity.INSUFFICIENT}
    unread = [
        text
        for text, triage in zip(texts, reader.pipe(texts), strict=True)
        if triage.severity in aside and not triage.review
    ]
    assert unread == []


@pytest.mark.parametrize("post", POSTS)
def test_most_of_them_are_read_as_serious(reader: Reader, post: str) -> None:
    """The net is the last resort: the proposal itself is right for most."""
    texts = [f"{post}{name}{act}" for name, act in product(NAMES, ACTS)]
    serious = sum(triage.severity is Severity.SERIOUS for triage in reader.pipe(texts))
    assert serious >= 0.8 * len(texts)


def test_the_message_that_was_missed(reader: Reader) -> None:
    """A boss who pays makes nothing private."""
    triage = reader.triage("镇长王某收了工程老板三万元")
    assert triage.severity is Severity.SERIOUS
    assert [span.text for span in triage.facts.accused] == ["王某"]
    assert [span.text for span in triage.facts.position] == ["镇长"]
    assert triage.facts.amount_yuan == 30_000


@pytest.mark.parametrize("text", OUTSIDE)
def test_matters_of_others_stay_outside(reader: Reader, text: str) -> None:
    """The net catches officials, not words."""
    assert reader.triage(text).severity is Severity.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "text",
    [
        "谢谢你们纪委上次帮忙,这次我要说的是镇长李某收了我两万",
        "看新闻说隔壁县抓了局长,我们村主任王某收了包工头五万",
        "请问镇长王某收了工程老板三万归谁管",
    ],
)
def test_thanks_news_and_questions_hide_no_official_named_with_money(
    reader: Reader, text: str
) -> None:
    """A frame about one thing does not cover the report beside it."""
    triage = reader.triage(text)
    assert triage.severity is Severity.SERIOUS or triage.review


@pytest.mark.parametrize(
    "text",
    [
        "我看完公示才知道镇长收了工程老板三万元好处费",
        "新闻里说反腐,我们镇的镇长却收了包工头五万元好处费",
        "案例分析里说的就像我们镇长,收了老板三万元",
        "水务局个别干部收受贿赂",
        "镇长王大山不断索贿",
    ],
)
def test_a_frame_or_a_word_like_a_denial_puts_no_official_aside_unread(
    reader: Reader, text: str
) -> None:
    triage = reader.triage(text)
    assert triage.review or triage.severity is Severity.SERIOUS


@pytest.mark.parametrize(
    "text",
    [
        "去年低保停了,我不想活了",
        "去年拆了我的房,我今晚就跳楼",
        "以前的事不说了,我今晚就去镇政府喝农药",
        "等你们看完这封信,我已经从楼顶跳下去了",
        "镇长去年收了我五万,我要从镇政府楼上跳下去",
    ],
)
def test_what_happened_before_silences_no_threat(reader: Reader, text: str) -> None:
    assert reader.triage(text).urgent


def test_what_stands_at_the_end_of_a_very_long_letter_is_found(reader: Reader) -> None:
    """The close reader stops after about a thousand pieces; then the rules' own finds stand."""
    filler = "今天天气很好，我们在河边走了很久，说了许多家常话，孩子们也高兴。" * 80
    end = "我要举报的是三河镇水务站站长王大山，他收了三万元现金好处费，又收了五千元"
    facts = reader.triage(filler + end).facts
    assert [span.text for span in facts.accused] == ["王大山"]
    assert [span.text for span in facts.unit] == ["三河镇水务站"]
    assert facts.amount_yuan == 35_000
