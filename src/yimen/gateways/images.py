"""Looking at an uploaded picture without trusting it: kind, pixels, that it opens; in little memory."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from yimen.gateways.bare_pictures import BrokenPicture, bare_jpeg, bare_png
from yimen.rules.errors import N_, Refusal, RuleViolation

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 64_000_000  # a 50-megapixel phone; more is a mistake or a decompression bomb
# Of a progressive JPEG the decoder keeps every coefficient: 6 bytes a pixel, whatever size is asked for.
MAX_PROGRESSIVE_PIXELS = 20_000_000
# MPO is the JPEG with a second frame that some phones write.
_KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_APPLE_BRANDS = frozenset({b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"})


class CannotReadImage(RuleViolation):
    """The bytes do not open as a picture, or only in part."""

    code = "files.image_unreadable"
    template = N_("这张图片打不开，可能没有传完或者已经损坏，请重新拍一张或者重新选择。")


class CannotTakeImageKind(RuleViolation):
    """A picture of a kind that is not taken."""

    code = "files.image_kind"
    template = N_("图片请用 JPG、PNG 或者 WebP 格式，这张是 {kind}。")


class ImageTooLarge(RuleViolation):
    """More pixels than anybody needs to read a document."""

    code = "files.image_too_large"
    template = N_("这张图片太大，请缩小到 {most} 万像素以内再传。")
    refusal = Refusal.TOO_LARGE


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageFacts:
    """What a picture is."""

    media_type: str
    width: int
    height: int


def probe_image(data: bytes) -> ImageFacts:
    """Look at the whole picture once; nothing of it is kept.

    Refused: CannotReadImage (not a picture, or broken off), CannotTakeImageKind, ImageTooLarge. The size is
    read from the head before anything is unpacked. A JPEG is decoded at an eighth of its size, of a PNG
    the sums of all its parts are checked: 64 million pixels cost a few megabytes.
    """
    from PIL import Image

    if data[4:12] in _APPLE_BRANDS:
        raise CannotTakeImageKind(field="file", kind="HEIC")
    try:
        with Image.open(BytesIO(data)) as picture:
            facts = _facts(picture.format or "", picture.width, picture.height)
            _go_through(picture, facts)
    except RuleViolation:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # noqa: BLE001 - each decoder fails in its own way, and all mean the same
        raise CannotReadImage(field="file") from None
    return facts


def bare_picture(data: bytes, media_type: str) -> bytes:
    """The picture as it is stored: without place, camera, notes and whatever else rides along.

    Refused: CannotReadImage, where its outer form does not hold.
    """
    try:
        return bare_jpeg(data) if media_type == "image/jpeg" else bare_png(data)
    except BrokenPicture:
        raise CannotReadImage(field="file") from None


def _go_through(picture: "Image", facts: ImageFacts) -> None:
    if facts.media_type == "image/png":
        picture.verify()
        return
    if picture.info.get("progressive") and facts.width * facts.height > MAX_PROGRESSIVE_PIXELS:
        raise _too_large(MAX_PROGRESSIVE_PIXELS)
    picture.draft("RGB", (facts.width // 8, facts.height // 8))
    picture.load()


def _facts(image_format: str, width: int, height: int) -> ImageFacts:
    if image_format not in _KINDS:
        raise CannotTakeImageKind(field="file", kind=image_format or "?")
    if width * height > MAX_PIXELS:
        raise _too_large()
    return ImageFacts(media_type=_KINDS[image_format], width=width, height=height)


def _too_large(most: int = MAX_PIXELS) -> ImageTooLarge:
    return ImageTooLarge(field="file", most=most // 10_000)
