"""Copies of photos without what the camera wrote into them: place, time, device, comments."""

import io

from PIL import Image, ImageOps

MAX_PIXELS = 64_000_000
"""More than phones take; decoded this is about 256 MB, the most that one photo may cost."""
_WRITERS: dict[str, tuple[str, dict[str, int]]] = {
    "JPEG": (".jpg", {"quality": 92}),
    "PNG": (".png", {}),
    "WEBP": (".webp", {"quality": 92}),
}
_HEIF = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
)
_OTHERS = (
    b"II*\0",
    b"MM\0*",
    b"IIU\0",
    b"IIRO",
    b"GIF8",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL ",
    b"\0\0\0\x0cjP  ",
)
"""How TIFF and camera raw files, GIF, JPEG XL and JPEG 2000 begin."""
_SUFFIXES = {"JPEG": (".jpg", ".jpeg", ".jpe", ".jfif")}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "LA", "RGB", "RGBA"), "WEBP": ("RGB", "RGBA")}
_CANNOT_OPEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


class UnreadableImageError(Exception):
    """A picture of which no clean copy can be made. It must not be passed on as it is."""


def clean_copy(content: bytes, mime: str, name: str) -> tuple[bytes, str]:
    """A picture without hidden information, and its name; anything but a picture comes back unchanged.

    JPEG, PNG and WebP are turned upright and encoded anew from their first frame's pixels alone. What
    the file is, its first bytes say: a wrong ``mime`` or name does not smuggle a photo through.

    Raises:
        UnreadableImageError: the picture is broken, too large, or of another kind (HEIC, TIFF, GIF …),
            which may hide the place as well but cannot be cleaned here.
    """
    kind = _kind(content)
    if kind in _WRITERS:
        return _encoded(_pixels(content, kind), kind), _named(name, kind)
    if kind == "other" or mime.lower().startswith("image/"):
        raise UnreadableImageError(kind or "unknown")
    return content, name


def _kind(content: bytes) -> str:
    """JPEG, PNG or WEBP, "other" for a picture that cannot be cleaned, "" for no picture."""
    start = content[:12]
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith(b"RIFF") and start[8:] == b"WEBP":
        return "WEBP"
    heif = start[4:8] == b"ftyp" and start[8:] in _HEIF
    return "other" if heif or start.startswith(_OTHERS) else ""


def _pixels(content: bytes, kind: str) -> Image.Image:
    """The picture upright, as a new one that knows nothing of the file it came from."""
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as opened:
            _refuse_bombs(opened.size)
            upright = ImageOps.exif_transpose(opened)
            upright = upright.convert(_mode(upright, kind))
    except (*_CANNOT_OPEN, Image.DecompressionBombWarning) as error:
        raise UnreadableImageError(type(error).__name__) from None
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _refuse_bombs(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise UnreadableImageError("too many pixels")


def _mode(image: Image.Image, kind: str) -> str:
    if image.mode in _MODES[kind]:
        return image.mode
    return "RGBA" if image.has_transparency_data and kind != "JPEG" else "RGB"


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **_WRITERS[kind][1])
    return out.getvalue()


def _named(name: str, kind: str) -> str:
    """The name, with the ending that fits what is inside."""
    suffix = _WRITERS[kind][0]
    return name if name.lower().endswith(_SUFFIXES.get(kind, (suffix,))) else name + suffix
