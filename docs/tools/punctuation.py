"""Chinese punctuation in Chinese sentences: ``python -m docs.tools.punctuation [--fix] FILE …``.

Says which lines set half-width marks between Chinese words, and with ``--fix`` sets full-width ones, in
pages (``.md``), catalogues (``.ftl``), comments of settings (``.toml``) and the strings of sources (``.py``, not
their docstrings and regular expressions). Code, links, tags, placeables and the names
of messages stay as they are. Exit status 1 where something was found and not mended.
"""

import io
import re
import sys
import tokenize
from collections.abc import Sequence
from pathlib import Path

_WIDE = dict(zip(",;:?!", "\uff0c\uff1b\uff1a\uff1f\uff01", strict=True))
_OPEN, _CLOSE = "\uff08", "\uff09"
_CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\u201c\u201d\u2460-\u2473]")
_AS_IS = re.compile(r"`[^`]*`|\]\([^)]*\)|\w[\w+.-]*://\S+|<code>.*?</code>|<[^>]*>|\{[^{}]*\}")
_WORD = re.compile(r"[\u3400-\u9fff]")
_PATTERN = re.compile(r"\(\?|\\[dsw]|\[\^|\.\*|\|\S|\)[*+?]")
_MESSAGE = re.compile(r"^[a-z][\w-]* = ?|^\s+\*?\[\w+\] ?|^\s+\{ \$\w+ ->$|^#+ ?")
_STARTS = frozenset({tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
_TRANSPARENT = frozenset("*_ `}\"'")


def mend(line: str) -> str:
    """The line with full-width marks beside Chinese words."""
    kept = [False] * len(line)
    for found in _AS_IS.finditer(line):
        kept[found.start() : found.end()] = [True] * (found.end() - found.start())
    out, opened = list(line), []
    for at, mark in enumerate(line):
        if kept[at]:
            continue
        if mark == "(":
            opened.append(at)
        elif mark == ")" and opened:
            start = opened.pop()
            if _CHINESE.search(line[start + 1 : at]) or _beside(line, start):
                out[start], out[at] = _OPEN, _CLOSE
        elif mark in _WIDE and _is_prose(line, at) and _beside(out, at):
            out[at] = _WIDE[mark]
    mended = "".join(out)
    return re.sub(
        r"([\uff0c\uff1b\uff1a\uff1f\uff01\uff09]) (?=[\u3400-\u9fff`*\[\w{])", r"\1", mended
    )


def _is_prose(line: str, at: int) -> bool:
    """Not the colon of an hour, the start of a picture, the ruler of a table."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    hour = line[at] == ":" and before.isdigit() and after.isdigit()
    return not (hour or (line[at] == "!" and after == "[") or (line[at] == ":" and after == "-"))


def _beside(line: Sequence[str], at: int) -> bool:
    """True where the nearest character on one side, emphasis and blanks left out, is Chinese."""
    if "".join(line[max(0, at - 1) : at + 2]) in ("},{", "}:{"):
        return True
    return any(_CHINESE.match(one) for one in (_next(line, at, -1), _next(line, at, 1)))


def _next(line: Sequence[str], at: int, step: int) -> str:
    at += step
    while 0 <= at < len(line) and line[at] in _TRANSPARENT:
        at += step
    return line[at] if 0 <= at < len(line) else ""


def mended(path: Path) -> str:
    """The text of a file as it should be."""
    whole = path.read_text("utf-8")
    if path.suffix == ".py":
        return _strings(whole)
    lines, fenced = [], False
    for line in whole.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        name = _MESSAGE.match(line) if path.suffix == ".ftl" else None
        head = name[0] if name else ""
        skip = fenced or (path.suffix == ".toml" and not line.startswith("#"))
        lines.append(line if skip else head + mend(line[len(head) :]))
    return "\n".join(lines)


def _strings(source: str) -> str:
    """A source with its Chinese strings mended; docstrings and regular expressions are left alone."""
    lines, before = source.split("\n"), tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        single = token.start[0] == token.end[0]
        words = token.type == tokenize.STRING and _WORD.search(token.string)
        if words and single and before not in _STARTS and not _PATTERN.search(token.string):
            line, (row, left), right = lines[token.start[0] - 1], token.start, token.end[1]
            lines[row - 1] = line[:left] + mend(token.string) + line[right:]
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            before = token.type
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """The command."""
    fix, left = "--fix" in argv, 0
    for path in (Path(one) for one in argv if one != "--fix"):
        old, new = path.read_text("utf-8"), mended(path)
        pairs = zip(old.split("\n"), new.split("\n"), strict=True)
        wrong = [at for at, (was, should) in enumerate(pairs, 1) if was != should]
        if fix and wrong:
            path.write_text(new, "utf-8")
        elif wrong:
            left += len(wrong)
            print(f"{path}: lines {', '.join(map(str, wrong))}")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
