"""Traditional to simplified characters, one by one, so that offsets stay what they are."""

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Give ``text`` with each traditional character in its simplified form; ASCII is left alone."""
    if text.isascii():
        return text
    return "".join(_simplify_char(char) for char in text)


@cache
def _simplify_char(char: str) -> str:
    made: str = _converter().convert(char)
    return made if len(made) == 1 else char
