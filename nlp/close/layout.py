"""The order of the close reader's outputs, one place for training and reading."""

from bot.rules.terms import Discipline, Severity

SPANS = ("accused", "unit", "position", "when", "where", "amount", "evidence")
ANSWERS = len(Severity) + len(Discipline) + 1  # the last one says "urgent"
