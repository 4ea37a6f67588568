"""Where the message comes from and where the page goes; what cannot be used is said in words."""

import os
import stat
from pathlib import Path
from typing import IO

from bot.explain.signs import shown

LONGEST = 200_000
KINDS = (".txt", ".csv", ".jsonl")


class BadInputError(Exception):
    """The command cannot be carried out; the message says why, in Chinese and English."""


def read_message(text: str | None, file: Path | None, stdin: IO[bytes]) -> str:
    """The message to explain: from the command line, a file, or standard input (``-`` or nothing).

    Raises:
        BadInputError: there is none, there are two, or it is no text.
    """
    if text not in (None, "") and file is not None:
        raise BadInputError("一段话和 --file 只能给一样 · give either a text or --file, not both")
    if file is not None:
        return _checked(_decoded(_bytes(file)))
    if text in (None, "-"):
        return _checked(_decoded(_piped(text, stdin)))
    _no_file(str(text))
    return _checked(str(text))


def write_page(page: str, target: Path, source: Path | None) -> None:
    """Write the page; only its owner may read it, for it holds what a reporter wrote.

    Raises:
        BadInputError: it cannot be written there.
    """
    if source is not None and target.exists() and target.samefile(source):
        raise BadInputError(
            f"--html 会盖掉原文 {target}，请换一个名字"
            " · --html would overwrite the message itself: choose another name"
        )
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            _make_private(handle)
            out.write(page)
    except OSError as error:
        raise BadInputError(
            f"写不了 {target}：请看目录是否存在、有没有权限"
            f" · cannot write it ({error.strerror}): does the folder exist, may you write there?"
        ) from None


def _make_private(handle: int) -> None:
    """Close an older page to others, then empty it; a terminal or a pipe is left as it is."""
    if stat.S_ISREG(os.fstat(handle).st_mode):
        os.fchmod(handle, 0o600)
        os.ftruncate(handle, 0)


def _piped(text: str | None, stdin: IO[bytes]) -> bytes:
    if text is None and stdin.isatty():
        raise BadInputError(
            "请给一段话，或者 --file 文件，或者用 - 从标准输入读"
            " · give a text, or --file FILE, or - to read standard input"
        )
    return stdin.read(4 * LONGEST + 1)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(4 * LONGEST + 1)
    except FileNotFoundError:
        raise BadInputError(f"没有这个文件 · no such file: {file}") from None
    except OSError as error:
        raise BadInputError(f"读不了 {file} · cannot be read: {error.strerror}") from None


def _decoded(raw: bytes) -> str:
    if len(raw) > 4 * LONGEST:
        raise BadInputError(_too_long())
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(
            "不是 UTF-8 文本，请另存为 UTF-8 编码的 .txt"
            " · not UTF-8 text: save it as a .txt in UTF-8"
        ) from None


def _checked(message: str) -> str:
    if not shown(message).strip():
        raise BadInputError("没有可读的文字 · there is nothing to read")
    if len(message) > LONGEST:
        raise BadInputError(_too_long())
    return message


def _too_long() -> str:
    return f"太长：最多 {LONGEST:,} 字 · too long: at most {LONGEST:,} characters"


def _no_file(text: str) -> None:
    """A name of a file is no message: reading the few letters of the name would mislead."""
    try:
        named = len(text) < 250 and (Path(text).suffix in KINDS or Path(text).is_file())
    except (OSError, ValueError):
        return
    if named and not any(sign.isspace() for sign in text):
        raise BadInputError(
            f"要读文件请用 --file · to read a file use --file: qingfeng explain --file {text}"
        )
