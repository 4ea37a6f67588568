"""Find where a letter repeats the words of a tip (检举控告工作规则 Art. 47 forbids it)."""

from difflib import SequenceMatcher


def longest_quote(question: str, tip: str) -> str:
    """The longest run of characters that the question shares with the tip, spaces aside."""
    asked, told = "".join(question.split()), "".join(tip.split())
    match = SequenceMatcher(None, asked, told, autojunk=False).find_longest_match()
    return asked[match.a : match.a + match.size]
