"""What a citizen sends: many messages, albums, files, new versions, and what cannot be taken."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image

from sandbox.person import Json, words
from tests.journeys.town import MINOR, Town


def photo(place: str = "31.8N 117.2E") -> bytes:
    """A JPEG whose EXIF tells where it was taken."""
    image, out = Image.new("RGB", (64, 48), "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = place
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def test_a_story_in_many_messages_is_one_tip_in_order(town: Town) -> None:
    parts = [f"第{number}段：石桥镇民政所所长田守拙又打麻将。" for number in range(1, 8)]
    await town.report(town.citizen, *parts)
    await town.tap_card(town.intake, "2026-0001", "看全文")

    full = words(await town.intake.sees("全文"))
    places = [full.index(part) for part in parts]
    assert places == sorted(places)
    assert "材料：7 条" in words(await town.card("2026-0001"))


async def test_an_album_is_acknowledged_once(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    items = [{"kind": "photo", "content": photo(str(n))} for n in range(4)]
    await town.citizen.album(items)
    await town.settle()
    await town.pass_time(timedelta(seconds=2))

    said = (await town.spoken())[town.citizen.id]
    assert sum("这一组照片和文件记下了" in text for text in said) == 1
    assert town.rows("SELECT count(*) FROM material WHERE file_state='stored'") == [(4,)]


@pytest.mark.parametrize(
    ("kind", "content", "more"),
    [
        ("photo", photo(), {"caption": "门口的照片"}),
        ("document", b"%PDF-1.4 the ledger", {"file_name": "账本.pdf"}),
        ("voice", b"OggS spoken words", {"mime_type": "audio/ogg"}),
        ("video", b"\0\0\0\x18ftypmp42 moving", {"file_name": "a.mp4"}),
        ("audio", b"ID3 recorded", {"file_name": "a.mp3"}),
        ("video_note", b"\0\0\0\x18ftypmp42 round", {}),
    ],
)
async def test_a_file_is_stored_sealed_and_reaches_the_officer(
    town: Town, kind: str, content: bytes, more: Json
) -> None:
    await town.write(town.citizen, MINOR)
    await town.citizen.send(kind, content, **more)
    await town.citizen.sees("记下了（第 2 条）")
    await town.finish(town.citizen)
    await town.submit(town.citizen)

    (row,) = town.rows("SELECT sha256, file_state FROM material WHERE file_state != ''")
    assert row == (hashlib.sha256(content).hexdigest(), "stored")
    (sealed,) = (town.stage.folder / "attachments").iterdir()
    assert content[:12] not in sealed.read_bytes()
    assert "其中附件 1 个" in words(await town.card("2026-0001"))

    await town.tap_card(town.intake, "2026-0001", "看全文")
    message = await town.intake.sees("的附件")
    assert message.get("has_protected_content")
    given = await town.intake.download(message)
    if kind == "photo":
        with Image.open(io.BytesIO(given)) as image:
            assert not image.getexif()
    else:
        assert given == content


async def test_a_photo_sent_as_a_document_loses_its_place_too(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.citizen.send("document", photo("secret place"), file_name="IMG_1.jpg")
    await town.citizen.sees("记下了（第 2 条）")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    await town.tap_card(town.intake, "2026-0001", "看全文")

    given = await town.intake.download(await town.intake.sees("的附件"))
    assert b"secret place" not in given
    with Image.open(io.BytesIO(given)) as image:
        assert not image.getexif()


async def test_a_place_sent_as_a_location_is_kept_in_words(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.citizen.send("location", latitude=31.5, longitude=117.25)
    await town.citizen.sees("记下了（第 2 条）")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    await town.tap_card(town.intake, "2026-0001", "看全文")
    assert "31.5,117.25" in words(await town.intake.sees("全文"))


async def test_an_edited_message_becomes_a_new_version_and_the_old_is_kept(town: Town) -> None:
    await town.citizen.start()
    await town.citizen.tap("匿名反映")
    await town.citizen.tap("县直单位")
    first = await town.citizen.say(MINOR)
    await town.citizen.sees("记下了")
    await town.citizen.edit(first["message_id"], MINOR + "还骂人。")
    await town.citizen.sees("新的一版")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    await town.tap_card(town.intake, "2026-0001", "看全文")

    full = words(await town.intake.sees("全文"))
    assert "后来改过" in full
    assert "第 2 版" in full
    assert full.count(MINOR) == 2
    assert full.count("还骂人。") == 1
    assert "材料：1 条" in words(await town.card("2026-0001"))


async def test_an_edit_after_submission_reaches_the_officers_as_well(town: Town) -> None:
    await town.citizen.start()
    await town.citizen.tap("匿名反映")
    await town.citizen.tap("县直单位")
    first = await town.citizen.say(MINOR)
    await town.citizen.sees("记下了")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    await town.settle()
    edits = await edits_of_card(town)

    await town.citizen.edit(first["message_id"], MINOR + "还收了两条烟。")
    await town.citizen.sees("新的一版")
    await town.settle()

    assert await edits_of_card(town) > edits
    await town.tap_card(town.intake, "2026-0001", "看全文")
    assert "还收了两条烟" in words(await town.intake.sees("全文"))


async def edits_of_card(town: Town) -> int:
    calls = await town.stage.sim.journal(method="editMessageText", chat=town.officers)
    return len(calls)


async def test_a_photo_whose_caption_is_edited_keeps_its_picture(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    sent = await town.citizen.send("photo", photo(), caption="门口")
    await town.citizen.sees("记下了（第 2 条）")
    await town.citizen.edit(sent["message_id"], "民政所门口")
    await town.citizen.sees("新的一版")
    await town.finish(town.citizen)
    await town.submit(town.citizen)

    assert "其中附件 1 个" in words(await town.card("2026-0001"))
    await town.tap_card(town.intake, "2026-0001", "看全文")
    await town.intake.sees("的附件")
    assert "民政所门口" in words(await town.intake.sees("全文"))


@pytest.mark.parametrize("kind", ["sticker", "contact", "animation"])
async def test_what_cannot_be_kept_is_refused_in_plain_words(town: Town, kind: str) -> None:
    await town.write(town.citizen, MINOR)
    await town.citizen.send(kind, b"GIF89a")
    await town.citizen.sees("我存不下来")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    assert "材料：1 条" in words(await town.card("2026-0001"))


async def test_a_file_over_twenty_megabytes_is_refused_before_it_is_fetched(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.citizen.send("document", b"big", file_name="a.zip", size=21 * 1024 * 1024)
    await town.citizen.sees("超过 20 MB")
    await town.settle()
    assert not await town.stage.sim.journal(method="getFile")
    await town.finish(town.citizen)
    await town.submit(town.citizen)


async def test_a_file_that_cannot_be_had_is_asked_for_again(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.stage.sim.fault("500", method="getFile", count=20)
    await town.citizen.send("document", b"lost", file_name="a.pdf")
    await town.citizen.sees("记下了（第 2 条）")
    for _ in range(7):
        await town.pass_time(timedelta(hours=1))
    await town.citizen.sees("没能保存下来")
    assert town.rows("SELECT file_state FROM material WHERE file_state != ''") == [("failed",)]


async def test_fifty_thousand_characters_in_thirteen_messages_are_all_kept(town: Town) -> None:
    text = "".join(f"{number:05d}这个村打麻将" for number in range(4_500))[:50_000]
    await town.write(town.citizen)
    await town.citizen.say(text)
    await town.citizen.sees("记下了（第 13 条）", timeout=10)
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    await town.tap_card(town.intake, "2026-0001", "看全文")
    await town.settle()

    shown = "".join(words(one) for one in await town.intake.messages())
    missing = [n for n in range(4_166) if f"{n:05d}这" not in "".join(shown.split())]
    assert len(missing) <= 13 * 2  # those at the cuts, where heads stand between
    with town.stage.store.begin(town.clock()) as tx:
        stored = "".join(part.text for part in tx.tips.material(1))
    assert stored == text


async def test_a_flood_of_messages_is_taken_in_order(town: Town) -> None:
    await town.write(town.citizen)
    for number in range(120):
        await town.citizen.say(f"第 {number} 句，打麻将。")
    await town.citizen.sees("记下了（第 120 条）", timeout=20)
    said = (await town.spoken())[town.citizen.id]
    counts = [text for text in said if text.startswith("记下了")]
    assert counts == [
        f"记下了（第 {n} 条）。可以接着写，写完点「写好了」。" for n in range(1, 121)
    ]


async def test_nothing_written_is_nothing_to_finish(town: Town) -> None:
    await town.write(town.citizen)
    done = await town.citizen.tap("写好了")
    assert "还没有写内容" in done["answer"]["text"]
