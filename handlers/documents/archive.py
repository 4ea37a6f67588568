"""A case folder as one AES-encrypted zip: numbered papers, originals and scans, and a manifest of hashes."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyzipper

from bot.ports import Transaction
from bot.rules.model import Material
from bot.rules.papers import Paper
from bot.rules.terms import MaterialKind
from bot.services.dossier import Dossier
from handlers.documents.catalogue import FORMS
from handlers.documents.folder import Item, items
from handlers.documents.write import docx_of
from handlers.letters import letter_docx
from handlers.texts import word

MANIFEST = "manifest.json"
ReadFile = Callable[[int], bytes]


class ArchiveError(Exception):
    """No archive was written; the message says why, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the archive; ``expected``: the hash that was noted when an original came."""

    name: str
    read: Callable[[], bytes]
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files, and the hash of the whole archive."""

    files: int
    sha256: str


def pieces(
    tx: Transaction, d: Dossier, read: ReadFile, template: Path | None
) -> tuple[Piece, ...]:
    """Everything that belongs into the archive, read when its turn comes.

    Names say what kind of paper it is and never whose: they can be read without the password.
    """
    texts = {one.id: one.text for one in tx.tips.material(d.case.tip_id, all_versions=True)}
    contents = Piece(f"00 {word('paper', Paper.CONTENTS, 'zh')}.docx", partial(_paper, d, None))
    found = [contents]
    for item in items(d):
        found += _piece(d, item, texts, read, template)
    return tuple(found)


def _piece(
    d: Dossier, item: Item, texts: dict[int, str], read: ReadFile, template: Path | None
) -> Iterator[Piece]:
    if item.paper is Paper.LETTER:
        yield Piece(f"{item.at:02d} {item.title}.docx", partial(_letter, d, template))
    elif item.paper is not None:
        yield Piece(f"{item.at:02d} {item.title}.docx", partial(_paper, d, item.paper))
    elif item.material is not None:
        yield from _material(item, item.material, texts.get(item.material.id, ""), read)


def _material(item: Item, one: Material, text: str, read: ReadFile) -> Iterator[Piece]:
    """What was written, and what was sent with it, as it came."""
    folder = "扫描件" if one.kind is MaterialKind.SCAN else "原件"
    name = f"{folder}/{item.at:02d} {item.title}"
    if text:
        yield Piece(f"{name}.txt", partial(str.encode, text, "utf-8", "replace"))
    if one.file_state == "stored":
        yield Piece(f"{name}{one.file_name}", partial(read, one.id), one.sha256)


def _paper(d: Dossier, paper: Paper | None) -> bytes:
    return docx_of(FORMS[paper or Paper.CONTENTS], d)


def _letter(d: Dossier, template: Path | None) -> bytes:
    letter = d.letter
    if letter is None:
        raise ArchiveError("没有函询通知书 · there is no letter")
    return letter_docx(letter, office=d.head.office, cc=letter.cc, contact="", template=template)


def write_archive(
    target: Path, number: str, password: str, wanted: Sequence[Piece], step: Callable[[], None]
) -> Written:
    """Write the archive whole or not at all; readable by nobody else, and without the password by nobody.

    Raises:
        ArchiveError: it exists already, the disk refuses, or an original is not what it was when it came.
    """
    half = target.with_suffix(".part")
    if target.exists():
        raise ArchiveError(f"{target} 已经存在 · {target} exists already")
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            _fill(out, number, password, wanted, step)
            out.flush()
            os.fsync(out.fileno())
        sha256 = _hash_of(half)
        half.replace(target)
    except FileExistsError:
        raise ArchiveError(f"{half} 已经存在 · {half} exists already") from None
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ArchiveError(f"写不进去 · cannot be written: {error.strerror}") from error
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return Written(len(wanted) + 1, sha256)


def _fill(
    out: Any, number: str, password: str, wanted: Sequence[Piece], step: Callable[[], None]
) -> None:
    kind, encryption = pyzipper.ZIP_DEFLATED, pyzipper.WZ_AES
    with pyzipper.AESZipFile(out, "w", compression=kind, encryption=encryption) as book:
        book.setpassword(password.encode())
        listed = []
        for piece in wanted:
            content = piece.read()
            sha256 = hashlib.sha256(content).hexdigest()
            if piece.expected and piece.expected != sha256:
                raise ArchiveError(
                    f"{piece.name} 和收到时不一致，没有导出 · {piece.name} is not what it was when it came"
                )
            book.writestr(piece.name, content)
            listed.append({"name": piece.name, "size": len(content), "sha256": sha256})
            step()
        manifest = {"case": number, "files": listed}
        book.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        step()


def _hash_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
