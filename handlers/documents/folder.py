"""What lies in a case folder (卷内), in which order and under which number."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.model import Material
from bot.rules.papers import Paper, papers_of
from bot.rules.terms import MaterialKind
from bot.services.dossier import Dossier
from handlers.documents.values import day
from handlers.texts import word

FIRST = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the folder: a paper that is made, an original, or a scan that was filed."""

    at: int
    title: str
    on: str = ""
    note: str = ""
    paper: Paper | None = None
    material: Material | None = None


def items(d: Dossier) -> tuple[Item, ...]:
    """Everything in the folder but its table of contents, numbered from 1."""
    everything = [*_papers(d), *_originals(d), *_scans(d)]
    return tuple(
        Item(at, one.title, one.on, one.note, one.paper, one.material)
        for at, one in enumerate(everything, FIRST)
    )


def _papers(d: Dossier) -> Iterator[Item]:
    for paper in papers_of(d.standing):
        if paper is not Paper.CONTENTS:
            yield Item(0, word("paper", paper, "zh"), paper=paper)


_KINDS = {
    MaterialKind.TEXT: "文字",
    MaterialKind.ANSWER: "对提问的回答",
    MaterialKind.PHOTO: "照片",
    MaterialKind.DOCUMENT: "文件",
    MaterialKind.VOICE: "语音",
    MaterialKind.AUDIO: "录音",
    MaterialKind.VIDEO: "录像",
    MaterialKind.LOCATION: "位置",
    MaterialKind.NOTE: "说明",
}


def _originals(d: Dossier) -> Iterator[Item]:
    """What the reporter sent, every version; told by its kind alone."""
    for one in d.materials:
        kind = _KINDS.get(one.kind, "其他")
        version = f"，第{one.version}版" if one.version > 1 else ""
        yield Item(0, f"举报材料（{kind}{version}）", _on(one, d), _kept(one), material=one)


def _scans(d: Dossier) -> Iterator[Item]:
    for one in d.scans:
        title = f"{word('scan', one.text or 'other', 'zh')}（扫描件）"
        yield Item(0, title, _on(one, d), _kept(one), material=one)


def _on(one: Material, d: Dossier) -> str:
    return day(one.received_at.astimezone(d.head.zone).date())


_STATES = {"pending": "文件尚未取到", "failed": "文件没有取到"}


def _kept(one: Material) -> str:
    if one.file_state == "stored":
        return f"SHA-256 {one.sha256[:16]}…"
    return _STATES.get(one.file_state, "")
