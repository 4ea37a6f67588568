"""A case folder leaves the software (整卷导出): the head allows it, the administrator's command carries it out.

The administrator runs the machine and reads no tip, so the key of the archive is not his. The head gets two
things in chat: a code that lets one export happen within a day, to hand on, and the archive's password, to
keep. The command needs the code alone; it never shows the password.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import Transaction
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Case, Notice, Officer, Request
from bot.rules.terms import RequestKind, Role
from bot.services.visibility import require_sight

WITHIN = timedelta(hours=24)
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_CODE, _GROUPS, _GROUP = 8, 5, 5
"""125 bits for the password; 40 for a code that works once, within a day, on the machine itself."""


@dataclass(frozen=True, slots=True)
class Permit:
    """A valid code: which case, who allowed it, and the key that the archive gets."""

    request: Request
    case: Case
    head: Officer
    password: str


def allow_export(tx: Transaction, case: Case, head: Officer, now: datetime) -> None:
    """Make a code for one export and a password for its archive, and tell the head both.

    Raises:
        NotAllowedError: not the head, or he may not see the case.
        InputError: it is sealed.
    """
    require_sight(tx, case, head)
    if head.role is not Role.HEAD:
        raise NotAllowedError(act="export")
    if case.sealed:
        raise InputError("error-export-sealed")
    code = _random(_CODE)
    password = "-".join(_random(_GROUP) for _ in range(_GROUPS))
    data = {"code": code, "password": password, "until": (now + WITHIN).isoformat()}
    request = tx.handling.ask(Request(0, case.id, RequestKind.EXPORT, head.id, data), now)
    tx.audit("export-allowed", actor=f"officer:{head.id}", subject=case.number)
    about = {"case": case.id, "number": case.number}
    tx.say(Notice(head.address, "export-code", {**about, "code": f"{request.id}-{code}"}))
    tx.say(Notice(head.address, "export-password", {**about, "password": password}, once=True))


def _random(count: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(count))


def permit(tx: Transaction, case: Case, typed: str, now: datetime) -> Permit:
    """What this code allows for this case; looking does not use it up.

    Raises:
        InputError: the case is sealed, or the code is unknown, for another case, used or too old.
        NotAllowedError: who gave it may not see the case any more.
    """
    if case.sealed:
        raise InputError("error-export-sealed")
    number, _, code = typed.strip().upper().partition("-")
    request = tx.handling.request(int(number)) if number.isascii() and number.isdigit() else None
    if request is None or not _good(request, case, code, now):
        raise InputError("error-export-code")
    head = tx.officers.get(request.asked_by)
    require_sight(tx, case, head)
    return Permit(request, case, head, str(request.data["password"]))


def _good(request: Request, case: Case, code: str, now: datetime) -> bool:
    fits = request.kind is RequestKind.EXPORT and request.case_id == case.id
    if not fits or request.granted is not None:
        return False
    same = hmac.compare_digest(code.encode(), str(request.data["code"]).encode())
    return same and now <= datetime.fromisoformat(str(request.data["until"]))


def exported(tx: Transaction, used: Permit, files: int, sha256: str, now: datetime) -> None:
    """The archive was written: the code is used up, it is on record, and the head is told its hash.

    Raises:
        InputError: another command used the code meanwhile: its archive counts, this one must go.
    """
    if not tx.handling.answer(used.request.id, used.head.id, now, granted=True):
        raise InputError("error-export-code")
    tx.audit(
        "case-exported",
        actor="administrator",
        subject=used.case.number,
        allowed_by=used.head.id,
        files=files,
        sha256=sha256,
    )
    args = {"case": used.case.id, "number": used.case.number, "count": files, "sha": sha256}
    tx.say(Notice(used.head.address, "export-done", args))
