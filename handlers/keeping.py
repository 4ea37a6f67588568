"""Storing what a citizen sends: messages, files, new versions; and the draft they belong to."""

from dataclasses import replace

from bot.ports import NewFile
from bot.rules.model import Tip
from bot.rules.terms import MaterialKind, TipState
from bot.services import additions
from handlers.turn import Turn


def draft(turn: Turn) -> Tip:
    """The unfinished tip of this chat; a new one where there is none."""
    return turn.tx.tips.open_draft(turn.here) or turn.tx.tips.start(turn.here, turn.now)


def discard(turn: Turn) -> None:
    """Put the unfinished tip away; a name in the vault is erased."""
    tip = turn.tx.tips.open_draft(turn.here)
    if tip is not None:
        turn.tx.people.forget(tip.reply_to)
        turn.tx.tips.save(replace(tip, state=TipState.DISCARDED, reply_to=""))


def keep(turn: Turn, tip: Tip, kind: MaterialKind) -> bool:
    """Store this message with the tip; False where it cannot be taken (and the person was told)."""
    event, media = turn.event, turn.event.media
    if media is None:
        turn.tx.tips.add(tip.id, kind, event.text, origin=event.origin, now=turn.now)
        return True
    if media.kind == "unsupported":
        turn.say("error-unsupported")
        return False
    if media.kind == "location":
        text = f"{event.text} [位置 {media.name}]".strip()
        turn.tx.tips.add(tip.id, MaterialKind.LOCATION, text, origin=event.origin, now=turn.now)
        return True
    if media.size > turn.office.max_file_bytes:
        turn.say("error-file-too-big", limit=turn.office.max_file_bytes // (1024 * 1024))
        return False
    file = NewFile(media.file_id, media.unique_id, media.name, media.mime, media.size)
    turn.tx.tips.add(
        tip.id,
        MaterialKind(media.kind),
        event.text,
        origin=event.origin,
        now=turn.now,
        file=file,
    )
    return True


def edited(turn: Turn) -> None:
    """An edited message becomes a new version; the earlier words stay on file."""
    tip_id = turn.tx.tips.knows(turn.event.origin)
    if tip_id is None:
        return
    tip = turn.tx.tips.get(tip_id)
    if tip.state is TipState.DISCARDED:
        return
    if not keep(turn, tip, MaterialKind.TEXT):
        return
    if tip.state is TipState.SUBMITTED:
        additions.add_material(turn.tx, tip, MaterialKind.TEXT, turn.office, turn.now)
    turn.say("citizen-edited")
