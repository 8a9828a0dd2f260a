"""Files that people bring: what they really are, told by their first bytes and never by their name."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation


class MediaType(StrEnum):
    """The kinds of files that we take."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"


MEDIA_TYPE_LABELS: dict[MediaType, str] = {
    MediaType.PDF: N_("PDF 文件"),
    MediaType.JPEG: N_("JPG 照片"),
    MediaType.PNG: N_("PNG 图片"),
}
MIME_TYPES: dict[MediaType, str] = {
    MediaType.PDF: "application/pdf",
    MediaType.JPEG: "image/jpeg",
    MediaType.PNG: "image/png",
}
_EXTENSIONS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: ("pdf",),
    MediaType.JPEG: ("jpg", "jpeg"),
    MediaType.PNG: ("png",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadLimits:
    """How much may be brought: bytes of one file, files of one case, bytes needed to sniff."""

    max_bytes: int
    max_files: int
    head_bytes: int


UPLOAD_LIMITS = UploadLimits(max_bytes=20 * 1024 * 1024, max_files=40, head_bytes=64)

_ACCEPTED: tuple[tuple[bytes, MediaType], ...] = (
    (b"%PDF-", MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)
# Names of devices on Windows: a file that bears one cannot be saved there.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", N_("一个程序(exe)")),
    (b"\x7fELF", N_("一个程序")),
    (b"#!", N_("一个脚本程序")),
    (b"PK\x03\x04", N_("Word、Excel、OFD 文档或压缩包")),
    (b"\xd0\xcf\x11\xe0", N_("旧版 Word 或 Excel 文档")),
    (b"Rar!", N_("压缩包")),
    (b"7z\xbc\xaf\x27\x1c", N_("压缩包")),
    (b"\x1f\x8b", N_("压缩包")),
    (b"GIF8", N_("GIF 动图")),
    (b"BM", N_("BMP 图片")),
    (b"RIFF", N_("网页图片(WebP)或视频")),
    (b"II*\x00", N_("TIFF 图片")),
    (b"MM\x00*", N_("TIFF 图片")),
    (b"<", N_("一个网页")),
)


class UploadEmpty(RuleViolation):
    """A file of no bytes."""

    code = "uploads.empty"
    template = N_("“{name}”是空文件（0 字节），可能没有传完，请重新选择。")


class UploadTooLarge(RuleViolation):
    """A file over the limit."""

    code = "uploads.too_large"
    template = N_("“{name}”有 {megabytes} MB，超过了 {most} MB。照片请压缩后再传，或分成几个文件。")
    refusal = Refusal.TOO_LARGE


class UploadWrongType(RuleViolation):
    """A file that is not what we take, whatever its name says."""

    code = "uploads.wrong_type"
    template = N_("“{name}”实际上是{real}，不能上传。请用 PDF 文件，或者直接拍照(JPG、PNG)。")


class UploadIsHeic(RuleViolation):
    """The photo is of the saving kind that telephones make and that the counter cannot open."""

    code = "uploads.heic"
    template = N_(
        "“{name}”是 HEIC 照片（手机的“高效”格式），窗口的电脑打不开。请在手机相机设置里把照片格式改成"
        "“兼容性最佳”或 JPG，再拍一张；也可以打开这张照片截个图，传截图。"
    )


class TooManyUploads(RuleViolation):
    """More files than one case may have."""

    code = "uploads.too_many"
    template = N_("一件事最多传 {most} 个文件，已经有 {count} 个了，请删去不需要的。")


def sniff(head: bytes) -> MediaType | None:
    """What the first bytes say the file is, if it is one of ours."""
    return next((kind for magic, kind in _ACCEPTED if head.startswith(magic)), None)


def is_heic(head: bytes) -> bool:
    """Whether the file is a photo of the High Efficiency kind (HEIC, HEIF)."""
    return head[4:8] == b"ftyp" and head[8:11] in {b"hei", b"mif", b"hev", b"msf"}


def look_of(head: bytes) -> str:
    """In words, what a file that is not one of ours looks like."""
    if head[4:8] == b"ftyp":
        return N_("AVIF 图片") if head[8:11] == b"avi" else N_("视频")
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((words for magic, words in _REFUSED if opening.startswith(magic)), N_("认不出的文件"))


def clean_file_name(name: str, kind: MediaType | None = None) -> str:
    """A file name fit to show and to store: without path, control and reversing characters.

    At most 101 characters; with `kind` its ending is made to tell the truth.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name[-1000:]))[-1]
    clean = "".join(
        sign for sign in base if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    clean = re.sub(r'[<>:"|?*]', "_", " ".join(clean.split())).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        stem, ending = clean, ""
    if kind is not None and ending.lower() not in _EXTENSIONS[kind]:
        stem, ending = clean, _EXTENSIONS[kind][0]
    stem = (stem or N_("材料"))[:90]
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}.{ending[:9]}" if ending else stem


def check_upload(*, name: str, head: bytes, size: int) -> MediaType:
    """What the file is, if we take it.

    Refuses, with the file's name in the sentence: 0 bytes, more than 20 MB, a HEIC photo with the way to
    a JPG, and everything whose first bytes are not PDF, JPEG or PNG, saying what it really looks like.
    Its name proves nothing.
    """
    shown = clean_file_name(name)
    if size <= 0 or not head:
        raise UploadEmpty(field="file", name=shown)
    if size > UPLOAD_LIMITS.max_bytes:
        most = UPLOAD_LIMITS.max_bytes // (1024 * 1024)
        raise UploadTooLarge(field="file", name=shown, megabytes=-(-size // (1024 * 1024)), most=most)
    kind = sniff(head)
    if is_heic(head):
        raise UploadIsHeic(field="file", name=shown)
    if kind is None:
        raise UploadWrongType(field="file", name=shown, real=look_of(head))
    return kind


def check_upload_count(count: int) -> None:
    """Refuse one more file when a case has all it may have."""
    if count >= UPLOAD_LIMITS.max_files:
        raise TooManyUploads(field="file", most=UPLOAD_LIMITS.max_files, count=count)
