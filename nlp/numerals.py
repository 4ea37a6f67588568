"""Read Chinese and Arabic numerals, plain, formal or mixed."""

import re
from dataclasses import dataclass

FORMAL = str.maketrans("壹贰弍叁肆伍陆柒捌玖拾佰仟〇两俩仨wk", "1223456789十百千0223万千")
PLAIN = str.maketrans("零一二三四五六七八九", "0123456789")
LONGEST = 20  # signs; longer runs of digits are no sums
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
DIGIT = "零〇一二两俩仨三四五六七八九壹贰弍叁肆伍陆柒捌玖0-9"
UNIT = "十百千万亿拾佰仟wk"
NUMERAL = (
    rf"(?>(?<!\d)(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|[{DIGIT}十拾百佰千仟几数半]|上(?=[万千百十]))"
    rf"(?:[多余来把]?[{UNIT}](?![a-z])|(?!一共)(?!(?<=[百千万佰仟])[一二两三四五六七八九1-9](?:[个户家人年月次笔张条桌份分船车套亩斤吨根头盒瓶本台箱袋棵株天件座栋间辆]|回(?!扣)))[{DIGIT}几]|(?<=[{UNIT}])半)*[多余来把几]?)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeral says: at least ``low``, and ``value`` itself where it tells one.

    四千多 and 近二十万 tell the round number (the convention of the label guide), 几十万 and 三五百 none.
    """

    low: int
    value: int | None


def read_number(text: str) -> Number | None:
    """Give the number of a numeral such as 两千五, 5w, 贰仟, 三五百, 几十万; None if it is none."""
    if len(text) > LONGEST:
        return None
    vague = any(sign in text for sign in "几数上")
    plain = text.translate(FORMAL).translate(PLAIN).replace(",", "")
    plain = re.sub("[多余来把]", "", plain.replace("上", "1"))
    plain = re.sub("(?<=十)[几数](?=[万亿])", "1", plain)  # 十几万 is 11 at least
    plain = re.sub("[几数](?=[十百千万亿])", "2", plain)
    plain = re.sub("[几数]", "", plain)
    choice = (
        re.search(r"(?<![\d.])([1-9])([1-9])(?=[十百千万])", plain)
        if not re.search(r"\d{2}", text)
        else None
    )
    if choice:
        plain = plain[: choice.end(1)] + plain[choice.end() :]
    low = _value(plain)
    if low is None:
        return None
    return Number(low, None if vague or choice else low)


def _value(plain: str) -> int | None:
    """Give the value of a numeral of ASCII digits and the scale signs 十百千万亿."""
    for sign in "亿万":
        head, found, tail = plain.rpartition(sign)
        if found:
            return _scaled(head, tail, SCALE[sign])
    return _below_wan(plain)


def _scaled(head: str, tail: str, scale: int) -> int | None:
    if head.endswith(("十", "百", "千")) or re.fullmatch(r"[\d.]*", head):
        count = _fraction(head) if re.fullmatch(r"\d*\.?\d+", head) else _value(head)
    else:
        count = _value(head)
    rest = _tail(tail, scale)
    if count is None or rest is None:
        return None
    return round(count * scale) + rest


def _tail(tail: str, scale: int) -> int | None:
    """Read what follows a scale sign: 三万五 ends in 5,000, 三万零五 in 5, 三万半 in 5,000."""
    if tail == "半":
        return scale // 2
    if re.fullmatch(r"[1-9]", tail):
        return int(tail) * scale // 10
    return _value(tail) if tail else 0


def _fraction(text: str) -> float | None:
    return float(text) if text else None


def _below_wan(plain: str) -> int | None:
    if plain == "半":
        return None
    for sign in "千百十":
        head, found, tail = plain.partition(sign)
        if found:
            return _part(head, tail, SCALE[sign])
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return int(float(plain))
    return None


def _part(head: str, tail: str, scale: int) -> int | None:
    count = 1.0 if head == "" and scale == SCALE["十"] else _digits(head)
    rest = _tail(tail, scale)
    if count is None or rest is None:
        return None
    return round(count * scale) + rest


def _digits(head: str) -> float | None:
    return float(head) if re.fullmatch(r"\d+(?:\.\d+)?", head) else None
