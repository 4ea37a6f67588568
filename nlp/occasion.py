"""When and where it was done: the one stretch that says it, seldom a second one.

A tip tells of many times and places, and mostly of one that is the act's. So the surest stretch needs little, any
other must be nearly certain, and some never count: the date of an earlier sanction, the drawer that the money lay in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.frames import CLAUSE_END
from nlp.parts import Mark
from nlp.stretches import as_the_rules_have_it, runs, touching

BELONGS = 0.4  # how sure the close reader must be of each character of a stretch
BRIEF, DOUBT = 2, 0.1  # so short a stretch (「院里」, 「去年」) must be surer by so much
BESIDE, CLEAR = 12, 0.5  # characters around a stretch; how sure words that decide are of it
AROUND = 20  # characters of a clause before and behind a stretch, for some write without a sign
# Clauses that tell of something else, the stretch itself between 「 and 」. In the training messages and turns one in nine
# of the times in such clauses is the act's, of the places one in fourteen; elsewhere six and four in ten.
OTHER_TIMES = re.compile(
    "(?:受|挨|背|有|作|做|批|批评|处理|处罚|罚|判|查|通报|谈|劝)了?过|处分|警告|诫勉|保证书|检讨|判刑"  # a sanction
    "|[把将照]着?「|「[把将照]?着"  # the date on a thing
    "|[说讲][\"']?「"  # what somebody promised
)
ELSEWHERE = re.compile(
    "[贴写记压挂锁装存夹堆住花]「?在"  # where things lie
    "|^「?(?:我|俺|咱)(?!们?[^,]{0,3}[长弟哥姐妹叔爹妈家])(?!.*[他她给递送交看])"  # where the reporter was
    "|(?:媳妇|老婆|女儿|儿子|孩子|老公|爸|爹|妈)[^他她]{0,8}[在从]"  # where a relative was
)
# What stands before a place and is no part of it.
LEADS = re.compile("(?:地点)?[我他她]?[就都正又还]?[坐站蹲]?[在喺](?=.{2})")
DATED = re.compile(r"\d{4}年|[\d一二三四五六七八九十]月|[日号]|至|到")
RELATIVE = re.compile("[去前上]|春节|中秋|端午|腊月|正月|国庆|元旦|今年.")
LOOSE = re.compile(
    r"^(?:今年|今天|现在|这[些几].*|最近|近日|次年|当年|同年|那年|下午|上午|早上|晚上|中午|年后|年前|疫情|今晚|.*年前|.*点多?|\d+号|开学|半夜|夜里)$"
)
FAR = 200


@dataclass(frozen=True, slots=True)
class Bars:
    """How sure the close reader must be of the surest stretch of a kind, and of any other."""

    rules: str  # the rules' own finds are ``doc._.<rules>``
    first: float
    others: float
    deciding: float  # how much it counts that words beside it decide
    aside: re.Pattern[str]  # a clause with such words tells of something else


# Set on the tuning messages.
BARS = {
    "when": Bars("times", 0.3, 0.85, 0.0, OTHER_TIMES),
    "where": Bars("places", 0.7, 0.9, 0.3, ELSEWHERE),
}


def occasions(doc: Doc, kind: str) -> list[Mark]:
    """Give the stretches that say ``kind`` of a message that was read closely, the surest first."""
    bars = BARS[kind]
    seen: Sequence[Mark] = doc._.get(bars.rules)
    chances = {mark: _sure(doc, mark) for mark in runs(doc, kind, BELONGS)}
    ranked = sorted(
        (mark for mark in chances if not bars.aside.search(clause_around(doc, mark))),
        key=lambda mark: -chances[mark],
    )
    found = [m for m in ranked[:1] if chances[m] >= bars.first]
    found += [m for m in ranked[1:] if chances[m] >= bars.others]
    unread = [mark for mark in seen if mark.start >= doc._.close.read]
    return [_exact(doc, mark, seen) for mark in found] or salient(doc, unread)


def _sure(doc: Doc, mark: Mark) -> float:
    """Give how sure the close reader is of a stretch: less of a brief one, more of a place where it was done."""
    chars = doc._.close.chars
    surest = float(chars[mark.label][mark.start : mark.end].max())
    beside = chars["evidence"][max(0, mark.start - BESIDE) : mark.end + BESIDE]
    decides = BARS[mark.label].deciding * (min(float(beside.max()), CLEAR) - CLEAR)
    return surest + decides - DOUBT * (mark.end - mark.start <= BRIEF)


def _exact(doc: Doc, mark: Mark, seen: Sequence[Mark]) -> Mark:
    """Give a stretch with the rules' edges where it is a part of their find or ends like it, and without 「他在」."""
    whole = (o for o in touching(mark, seen) if o.start <= mark.start and mark.end <= o.end)
    found = next(whole, None) or as_the_rules_have_it(mark, seen)
    lead = LEADS.match(doc._.source.text, found.start, found.end)
    return Mark(lead.end() if lead else found.start, found.end, found.label)


def clause_around(doc: Doc, mark: Mark) -> str:
    """Give the clause that a stretch stands in, cut where nobody ended it, the stretch between 「 and 」."""
    text: str = doc._.source.text
    before = CLAUSE_END.split(text[max(0, mark.start - AROUND) : mark.start])[-1]
    after = CLAUSE_END.split(text[mark.end : mark.end + AROUND])[0]
    return f"{before}「{text[mark.start : mark.end]}」{after}"


def salient(doc: Doc, marks: Sequence[Mark]) -> list[Mark]:
    """Give the one stretch of the rules' that says most exactly when or where: dated, and near what was done."""
    text = doc._.source.text
    anchors = [c.start for c in doc._.cues if c.asserted] + [a.start for a in doc._.amounts]

    def rank(mark: Mark) -> tuple[float, int]:
        words = text[mark.start : mark.end]
        exact = (
            bool(DATED.search(words))
            + bool(RELATIVE.search(words))
            - 2 * bool(LOOSE.search(words))
        )
        near = min((abs(mark.start - anchor) for anchor in anchors), default=FAR)
        return exact - min(near, FAR) / FAR, -mark.start

    return sorted(marks, key=rank, reverse=True)[:1]
