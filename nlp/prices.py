"""Multiply what is told as a price by what is counted: each household, each month, each box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.counts import Count
from nlp.parts import Amount, Mark
from nlp.units import MONTHS_OF, OCCASIONS, PEOPLE, TIMES

SENTENCE = 30  # characters that the end of a sentence counts for
TOLD, SAID = 20, 30  # characters that a count is nearer for being known to belong
BEHIND, NEAR = 14, 50
PRICE = 20_000  # yuan; a larger sum that is not told as a price is none
DEEPEST = 3  # counts of counts: 三趟,一趟三十箱,一箱六十
ALL_OF_THEM = re.compile(
    r"家家|户户|人人|个个|挨家|挨户|一律|无一|都(?:被|塞|抽|拿|这|花|给|交|收到|有|是|送|一样|这么|挨|买|订|得|要|领|出|掏|上)|各"
)
HABIT = re.compile(
    r"每(?:个)?(?P<unit>月|年|天|学期|季度|周|礼拜|星期|次|回)|(?P<twice>年年|月月|天天|回回|次次)"
)
NAMES = {"回": "次", "礼拜": "周", "星期": "周"}
EVERY = re.compile(r"每(?!年)")


@dataclass(frozen=True, slots=True)
class Counted:
    """A message with what it counts; ``told`` are the counts that somebody knows to belong to the sum."""

    text: str
    counts: Sequence[Count]
    told: frozenset[Count] = frozenset()
    sums: tuple[int, ...] = ()  # where sums stand

    def away(self, start: int, count: Count) -> int:
        """Give how far a count stands from a place, farther where a sentence ends between them."""
        first, last = sorted((start, count.start))
        apart = last - first + SENTENCE * len(re.findall("[。!?;\n]", self.text[first:last]))
        said = count.lasted or count.extra
        return apart - TOLD * (count in self.told) - SAID * said + TOLD * count.reckoned

    def sure(self) -> "Counted":
        """Give the message with only the counts that are known, or said, to belong."""
        kept = [c for c in self.counts if c.lasted or c in self.told]
        return replace(self, counts=kept)

    def beside(self, start: int, count: Count) -> bool:
        """Say whether a count stands near a sum, and no other sum between them."""
        first, last = sorted((start, count.start))
        return last - first <= NEAR and not any(first < at < last for at in self.sums)

    def behind(self, count: Count) -> str:
        """Give the words behind a count, up to the next sum."""
        end = min((at for at in self.sums if at > count.start), default=len(self.text))
        return self.text[count.end : min(end, count.end + BEHIND)]

    def belongs(self, start: int, count: Count) -> bool:
        """Say whether a time is how long something went on: said so, or told in the same sentence."""
        first, last = sorted((start, count.start))
        together = not re.search("[。!?;\n]", self.text[first:last])
        return count.lasted or count in self.told or together


def multiplied(amount: Amount, counted: Counted) -> Amount:
    """Give a price times the counts of its units, or the amount as it is; no value where nobody counts them."""
    if not amount.per:
        return _for_all(amount, counted)
    found = [count for unit in amount.per for count in _chain(unit, amount.start, counted)]
    if not any(count.unit not in TIMES for count in found) and not set(amount.per) <= TIMES:
        found += _others(amount, counted)
    found += _went_on(amount, found, counted)
    nobody = PEOPLE & set(amount.per) and not any(c.unit not in TIMES for c in found)
    if found and not nobody:
        return times(amount, found)
    return replace(amount, value=None) if amount.firm else amount


def times(amount: Amount, counts: Sequence[Count]) -> Amount:
    """Give an amount times all of the counts, with their words."""
    many = 1
    for count in {count.start: count for count in counts}.values():
        many *= count.number
    yuan = (amount.low * 100 + amount.cents) * many // 100
    vague = amount.value is None or any(count.vague for count in counts)
    marks = tuple(Mark(count.start, count.end, "count") for count in counts)
    return replace(amount, low=yuan, value=None if vague else yuan, cents=0, counted=marks)


def _chain(unit: str, start: int, counted: Counted, depth: int = 0) -> list[Count]:
    """Give the count of a unit, with the count of what those were counted in: 三趟,一趟三十箱."""
    count = count_of(unit, start, counted)
    if count is None:
        return []
    inner = [one for one in count.per if one != unit and depth < DEEPEST]
    return [count, *(c for one in inner for c in _chain(one, count.start, counted, depth + 1))]


def count_of(unit: str, start: int, counted: Counted) -> Count | None:
    """Give how many of a unit are told nearest to a place, one known to belong before all others."""
    if unit in TIMES:
        return _lasted(unit, start, counted)
    same = [c for c in counted.counts if c.unit == unit]
    if not same and unit in PEOPLE:
        same = [c for c in counted.counts if c.unit in PEOPLE]
    return _nearest(same, start, counted)


def _others(amount: Amount, counted: Counted) -> list[Count]:
    """Give the count of something else that a price without one of its own was taken for."""
    told = [c for c in counted.told if c.unit in PEOPLE or (amount.firm and c.unit not in TIMES)]
    nearest = _nearest(told, amount.start, counted) or _alike(amount, counted)
    return [nearest] if nearest else []


def _alike(amount: Amount, counted: Counted) -> Count | None:
    """Give the people or times that are said to have fared all alike: 五十五户,家家都给."""
    alike = [
        c
        for c in counted.counts
        if c.unit in PEOPLE | OCCASIONS
        and counted.beside(amount.start, c)
        and (ALL_OF_THEM.search(counted.behind(c)) or _paid(c, counted))
    ]
    return _nearest(alike, amount.start, counted)


def _paid(count: Count, counted: Counted) -> bool:
    """Say whether those counted are known and said to have paid: 充过的七个."""
    return count.extra and count in counted.told


def _lasted(unit: str, start: int, counted: Counted) -> Count | None:
    """Give how long it went on in a unit of time; years told stand for their months."""
    same = [c for c in counted.counts if c.unit == unit]
    if not same and unit == "月":
        same = [
            replace(c, number=c.number * MONTHS_OF[c.unit])
            for c in counted.counts
            if c.unit in MONTHS_OF and (c.lasted or c in counted.told)
        ]
    return _nearest([c for c in same if counted.belongs(start, c)], start, counted)


def _nearest(same: Sequence[Count], start: int, counted: Counted) -> Count | None:
    """Give the nearest count; one known to belong, or said to be what was made up or went on, is nearer."""
    return min(same, key=lambda c: counted.away(start, c), default=None)


def _went_on(amount: Amount, found: Sequence[Count], counted: Counted) -> list[Count]:
    """Give how long or how often a price was taken, where its own units tell neither: 每户一百,收了两年."""
    if any(count.unit in TIMES | OCCASIONS for count in found) or TIMES & set(amount.per):
        return []
    sentence = re.split(r"[。!?;\n]", counted.text[: amount.start])[-1]
    for match in HABIT.finditer(sentence):
        unit = match["unit"] or match["twice"][0]
        count = count_of(NAMES.get(unit, unit), amount.start, counted.sure())
        if count:
            return [count]
    return [c for c in counted.told if c.unit in TIMES and c.lasted][:1] if found else []


def _for_all(amount: Amount, counted: Counted) -> Amount:
    """Give a sum that is no price by its words times the people told to have paid it all alike."""
    if amount.total or amount.low >= PRICE:
        return amount
    went_on = _went_on(amount, [], counted)
    if went_on:
        return times(amount, went_on)
    sentence = re.split(r"[。!?;\n]", counted.text[: amount.start])[-1]
    if any(amount.start - len(sentence) <= at < amount.start for at in counted.sums):
        return amount  # one of a list
    if EVERY.search(sentence):
        near = [c for c in counted.told if counted.beside(amount.start, c)]
        nearest = _nearest([c for c in near if c.unit not in TIMES], amount.start, counted)
    else:
        often = [c for c in counted.told if c.unit in OCCASIONS and c.lasted]
        often = [c for c in often if c.start > amount.start]
        nearest = _alike(amount, counted) or _nearest(often, amount.start, counted)
    return times(amount, [nearest]) if nearest else amount
