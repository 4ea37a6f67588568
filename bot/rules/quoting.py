"""Find where a letter repeats the words of a tip (检举控告工作规则 Art. 47 forbids it)."""


def longest_quote(question: str, tip: str) -> str:
    """The longest run of characters that the question shares with the tip, spaces aside.

    Each step lengthens the run or moves on by one character, so that a long tip costs one
    search in its text per character of the question.
    """
    asked, told = "".join(question.split()), "".join(tip.split())
    found, length = 0, 0
    for start in range(len(asked)):
        while start + length < len(asked) and asked[start : start + length + 1] in told:
            found, length = start, length + 1
    return asked[found : found + length]
