"""What one officer asks for and another decides (请示): one table from the kind to what happens."""

from datetime import datetime
from typing import Protocol

from bot.ports import Office, Transaction
from bot.rules.errors import StaleButtonError
from bot.rules.model import Officer, Request
from bot.rules.terms import RequestKind
from bot.services.clock_requests import decide_clock
from bot.services.recusals import decide_recusal
from bot.services.visibility import require_sight


def answer(
    tx: Transaction,
    request_id: int,
    officer: Officer,
    office: Office,
    now: datetime,
    *,
    granted: bool,
) -> None:
    """Answer a request once, by somebody who may.

    Raises:
        StaleButtonError: it was answered already.
        NotAllowedError: the officer may not see the case, or does not decide this.
    """
    request = tx.handling.request(request_id)
    if request is None:
        raise StaleButtonError
    require_sight(tx, tx.cases.get(request.case_id), officer)
    _ANSWERS[request.kind](tx, request, officer, office, now, granted=granted)


class _Answer(Protocol):
    def __call__(
        self,
        tx: Transaction,
        request: Request,
        officer: Officer,
        office: Office,
        now: datetime,
        /,
        *,
        granted: bool,
    ) -> None: ...


_ANSWERS: dict[RequestKind, _Answer] = {
    RequestKind.RECUSAL: decide_recusal,
    RequestKind.PAUSE: decide_clock,
    RequestKind.EXTEND: decide_clock,
}
