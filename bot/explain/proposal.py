"""One proposal about one message, with all that the pictures of it need."""

from dataclasses import dataclass
from functools import cached_property

from bot.explain import words
from bot.explain.pieces import Piece, pieces_of
from bot.explain.signs import hidden_in, on_one_line, signs_of
from bot.rules.triage import Span, Triage
from handlers.cards import sure

KINDS = ("accused", "unit", "position", "when", "where", "what", "amount")
SHORTEST, LONGEST = 40, 120  # a quotation is cut in the middle beyond the latter


@dataclass(frozen=True)
class Evidence:
    """A message, what was proposed about it, and the office's bar for an officer's reading."""

    text: str
    triage: Triage
    bar: float  # policy.review_below
    longest: int  # so many characters are read

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The message, cut where marks begin and end."""
        return pieces_of(self.text, self.triage)

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """What each character of the message is shown as."""
        return signs_of(self.text)

    def shown(self, piece: Piece) -> str:
        """A piece as it may be shown."""
        return "".join(self.signs[piece.start : piece.end])

    def quoted(self, span: Span) -> str:
        """The words of a reason or fact on one line; the middle of long ones is left out."""
        line = on_one_line(signs_of(span.text))
        return line if len(line) <= LONGEST else f"{line[:SHORTEST]} …… {line[-SHORTEST:]}"

    def head(self) -> list[tuple[str, str]]:
        """Name and value of what is proposed, the severity left out."""
        triage = self.triage
        review = words.review(triage, len(self.text), bar=self.bar, longest=self.longest)
        rows = [
            (words.both("confidence"), sure(triage)),
            (words.both("discipline"), words.both_words("discipline", triage.discipline)),
            (words.both("review"), review),
            (words.both("urgent"), words.both(f"urgent-{'yes' if triage.urgent else 'no'}")),
            (words.both("missing"), words.missing(triage)),
        ]
        if triage.redirect:
            rows.append((words.both("redirect"), words.both_words("redirect", triage.redirect)))
        if triage.spoke:
            rows.append((words.both("spoke"), words.both(f"spoke-{triage.spoke}")))
        return [*rows, (words.both("model"), triage.model)]

    def facts(self) -> list[tuple[str, str]]:
        """Name and words of each fact that the message tells, and the sum."""
        facts = self.triage.facts
        told = {
            kind: "；".join(self.quoted(span).rstrip("，,") for span in getattr(facts, kind))
            for kind in KINDS
        }
        if facts.amount_yuan is not None:
            total = words.both("sum", yuan=facts.amount_yuan)
            told["amount"] = f"{told['amount']} → {total}" if told["amount"] else total
        return [(words.both(f"tag-{kind}"), said) for kind, said in told.items() if said]

    def note(self) -> str:
        """What must be said about characters that cannot be seen; "" where there are none."""
        count = hidden_in(self.text)
        return words.both("hidden", count=count) if count else ""
