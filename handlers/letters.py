"""The letter of inquiry (函询通知书) as a Word file, filled into the office's template.

The letter holds what the officer typed and nothing else: no word of the tip, no hint at a reporter.
"""

import io
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from bot.rules.model import Letter

BUNDLED = Path(__file__).parent / "templates" / "letter_inquiry.docx"
NEEDED = ("number", "addressee", "questions", "reply_due", "cc")
"""What differs from letter to letter, so every template must have a place for it."""
TO_FILL_IN = "＿＿＿＿＿＿＿＿"
_DIGITS: tuple[str, ...] = ("", *"一二三四五六七八九")
_NOT_XML = re.compile("[\ufffe\uffff]")
_LEADING_NUMBER = re.compile(
    r"^\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、．.)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])\s*"
)


class LetterTemplateError(Exception):
    """The template cannot be used; the message says what is wrong with it, in Chinese and English."""


def letter_docx(
    letter: Letter, *, office: str, cc: str, contact: str, template: Path | None = None
) -> bytes:
    """The letter as .docx; an empty ``cc`` or ``contact`` leaves a line to be filled in by hand.

    Raises:
        LetterTemplateError: the template is missing or broken, lacks a placeholder, or has one too many.
    """
    path = template or BUNDLED
    document = _opened(path)
    _check(document, path)
    wanted = _values(letter, office) | {"cc": _plain(cc), "contact": _plain(contact)}
    try:
        document.render(wanted, _environment(), autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except UndefinedError as error:
        raise _too_many(path, str(error)) from error
    except Exception as error:  # docxtpl lets errors of five libraries through
        raise _broken(path, error) from error
    return out.getvalue()


def _values(letter: Letter, office: str) -> dict[str, Any]:
    name = _plain(office)
    signs_itself = name.endswith(("办公室", "办公厅"))
    return {
        "office": name,
        "signer": name if signs_itself else name + "办公室",
        "number": _plain(letter.number),
        "addressee": _plain(letter.addressee.strip().rstrip(":：")),
        "questions": [_plain(_LEADING_NUMBER.sub("", asked)) for asked in letter.questions],
        "issued_on": chinese_date(letter.issued_on),
        "counted_from": chinese_date(letter.delivered_on or letter.issued_on),
        "reply_due": chinese_date(letter.reply_due),
    }


def chinese_date(day: date) -> str:
    """``2026年12月4日``, as official documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def hanzi(number: int) -> str:
    """``21`` as 二十一, for the numbers before questions; from 1 to 99."""
    tens, ones = divmod(number, 10)
    many = _DIGITS[tens] if tens > 1 else ""
    return f"{many}{'十' if tens else ''}{_DIGITS[ones]}"


def _plain(typed: str) -> Markup:
    """What was typed as one line of plain text: no markup, no braces that a template could read.

    Braces become character references, because docxtpl rewrites some of their combinations.
    """
    kept = "".join(char for char in " ".join(typed.split()) if _visible(char))
    text = str(escape(_NOT_XML.sub("", kept) or TO_FILL_IN))
    return Markup(text.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - just escaped


def _visible(char: str) -> bool:
    """Not a control, a direction mark or half a character."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def _environment() -> SandboxedEnvironment:
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.filters["hanzi"] = hanzi
    return made


def _opened(path: Path) -> DocxTemplate:
    try:
        document = DocxTemplate(io.BytesIO(path.read_bytes()))
        document.init_docx()
    except FileNotFoundError as error:
        raise LetterTemplateError(
            f"没有找到函询模板 {path} | no letter template at {path}"
        ) from error
    except Exception as error:  # a broken file fails in python-docx, zipfile or lxml
        raise _broken(path, error) from error
    return document


def _check(document: DocxTemplate, path: Path) -> None:
    try:
        found = document.get_undeclared_template_variables(_environment())
    except TemplateError as error:
        raise _broken(path, error) from error
    missing = ", ".join(f"{{{{ {name} }}}}" for name in NEEDED if name not in found)
    if missing:
        raise LetterTemplateError(
            f"函询模板 {path} 里缺少 {missing} | the letter template {path} lacks {missing}"
        )


def _broken(path: Path, error: Exception) -> LetterTemplateError:
    why = f"{type(error).__name__}: {error}"
    return LetterTemplateError(
        f"函询模板 {path} 读不了，请用 Word 另存为 .docx 再试（{why}）"
        f" | the letter template {path} cannot be read; save it as .docx again ({why})"
    )


def _too_many(path: Path, why: str) -> LetterTemplateError:
    return LetterTemplateError(
        f"函询模板 {path} 里有填不了的占位（{why}）"
        f" | the letter template {path} has a placeholder that nothing fills ({why})"
    )
