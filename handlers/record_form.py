"""The record of a talk (谈话笔录), step by step in chat; and scans of papers that are filed as they come."""

from datetime import datetime

from bot.ports import NewFile
from bot.rules.errors import InputError
from bot.rules.model import TalkRecord
from bot.rules.terms import MaterialKind
from bot.rules.when import parse_moment
from bot.services import scans, talks
from bot.services.cards import show_card
from bot.services.visibility import require_sight
from handlers.form_parts import Step, done
from handlers.talk_form import names
from handlers.turn import Turn

MOST_ANSWERS = 100
_END = frozenset({"完", "完了", "end", "done"})
_YES = frozenset({"是", "已", "对", "有", "yes", "y"})


def _talkers(turn: Turn, text: str) -> None:
    found = names(text)
    if len(found) < talks.FEWEST_TALKERS:
        raise InputError("error-two-talkers", least=talks.FEWEST_TALKERS)
    turn.step("began", talkers=list(found))
    turn.say("form-began")


def _began(turn: Turn, text: str) -> None:
    began = _past(turn, text)
    turn.step("ended", began=began.isoformat())
    turn.say("form-ended")


def _ended(turn: Turn, text: str) -> None:
    ended = _past(turn, text)
    if ended <= datetime.fromisoformat(str(turn.talk.data["began"])):
        raise InputError("error-ends-before")
    turn.step("answers", ended=ended.isoformat(), answers=[])
    turn.say("form-answers")


def _past(turn: Turn, text: str) -> datetime:
    moment = parse_moment(text, turn.now, turn.office.zone, future=False)
    if moment > turn.now:
        raise InputError("error-time-ahead")
    return moment


def _answers(turn: Turn, text: str) -> None:
    """One question and its answer, as 「问：… 答：…」; 「完」 ends them."""
    kept = list(turn.talk.data["answers"])
    if text in _END:
        if not kept:
            raise InputError("error-no-answers")
        turn.step("read-back")
        turn.say("form-read-back")
        return
    pair = split_answer(text)
    if pair is None:
        raise InputError("error-question-answer")
    if len(kept) >= MOST_ANSWERS:
        raise InputError("error-many-questions", most=MOST_ANSWERS)
    turn.step("answers", answers=[*kept, list(pair)])
    turn.say("form-answer-kept", count=len(kept) + 1)


def split_answer(text: str) -> tuple[str, str] | None:
    """``问：…… 答：……`` as (question, answer); None where it is not written so."""
    plain = text.replace(":", "\uff1a")
    asked, found, said = plain.partition("答\uff1a")
    question = asked.strip().removeprefix("问\uff1a").strip()
    return (question, said.strip()) if found and question and said.strip() else None


def _read_back(turn: Turn, text: str) -> None:
    turn.step("signed", read_back=text in _YES)
    turn.say("form-signed")


def _signed(turn: Turn, text: str) -> None:
    data = turn.talk.data
    record = TalkRecord(
        tuple(str(one) for one in data["talkers"]),
        datetime.fromisoformat(str(data["began"])),
        datetime.fromisoformat(str(data["ended"])),
        tuple((str(asked), str(said)) for asked, said in data["answers"]),
        read_back=bool(data["read_back"]),
        signed=text in _YES,
    )
    case = turn.tx.cases.get(int(data["case"]))
    officer = turn.need_officer()
    talks.keep_record(turn.tx, case, record, officer, turn.office, turn.now)
    done(turn)


def file_scan(turn: Turn) -> None:
    """A photo or document becomes a paper of the case; its caption says which one it is.

    Raises:
        InputError: no file, too large, or of a kind that is no paper.
    """
    media = turn.event.media
    if media is None:
        if turn.event.text.strip() in _END:
            turn.leave()
            turn.say("form-done")
            return
        raise InputError("error-scan-expected")
    if media.kind not in ("photo", "document"):
        raise InputError("error-scan-kind")
    if media.kind == "document" and not media.name.lower().endswith(scans.KINDS):
        raise InputError("error-scan-kind")
    if media.size > turn.office.max_file_bytes:
        raise InputError("error-file-too-big", limit=turn.office.max_file_bytes // (1024 * 1024))
    officer = turn.need_officer()
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    require_sight(turn.tx, case, officer)
    label = scans.label_of(turn.event.text)
    file = NewFile(media.file_id, media.unique_id, media.name, media.mime, media.size)
    turn.tx.tips.add(
        case.tip_id, MaterialKind.SCAN, label, origin=turn.event.origin, now=turn.now, file=file
    )
    turn.tx.audit("scan-filed", actor=f"officer:{officer.id}", subject=case.number, label=label)
    show_card(turn.tx, case)
    turn.say("form-scan-kept", scan=label)


STEPS: dict[str, Step] = {
    "talkers": _talkers,
    "began": _began,
    "ended": _ended,
    "answers": _answers,
    "read-back": _read_back,
    "signed": _signed,
}
