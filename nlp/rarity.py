"""How telling a pair of signs is: counted once over the training messages, kept as a small table.

``python -m nlp.rarity`` counts anew; the table need not follow every change of those messages.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from nlp.normalize import normalise
from nlp.numerals import NUMERAL, read_number
from nlp.samples import read_samples
from nlp.topics import topics_of

TABLE = Path(__file__).with_name("rarity.json")
RAREST = 7  # of what the table does not hold
SMALLEST = 10  # smaller numbers are not looked at
NUMBERS, TOPICS = 0, -1  # where rows of the table give the length of a part
SEEN = 3  # messages that a pair must stand in to be in the table
RANGE = re.compile("[一二两三四五六七八九]{2}")  # 五六年 is no 56
HAN = re.compile("[一-鿿]+")


def parts_of(text: str) -> set[str]:
    """Give the single signs and the pairs of neighbouring signs of a normalised text."""
    runs = HAN.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return pairs.union(*runs)


def numbers_of(text: str) -> set[str]:
    """Give the numbers from ten on that a normalised text tells, in digits."""
    said = (match.group() for match in re.finditer(NUMERAL, text))
    read = (read_number(one) for one in said if not RANGE.fullmatch(one))
    return {str(number.low) for number in read if number is not None and number.low >= SMALLEST}


def rarity(part: str) -> int:
    """Give how telling a sign, a pair or a number is: 0 of what stands everywhere, 7 of the rarest."""
    return _table().get(part, RAREST)


@cache
def _table() -> dict[str, int]:
    rows: list[tuple[int, int, str]] = json.loads(TABLE.read_text("utf-8"))
    return {
        part: weight
        for length, weight, joined in rows
        for part in (joined.split() if length <= NUMBERS else _cut(joined, length))
    }


def _cut(joined: str, length: int) -> list[str]:
    return [joined[at : at + length] for at in range(0, len(joined), length)]


def count(texts: Iterable[str]) -> list[tuple[int, int, str]]:
    """Give the table as rows: length of a part, how telling it is, all such parts in one string."""
    found: Counter[str] = Counter()
    about: Counter[str] = Counter()
    size = 0
    for text in texts:
        plain = normalise(text).text
        found.update(parts_of(plain) | numbers_of(plain))
        about.update(topics_of(plain))
        size += 1
    rows: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for part, seen in found.items():
        if seen >= SEEN:
            length = NUMBERS if part.isdigit() else len(part)
            rows[length, round(math.log(size / (1 + seen)))].append(part)
    for topic, seen in about.items():
        rows[TOPICS, round(math.log(size / (1 + seen)))].append(f"#{topic}")
    return [
        (length, weight, (" " if length <= NUMBERS else "").join(sorted(rows[length, weight])))
        for length, weight in sorted(rows)
    ]


def main() -> None:
    """Write the table."""
    rows = count(sample.text for sample in read_samples("train-*.jsonl"))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    TABLE.write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
