"""The office's own models on disk: each in a folder of its version, and one small file that says which is used.

``current`` lists the versions that were installed, the newest last: that one is used. Going back takes
the last line away; without a line the shipped model is used. Both a model and ``current`` appear by a
rename after everything is on disk, so that a crash leaves the old state or the new one. The shipped
model is not in this folder and is never written.

ModelsError
├── BrokenModelError    what is to be used is missing, altered, or cannot be read
├── UnknownModelError   there is no such version
├── NothingBeforeError  the shipped model is in use: there is nothing to go back to
└── BusyError           another process is training
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

CURRENT = "current"
CARD = "office.json"
REFUSED = "refused"
_DRAFT = ".new-"
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+-]{0,39}")
_REMEMBERED = 20
_BLOCK = 1 << 20


class ModelsError(Exception):
    """The office's models cannot be used or changed as asked."""


class BrokenModelError(ModelsError):
    """What is to be used is missing, altered, or cannot be read; ``version`` says which."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class UnknownModelError(ModelsError):
    """There is no such version."""


class NothingBeforeError(ModelsError):
    """The shipped model is in use: there is nothing to go back to."""


class BusyError(ModelsError):
    """Another process is training."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a model: when it was made, from how much, and how well it reads."""

    version: str
    made_on: str
    messages: int
    examples: int
    figures: Mapping[str, float]
    compared_with: str = ""
    files: Mapping[str, str] = field(default_factory=dict)  # name → SHA-256


class Models:
    """The folder of the office's models."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def history(self) -> tuple[str, ...]:
        """The versions that were installed and not taken back, the newest last.

        Raises:
            BrokenModelError: the file that says so cannot be read.
        """
        try:
            lines = (self._folder / CURRENT).read_text("utf-8").split()
        except FileNotFoundError:
            return ()
        except (OSError, ValueError):
            raise BrokenModelError(CURRENT) from None
        if not all(map(_VERSION.fullmatch, lines)):
            raise BrokenModelError(CURRENT)
        return tuple(lines)

    def current(self) -> str:
        """The version in use; empty where that is the shipped model.

        Raises:
            BrokenModelError: the file that says so cannot be read.
        """
        return (self.history() or ("",))[-1]

    def sound(self, version: str) -> Path:
        """The folder of a version, installed or refused, with every file as it was written.

        Raises:
            UnknownModelError: there is none.
            BrokenModelError: a file is missing or was altered.
        """
        path = self._find(version)
        try:
            wanted = _read_card(path).files
            whole = wanted == _sums(path)
        except (OSError, ValueError, TypeError, KeyError):
            whole = False
        if not whole:
            raise BrokenModelError(version)
        return path

    def installed(self) -> Sequence[Card]:
        """The cards of all installed versions, the oldest first; unreadable ones are left out."""
        return _cards(self._folder)

    def refused(self) -> Sequence[Card]:
        """The cards of those that were trained and not installed."""
        return _cards(self._folder / REFUSED)

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """A place to make a model in, for one process at a time; what is left in it afterwards goes.

        Raises:
            BusyError: another process is training.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BusyError from None
            for left in self._folder.glob(f"{_DRAFT}*"):
                _remove(left)
            place = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self._folder))
            try:
                yield place
            finally:
                _remove(place)

    def install(self, made: Path, card: Card) -> None:
        """Put a model that was made in the workshop in its place and use it from now on.

        Raises:
            ModelsError: the version is no name of a folder.
            BrokenModelError: the file that lists the versions cannot be read.
        """
        earlier = self.history()
        self._put(made, card, self._folder)
        self._use((*(one for one in earlier if one != card.version), card.version))

    def set_aside(self, made: Path, card: Card) -> None:
        """Keep a model that may not be used, for whoever wants to look at it.

        Raises:
            ModelsError: the version is no name of a folder.
        """
        aside = self._folder / REFUSED
        aside.mkdir(mode=0o700, exist_ok=True)
        self._put(made, card, aside)

    def roll_back(
        self, note: Callable[[str, str, str], None] = lambda _act, _gone, _now: None
    ) -> tuple[str, str]:
        """Use what was used before; the version given up and the one in use now (empty: shipped).

        A list that cannot be read any more is given up as a whole. ``note`` hears "model-rolling-back" with both
        versions before anything changes and "model-rolled-back" afterwards.

        Raises:
            NothingBeforeError: the shipped model is in use.
            BusyError: another process is training, and might install in between.
        """
        with self.workshop():
            gone, left = self._before()
            now = (left or ("",))[-1]
            note("model-rolling-back", gone, now)
            self._use(left)
            note("model-rolled-back", gone, now)
        return gone, now

    def _before(self) -> tuple[str, tuple[str, ...]]:
        """What going back gives up, and the versions it leaves."""
        try:
            earlier = self.history()
        except BrokenModelError as error:
            return error.version, ()
        if not earlier:
            raise NothingBeforeError
        return earlier[-1], earlier[:-1]

    def _put(self, made: Path, card: Card, folder: Path) -> None:
        if not _VERSION.fullmatch(card.version) or card.version in (CURRENT, REFUSED):
            raise ModelsError(card.version)
        _write_card(made, replace(card, files=_sums(made)))
        made.chmod(0o700)
        _sync_tree(made)
        target = folder / card.version
        if target.exists():  # made again from the same data: the old one goes out of the way
            target.rename(made.parent / "replaced")
        made.rename(target)
        _sync(folder)

    def _use(self, versions: Sequence[str]) -> None:
        draft = Path(tempfile.mkstemp(prefix=_DRAFT, dir=self._folder)[1])
        draft.write_text("".join(f"{one}\n" for one in versions[-_REMEMBERED:]), "utf-8")
        _sync(draft)
        draft.replace(self._folder / CURRENT)
        _sync(self._folder)

    def _find(self, version: str) -> Path:
        if _VERSION.fullmatch(version):
            for folder in (self._folder, self._folder / REFUSED):
                if (folder / version).is_dir():
                    return folder / version
        raise UnknownModelError(version)


def _cards(folder: Path) -> list[Card]:
    cards = []
    for path in folder.glob(f"*/{CARD}"):
        try:
            cards.append(_read_card(path.parent))
        except (OSError, ValueError, TypeError):
            continue
    return sorted(cards, key=lambda card: (card.made_on, card.version))


def _read_card(path: Path) -> Card:
    return Card(**json.loads((path / CARD).read_text("utf-8")))


def _write_card(path: Path, card: Card) -> None:
    text = json.dumps(asdict(card), indent=2, ensure_ascii=False)
    (path / CARD).write_text(text + "\n", "utf-8")


def _sums(path: Path) -> dict[str, str]:
    files = (one for one in path.rglob("*") if one.is_file() and one != path / CARD)
    return {one.relative_to(path).as_posix(): _sum(one) for one in files}


def _sum(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            made.update(block)
    return made.hexdigest()


def _sync_tree(path: Path) -> None:
    for one in sorted(path.rglob("*"), reverse=True):  # what lies deeper first
        _sync(one)
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
