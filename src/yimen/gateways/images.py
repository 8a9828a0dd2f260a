"""Looking at an uploaded picture without trusting it: kind, size in pixels, and that it really opens."""

from dataclasses import dataclass
from io import BytesIO

from yimen.rules.errors import N_, Refusal, RuleViolation

MAX_PIXELS = 40_000_000  # a 40-megapixel phone; more is a mistake or a decompression bomb
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
    template = N_("这张图片太大，请缩小到 4000 万像素以内再传。")
    refusal = Refusal.TOO_LARGE


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageFacts:
    """What a picture is."""

    media_type: str
    width: int
    height: int


def probe_image(data: bytes) -> ImageFacts:
    """Open the picture fully once; nothing of it is kept.

    Refused: CannotReadImage (not a picture, or broken off), CannotTakeImageKind, ImageTooLarge. The size is
    read from the head before anything is unpacked.
    """
    from PIL import Image

    if data[4:12] in _APPLE_BRANDS:
        raise CannotTakeImageKind(field="file", kind="HEIC")
    try:
        with Image.open(BytesIO(data)) as picture:
            facts = _facts(picture.format or "", picture.width, picture.height)
            picture.load()
    except RuleViolation:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ImageTooLarge(field="file") from None
    except Exception:  # noqa: BLE001 - each decoder fails in its own way, and all mean the same
        raise CannotReadImage(field="file") from None
    return facts


def _facts(image_format: str, width: int, height: int) -> ImageFacts:
    if image_format not in _KINDS:
        raise CannotTakeImageKind(field="file", kind=image_format or "?")
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(field="file")
    return ImageFacts(media_type=_KINDS[image_format], width=width, height=height)
