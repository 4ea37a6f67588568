"""LibreOffice beside the event loop: what it makes, and that its absence or failure harms nothing."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from docx import Document

from handlers import pdf
from handlers.finish import finish
from handlers.pdf import Converter, program
from handlers.sheet import Draft, Part

LAST_ARGUMENT = 'for last; do :; done; folder=$(dirname "$last")'


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A program in LibreOffice's place that runs these lines of shell."""

    def put(lines: str) -> None:
        script = tmp_path / "soffice"
        script.write_text(f"#!/bin/sh\n{LAST_ARGUMENT}\n{lines}\n")
        script.chmod(0o700)
        monkeypatch.setattr(pdf, "program", lambda: str(script))

    return put


async def test_without_libreoffice_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr(pdf, "program", lambda: None)
    assert await Converter().pdf(b"word") is None


async def test_the_pdf_is_read_and_its_folder_is_gone_afterwards(office, tmp_path):
    office(f'cp "$last" "$folder/paper.pdf"; echo "$folder" > {tmp_path}/where')
    assert await Converter().pdf(b"word") == b"word"
    assert not Path((tmp_path / "where").read_text().strip()).exists()


async def test_the_folder_is_nobody_elses_and_no_token_is_passed_on(office, monkeypatch):
    monkeypatch.setenv("QINGFENG_TELEGRAM__TOKEN", "123:secret")
    office('{ env; stat -c %a "$folder"; } > "$folder/paper.pdf"')
    seen = await Converter().pdf(b"word")
    assert seen is not None
    assert b"secret" not in seen
    assert seen.splitlines()[-1] == b"700"


@pytest.mark.parametrize("lines", ["exit 1", "exit 0", "kill -9 $$"])
async def test_a_program_that_fails_or_makes_nothing_gives_no_pdf(office, lines):
    office(lines)
    assert await Converter().pdf(b"word") is None


async def test_one_that_hangs_is_ended_with_all_it_started(office, tmp_path):
    office(f"sleep 60 & echo $! > {tmp_path}/child; wait")
    began = time.monotonic()
    assert await Converter(timeout=0.5).pdf(b"word") is None
    assert time.monotonic() - began < 20
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _runs(child):
            return
        await asyncio.sleep(0.05)
    pytest.fail("what it started still runs")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


async def test_a_program_that_is_gone_meanwhile_gives_no_pdf(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "program", lambda: str(tmp_path / "gone"))
    assert await Converter().pdf(b"word") is None


async def test_a_part_without_a_draft_stays_as_it_is():
    part = Part("words")
    assert await finish(part, Converter()) is part


async def test_a_draft_becomes_a_file_and_a_failed_pdf_becomes_words(monkeypatch):
    monkeypatch.setattr(pdf, "program", lambda: None)
    made = await finish(Part("here", draft=Draft("name", lambda: b"word")), Converter())
    assert made.file is not None
    assert (made.file.name, made.file.content, made.html) == ("name.docx", b"word", "here")
    draft = Draft("name", lambda: b"word", "pdf", otherwise="no pdf")
    told = await finish(Part("here", draft=draft), Converter())
    assert (told.file, told.html) == (None, "no pdf")


@pytest.mark.slow
@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
async def test_libreoffice_makes_a_pdf_of_a_word_file(tmp_path):
    document = Document()
    document.add_paragraph("谈话笔录")
    path = tmp_path / "a.docx"
    document.save(str(path))
    made = await Converter().pdf(path.read_bytes())
    assert made is not None
    assert made.startswith(b"%PDF-")
