"""What the documents say is so: links, commands, settings, words, pictures."""

import re
import tomllib
from enum import StrEnum
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.config import ENV_PREFIX, Settings
from bot.rules import clocks, jurisdiction, terms
from docs.tools import draw_states, make_documents, punctuation
from docs.tools.studio import LARGEST
from handlers.texts import keys, text
from storage.keys import ENV_PREFIX as KEY_PREFIX
from storage.keys import NAMES

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
PAGES = sorted(
    page
    for page in chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"))
    if page.name != "model-card.md"  # has an owner and tests of its own
)
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
FULL_WIDTH = str.maketrans(
    {"\uff0c": ",", "\uff1a": ":", "\uff1b": ";", "\uff08": "(", "\uff09": ")"}
)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def read(page):
    return page.read_text("utf-8")


def codes(page):
    """All inline code of a page, and the lines of its blocks."""
    whole = read(page)
    blocks = [line.strip() for block in FENCE.findall(whole) for line in block.splitlines()]
    return CODE.findall(FENCE.sub("", whole)) + blocks


def anchors(page):
    """The anchors of a page's headings, as a forge makes them."""
    heads = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@each_page
def test_links_lead_somewhere(page):
    prose = FENCE.sub("", read(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'src="([^"]+)"', prose):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(found), target


def _command(words):
    """Walk the tree of commands along the words; the command and what is left."""
    node = typer.main.get_command(app)
    while words and words[0] in getattr(node, "commands", ()):
        node, words = node.commands[words[0]], words[1:]
    return node, words


@each_page
def test_commands_exist_with_their_options(page):
    for line in codes(page):
        for said in re.findall(r"(?:^|/|&& )qingfeng((?: [\w./:=-]+)+)", line):
            words = said.split()
            if "=" in words[0]:  # an assignment in a service file
                continue
            node, rest = _command(words)
            assert not hasattr(node, "commands"), line
            options = set(chain.from_iterable(one.opts for one in node.params))
            assert {word for word in rest if word.startswith("-")} <= options, line


@each_page
def test_make_targets_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    said = {found for line in codes(page) for found in re.findall(r"^make ([a-z-]+)$", line)}
    assert said <= targets


@each_page
def test_modules_that_are_to_be_run_exist(page):
    for line in codes(page):
        for module in re.findall(r"python -m ([\w.]+)", line):
            assert (ROOT / f"{module.replace('.', '/')}.py").exists(), line


def _keys(model, prefix=""):
    for name, field in model.model_fields.items():
        yield f"{prefix}{field.alias or name}"
        if hasattr(field.annotation, "model_fields"):
            yield from _keys(field.annotation, f"{prefix}{field.alias or name}.")


SETTINGS = frozenset(_keys(Settings))


@each_page
def test_settings_exist(page):
    sections = "|".join(Settings.model_fields)
    for line in codes(page):
        for key in re.findall(rf"^\[?((?:{sections})(?:\.[a-z_]+)*)\]?(?: = .*)?$", line):
            assert key in SETTINGS or key.endswith(".toml"), key
        for name in re.findall(rf"\b{ENV_PREFIX}([A-Z_]+__[A-Z_]+)", line):
            assert name.lower().replace("__", ".") in SETTINGS, name
        for name in re.findall(rf"\b{KEY_PREFIX}([A-Z]+)", line):
            assert name.lower() in NAMES, name


@each_page
def test_files_of_the_sources_exist(page):
    roots = "bot|handlers|nlp|storage|sandbox|docs|tests"
    for line in codes(page):
        for path in re.findall(rf"^((?:{roots})/[\w./*-]+)$", line):
            assert list(ROOT.glob(path.rstrip("/"))), path


@each_page
def test_names_of_the_sources_exist(page):
    for line in codes(page):
        found = re.match(r"(?:bot\.)?(services|rules)\.(\w+)(?:\.(\w+))?$", line)
        if found:
            module = import_module(f"bot.{found[1]}.{found[2]}")
            assert found[3] is None or hasattr(module, found[3]), line


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_every_runtime_dependency_has_its_reason(readme):
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", read(readme), re.MULTILINE)
    named = {name.lower() for cell, _ in rows for name in re.findall(r"[\w.-]+", cell)}
    missing = {re.match(r"[\w.-]+", one)[0].lower() for one in wanted} - named
    assert not missing


def test_both_readmes_tell_the_same():
    english, chinese = map(read, READMES)
    for pattern in (r"^#+ ", r"^\|", r"^[-*] ", r"^\d+\. ", r"!\[", r"<img", r"^```"):
        count = [len(re.findall(pattern, one, re.MULTILINE)) for one in (english, chinese)]
        assert count[0] == count[1], pattern
    commands = [
        {code for code in codes(page) if re.match(r"(\S*/)?(make|qingfeng) [a-z]", code)}
        for page in READMES
    ]
    plain = [
        {" ".join(re.findall(r"[a-z-]{4,}", one.replace("count:seal", ""))) for one in found}
        for found in commands
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize(
    ("plain", "mended"),
    [
        ("先读,再定(见下):好?", "先读\uff0c再定\uff08见下\uff09\uff1a好\uff1f"),
        ("见 `a:b,c`,或 [页](a,b.md)", "见 `a:b,c`\uff0c或 [页](a,b.md)"),
        ("09:00,在 **县里**:一楼", "09:00\uff0c在 **县里**\uff1a一楼"),
        ("![图,一](x.png) | :-- |", "![图\uff0c一](x.png) | :-- |"),
        ("sqlite:///文件:库, of course", "sqlite:///文件:库, of course"),
        ("Plain English, (really): yes", "Plain English, (really): yes"),
    ],
)
def test_half_width_marks_beside_chinese_are_mended(plain, mended):
    assert punctuation.mend(plain) == mended


def test_sources_and_catalogues_keep_their_code(tmp_path):
    source = tmp_path / "a.py"
    source.write_text('"""「写」: a docstring."""\nsay("好,走", "乙", x)\n', "utf-8")
    assert punctuation.mended(source).splitlines()[1] == 'say("好\uff0c走", "乙", x)'
    assert punctuation.mended(source).splitlines()[0] == '"""「写」: a docstring."""'
    texts = tmp_path / "a.ftl"
    texts.write_text('hello-you = 您好,{ $name ->\n    [1] (一)\n   *[0] {""}\n    }\n', "utf-8")
    assert "您好\uff0c{ $name ->" in punctuation.mended(texts)
    assert '    [1] \uff08一\uff09\n   *[0] {""}\n' in punctuation.mended(texts)


def test_chinese_pages_use_chinese_punctuation():
    for page in (*ROOT.glob("*.zh.md"), *(ROOT / "docs").rglob("*.zh.md")):
        assert punctuation.mended(page) == read(page), "python -m docs.tools.punctuation --fix"


def test_the_diagram_of_states_is_up_to_date():
    assert read(draw_states.TARGET) == draw_states.page(), "python -m docs.tools.draw_states"


ENUMS = [
    one
    for module in (terms, jurisdiction, clocks)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == module.__name__
    if one not in (clocks.Evidence, StrEnum)
]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_word_of_the_field_is_in_the_glossary(enum):
    page = read(ROOT / "docs" / "glossary.md").translate(FULL_WIDTH)
    assert f"`{enum.__name__}`" in page
    kind = {"ClockKind": "clock"}.get(enum.__name__, enum.__name__.lower())
    for member in enum:
        rows = [line for line in page.splitlines() if f"| `{member}` |" in line]
        assert rows or not member, member
        key = f"{kind}-{member.replace('_', '-')}"
        if key in keys("zh"):
            said = text(key, "zh").translate(FULL_WIDTH)
            assert any(f"| {said} |" in row for row in rows), f"{member}: {said}"


def test_pictures_are_small_and_used():
    assert PICTURES
    shown = "".join(map(read, PAGES))
    for picture in PICTURES:
        assert picture.stat().st_size < LARGEST, picture.name
        assert f"pictures/{picture.name}" in shown, picture.name


def test_every_picture_is_made_by_the_script():
    script = read(ROOT / "docs" / "tools" / "make_screenshots.py")
    shots = set(re.findall(r'\.shoot\(\s*"([a-z-]+)"', script))
    assert {one.stem for one in PICTURES} == shots | set(make_documents.SHOWN)


def test_decisions_are_short_and_listed():
    records = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    listed = read(ROOT / "docs" / "adr" / "README.md")
    for at, record in enumerate(records, 1):
        assert record.name.startswith(f"{at:04d}-")
        assert f"]({record.name})" in listed
        assert len(read(record).splitlines()) <= 40
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in read(record), record.name


def test_buttons_of_the_officers_handbook_exist():
    page = read(ROOT / "docs" / "officers.zh.md")
    table = page.partition("## 三")[2].partition("## 四")[0]
    known = {
        text(key, "zh", route="talk", severity="minor", name="x", clock="feedback").translate(
            FULL_WIDTH
        )
        for key in keys("zh")
        if key.startswith("button-")
    }
    for cell in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:]:
        said = cell.translate(FULL_WIDTH).removesuffix("…")
        assert any(one.startswith(said) for one in known) or set(cell) <= {"-"}, cell


def test_what_the_operator_is_told_to_look_for_is_said_somewhere():
    page = read(ROOT / "docs" / "handbook-operator.md").translate(FULL_WIDTH)
    table = page.partition("## At two in the morning")[2]
    sources = "".join(
        read(one).translate(FULL_WIDTH)
        for folder in ("bot", "handlers", "storage")
        for one in (ROOT / folder).rglob("*")
        if one.suffix in (".py", ".ftl")
    )
    symptoms = [row.split("|")[1] for row in table.splitlines() if row.startswith("| ")]
    for said in chain.from_iterable(re.findall(r"[`「]([^`」]+)[`」]", row) for row in symptoms):
        if not re.match(r"telegram|listen|port|/status|audit verify|OSError", said):
            words = [one.strip() for one in re.split(r"[…N]|/(?= )", said)]
            assert all(one in sources for one in words if len(one) > 3), said
