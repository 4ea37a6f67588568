"""Photos lose their place, time and camera; nothing that cannot be cleaned gets through."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from handlers import images
from handlers.images import UnreadableImageError, clean_copy

SECRET = b"SECRET-PLACE"
GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
RED, BLUE = (200, 20, 20), (20, 20, 200)
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def photo(mode: str = "RGB") -> Image.Image:
    """64 by 32, its left half red and its right half blue."""
    made = Image.new("RGB", (64, 32), BLUE)
    made.paste(RED, (0, 0, 32, 32))
    return made.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION], made[MAKE] = orientation, SECRET.decode()
    made[GPS] = {1: "N", 2: (31.0, 52.0, 7.0), 3: "E", 4: (117.0, 17.0, 3.0), 29: SECRET.decode()}
    return made


def planted(kind: str, orientation: int = 1) -> bytes:
    """A photo with the secret in every place that the format has for it."""
    out = io.BytesIO()
    options: dict[str, object] = {"exif": exif(orientation), "icc_profile": SECRET}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"].add_text("Comment", SECRET.decode())
    else:
        options["xmp"] = SECRET
    if kind == "JPEG":
        options["comment"] = SECRET
    photo().save(out, kind, **options)
    return out.getvalue() + SECRET  # a phone's "live photo" hangs a film on at the end


@pytest.mark.parametrize("kind", MIMES)
def test_nothing_the_camera_wrote_is_left(kind):
    dirty = planted(kind)
    assert dirty.count(SECRET) >= 3
    with Image.open(io.BytesIO(dirty)) as before:
        assert before.getexif().get_ifd(GPS)
    content, name = clean_copy(dirty, MIMES[kind], f"a.{kind.lower()}")
    assert SECRET not in content
    assert name == f"a.{kind.lower()}"
    with Image.open(io.BytesIO(content)) as after:
        assert after.format == kind
        assert not after.getexif()
        assert not set(after.info) & {"exif", "xmp", "comment", "icc_profile", "Comment"}


@pytest.mark.parametrize("kind", MIMES)
def test_the_picture_itself_stays(kind):
    content, _ = clean_copy(planted(kind), MIMES[kind], "a")
    with Image.open(io.BytesIO(content)) as after:
        assert after.size == (64, 32)
        assert after.convert("RGB").getpixel((8, 16)) == pytest.approx(RED, abs=12)
        assert after.convert("RGB").getpixel((56, 16)) == pytest.approx(BLUE, abs=12)


@pytest.mark.parametrize("kind", MIMES)
def test_a_photo_is_turned_upright_before_its_orientation_is_dropped(kind):
    content, _ = clean_copy(planted(kind, orientation=6), MIMES[kind], "a")
    with Image.open(io.BytesIO(content)) as after:
        assert after.size == (32, 64)
        assert after.convert("RGB").getpixel((16, 8)) == pytest.approx(RED, abs=12)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_colour_mode_is_copied(kind, mode):
    out = io.BytesIO()
    photo(mode).save(out, kind)
    content, _ = clean_copy(out.getvalue(), MIMES[kind], "a")
    with Image.open(io.BytesIO(content)) as after:
        assert after.size == (64, 32)


def test_transparency_stays():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    content, _ = clean_copy(out.getvalue(), "image/png", "a.png")
    with Image.open(io.BytesIO(content)) as after:
        assert after.convert("RGBA").getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("mime", ["application/octet-stream", "application/pdf", "", "image/heic"])
def test_a_photo_under_a_wrong_type_is_cleaned_too(mime):
    content, name = clean_copy(planted("JPEG"), mime, "证据.bin")
    assert SECRET not in content
    assert name == "证据.bin.jpg"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a.JPG", "a.JPG"), ("a.jpeg", "a.jpeg"), ("a.png", "a.png.jpg"), ("", ".jpg")],
)
def test_the_name_ends_with_what_is_inside(name, wanted):
    assert clean_copy(planted("JPEG"), "image/jpeg", name)[1] == wanted


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"%PDF-1.7 x", "application/pdf"),
        (b"OggS", "audio/ogg"),
        (b"", ""),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
    ],
)
def test_what_is_no_picture_comes_back_unchanged(content, mime):
    assert clean_copy(content, mime, "文件") == (content, "文件")


@pytest.mark.parametrize("kind", MIMES)
def test_a_picture_cut_short_is_refused(kind):
    dirty = planted(kind)
    for length in (16, len(dirty) // 2):
        with pytest.raises(UnreadableImageError):
            clean_copy(dirty[:length], MIMES[kind], "a")


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg/>"])
def test_what_calls_itself_a_picture_and_is_none_is_refused(content):
    with pytest.raises(UnreadableImageError):
        clean_copy(content, "image/jpeg", "a.jpg")


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "AVIF"])
def test_pictures_of_other_kinds_are_refused_because_they_may_hide_the_place(kind):
    out = io.BytesIO()
    photo().save(out, kind)
    with pytest.raises(UnreadableImageError):
        clean_copy(out.getvalue(), "application/octet-stream", "a")


def test_heic_is_refused():
    with pytest.raises(UnreadableImageError):
        clean_copy(b"\0\0\0\x18ftypheic\0\0\0\0", "application/octet-stream", "IMG_1.HEIC")


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(8001, 8001), (10_000, 10_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size):
    with pytest.raises(UnreadableImageError):
        clean_copy(bomb(*size), "image/png", "a.png")


def test_the_bound_is_on_pixels(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 64 * 32)
    assert clean_copy(planted("PNG"), "image/png", "a.png")
    monkeypatch.setattr(images, "MAX_PIXELS", 64 * 32 - 1)
    with pytest.raises(UnreadableImageError):
        clean_copy(planted("PNG"), "image/png", "a.png")


def test_the_error_says_nothing_of_the_file():
    with pytest.raises(UnreadableImageError) as caught:
        clean_copy(planted("JPEG")[:40], "image/jpeg", "张三家门口.jpg")
    assert "张三" not in str(caught.value)
    assert SECRET.decode() not in str(caught.value)
    assert caught.value.__suppress_context__
