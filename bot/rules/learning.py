"""What the reader may learn from officers: which decisions, which words, and whether it got better.

Three rules keep it safe:

1. Only what the office has settled is a label, not what somebody wishes; what is undone later is none any more.
2. What must not be seen by everybody is not learned from: sealed, recused, withdrawn.
3. A new model has to show on messages that nobody trained on that it is no worse where it matters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.rules.terms import Act, Discipline, Severity
from bot.rules.triage import Triage

SETTLES: Mapping[Act, Severity] = {
    Act.APPROVE_TALK: Severity.MINOR,
    Act.APPROVE_LETTER: Severity.MINOR,
    Act.CONFIRM_VERIFICATION: Severity.SERIOUS,
    Act.HOLD: Severity.INSUFFICIENT,
    Act.TRANSFER: Severity.OUT_OF_SCOPE,
}
"""The acts that settle what a tip is, and the severity that was acted on.

``escalate`` and ``propose`` wait for somebody else. ``close`` settles the matter and says nothing about
the text: what is closed may be a repeat, already dealt with, or found untrue.
"""

UNSETTLES = frozenset(
    {
        *(Act.RAISE, Act.SERIOUS_CUE, Act.CHECK_REFUTED, Act.AGAIN, Act.REOPEN),
        *(Act.SEND_BACK, Act.CLOSE, Act.SEAL, Act.MERGE),
    }
)
"""The acts after which an earlier label does not hold any more."""

GATE = ("serious recall", "serious recall with review", "macro-F1", "urgent recall")
"""The figures in which a new model may not be worse."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """An office's consent: for how long examples are kept, and how many at most."""

    span: timedelta
    most: int


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the label that officers gave it, and what the reader had said instead."""

    text: str
    severity: Severity
    discipline: Discipline | None  # None: nobody said
    urgent: bool  # the proposal's own word: no officer settles it, so it is no label
    proposed: Severity
    proposed_discipline: Discipline
    model: str


def differing(act: Act, triage: Triage | None) -> Severity | None:
    """The severity that this act settled, where a proposal was made and said something else."""
    settled = SETTLES.get(act)
    return settled if triage is not None and settled is not triage.severity else None


def discipline_for(settled: Severity, proposed: Discipline) -> Discipline | None:
    """The discipline of an example. Officers set none: the proposal's stands where it can be true."""
    if settled is Severity.OUT_OF_SCOPE:
        return Discipline.NONE
    if proposed is Discipline.NONE and settled is not Severity.INSUFFICIENT:
        return None
    return proposed


def make_example(text: str, settled: Severity, triage: Triage) -> Example:
    """The example that a settled severity makes of a text and of what was proposed."""
    return Example(
        text=text,
        severity=settled,
        discipline=discipline_for(settled, triage.discipline),
        urgent=triage.urgent,
        proposed=triage.severity,
        proposed_discipline=triage.discipline,
        model=triage.model,
    )


def worse_in(new: Mapping[str, float], current: Mapping[str, float]) -> tuple[str, ...]:
    """The figures of the gate in which ``new`` is worse than ``current``; none: it may come in."""
    return tuple(name for name in GATE if new[name] < current[name] - 1e-9)


NAME = "某某"
NUMBER = "00000000"
_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"  # with extensions A to G: 䶮 is a name as 明 is
_DOTS = "·•・‧∙⋅･"  # between the parts of 阿依古丽·买买提, as keyboards have them
_GAP = rf"[\s\-—–.{_DOTS}]{{0,2}}"
_PHONE = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{9,17}}[Xx]?(?!\d)")
_CALL = re.compile(
    r"((?:电话|手机|座机|号码|微信|wechat|weixin|vx|QQ|联系方式)(?:号码|号)?[\s:：是为]{0,3})"
    r"[A-Za-z0-9０-９_\-]{5,}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+|(?:https?://|t\.me/)[^\s，。；]+|@[A-Za-z]\w{3,}"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_END = r"(?=[\s，,。.；;、！!（(]|$|[男女住]|今年|身份证|电话|手机)"
_CALLED = re.compile(
    r"((?:我|本人|俺)的?(?:名字|姓名)?(?:名叫|叫做|叫)"
    r"|(?:举报人|反映人|联系人|署名|本人姓名|真实姓名)[\s:：是为]{0,3})"
    rf"(?:[{_HAN}]{{1,8}}(?:[{_DOTS}][{_HAN}]{{1,8}})+|[{_HAN}]{{2,4}}){_END}"
)
_IS = re.compile(
    rf"((?:我|本人|俺)(?:就?是))[{_SURNAMES}][{_HAN}]{{1,2}}(?<![民员长人工户属任记镇乡村]){_END}"
)


def without_reporter(text: str, known: Iterable[str]) -> str:
    """The text without what tells who wrote it.

    Args:
        text: what the reporter wrote.
        known: the reporter's name and contact as they stand in the vault; empty ones are ignored.
    """
    for words in known:
        for part in _telling(words):
            spaced = re.compile(_GAP.join(map(re.escape, part)), re.IGNORECASE)
            text = spaced.sub(_blank(part), text)
    text = _PHONE.sub(NUMBER, _ADDRESS.sub(NUMBER, text))
    text = _CALL.sub(rf"\g<1>{NUMBER}", text)
    return _IS.sub(rf"\g<1>{NAME}", _CALLED.sub(rf"\g<1>{NAME}", text))


def _telling(words: str) -> list[str]:
    """The parts of a name or a contact that would be recognised, the longest first; how they are spaced tells nothing."""
    parts = re.findall(rf"[{_HAN}{_DOTS}]{{2,}}|[A-Za-z][\w.-]{{3,}}|\d(?:[\s-]?\d){{4,}}", words)
    plain = {one if one[0].isalpha() and one[0].isascii() else _joined(one) for one in parts}
    return sorted((one for one in plain if len(one) > 1), key=len, reverse=True)


def _joined(part: str) -> str:
    return re.sub(rf"[\s\-{_DOTS}]", "", part)


def _blank(part: str) -> str:
    return NUMBER if part[0].isascii() else NAME
