"""Make the table of signs that sound alike: ``python -m nlp.learn.sounds`` writes it anew (pypinyin)."""

import json
from collections import defaultdict
from collections.abc import Iterator

from pypinyin import lazy_pinyin

from nlp.sounds import TABLE

ROWS, CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)  # the Chinese signs of GB 2312


def merged(sound: str) -> str:
    """Give a syllable as a careless ear hears it: no tone, zh as z, ng as n, n as l."""
    for told, heard in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        sound = sound.replace(told, heard)
    if sound.endswith("ng") and not sound.endswith("ong"):
        sound = sound[:-1]
    return f"l{sound[1:]}" if sound.startswith("n") else sound


def _signs() -> Iterator[str]:
    cells = (bytes([row, cell]) for row in ROWS for cell in CELLS)
    yield from (sign for one in cells if (sign := one.decode("gb2312", "ignore")))


def main() -> None:
    """Write the table: a line for each sound, its signs in one string."""
    alike: defaultdict[str, str] = defaultdict(str)
    for sign in _signs():
        alike[merged(lazy_pinyin(sign)[0])] += sign
    rows = sorted(row for row in alike.values() if len(row) > 1)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    TABLE.write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
