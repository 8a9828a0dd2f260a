"""Files that nobody should be able to hurt with, made by code: bombs, disguises, riders, names."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image

from tests.uploads import JPEG, PDF, PNG

SCRIPT = b"<script>alert(document.cookie)</script>"
PLACE = b"GPS-of-the-home"


@dataclass(frozen=True, kw_only=True, slots=True)
class BadFile:
    """What somebody hands in: the name that their program gives it, and its bytes.

    `taken` says that a harmless copy of it may be stored; else it must be refused.
    """

    name: str
    content: bytes
    taken: bool = False


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def claiming_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that unpacks to as many points as it likes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + points + chunk(b"IEND", b"")


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """The PNG with one more chunk after its head."""
    return png[:33] + chunk(name, body) + png[33:]


def exif(entries: bytes, count: int, more: bytes = b"") -> bytes:
    """An EXIF segment of a JPEG with these directory entries (big-endian)."""
    body = b"Exif\0\0" + b"MM\0*" + struct.pack(">IH", 8, count) + entries + b"\0\0\0\0" + more
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def entry(tag: int, kind: int, amount: int, value: bytes) -> bytes:
    """One entry of an EXIF directory."""
    return struct.pack(">HHI", tag, kind, amount) + value.ljust(4, b"\0")


def with_segment(jpeg: bytes, segment: bytes) -> bytes:
    """The JPEG with one more segment after its start."""
    return jpeg[:2] + segment + jpeg[2:]


def located_jpeg(turned: int = 6) -> bytes:
    """A photo that tells where it was taken, and that the camera was held upright."""
    entries = entry(0x0112, 3, 1, struct.pack(">H", turned)) + entry(0x8825, 4, 1, struct.pack(">I", 60))
    return with_segment(JPEG, exif(entries, 2, PLACE))


@cache
def zip_bomb() -> bytes:
    """A few kilobytes that unpack to ten megabytes, packed once more."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 10_000_000)
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return outer.getvalue()


@cache
def large_photo(*, progressive: bool = False) -> bytes:
    """40 million pixels, as a telephone takes them: 8,000 by 5,000."""
    held = BytesIO()
    Image.new("L", (8000, 5000), 200).save(held, "JPEG", quality=20, progressive=progressive)
    return held.getvalue()


def pdf_with(objects: bytes) -> bytes:
    """A PDF with these objects in the open."""
    return b"%PDF-1.7\n1 0 obj\n" + objects + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@cache
def bad_files() -> dict[str, BadFile]:
    """The whole set by what is bad about each."""
    launch = b"<< /OpenAction << /S /Launch /F (cmd.exe) >> >>"
    attached = b"<< /Names << /EmbeddedFiles << /Names [(a.exe) 2 0 R] >> >> >>"
    bomb = b"<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(b"\0" * 5_000_000) + b"\nendstream"
    one_too_many = 20 * 1024 * 1024 + 1 - len(PDF)
    stretched = exif(entry(0x010F, 2, 0xFFFFFFFF, b"\xff\xff\xff\xff") * 3000, 65535)
    return {
        "zip bomb": BadFile(name="材料.zip", content=zip_bomb()),
        "zip bomb called a PDF": BadFile(name="材料.pdf", content=zip_bomb()),
        "PDF that is a web page": BadFile(name="页.html", content=PDF[:9] + SCRIPT + PDF[9:], taken=True),
        "PDF that is an archive": BadFile(
            name="双.pdf", content=PDF + zip_bomb()[:400] + b"\n%%EOF\n", taken=True
        ),
        "web page that is a PDF further on": BadFile(name="材料.pdf", content=SCRIPT + PDF),
        "PNG with a script behind": BadFile(name="图.png", content=PNG + SCRIPT, taken=True),
        "PNG with a script within": BadFile(
            name="图.js", content=with_chunk(PNG, b"tEXt", b"Comment\0" + SCRIPT), taken=True
        ),
        "JPEG with an archive behind": BadFile(name="图.jpg", content=JPEG + zip_bomb(), taken=True),
        "EXIF that claims too much": BadFile(
            name="图.jpg", content=with_segment(JPEG, stretched), taken=True
        ),
        "EXIF cut off": BadFile(
            name="图.jpg", content=with_segment(JPEG, b"\xff\xe1\x00\x0aExif\0\0II"), taken=True
        ),
        "photo with its place": BadFile(name="家门口.jpg", content=located_jpeg(), taken=True),
        "text bomb in a PNG": BadFile(
            name="图.png",
            content=with_chunk(PNG, b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 20_000_000, 9)),
            taken=True,
        ),
        "SVG with a script": BadFile(name="图.svg", content=b"<svg xmlns='x'>" + SCRIPT + b"</svg>"),
        "SVG called a PNG": BadFile(name="图.png", content=b"<?xml version='1.0'?><svg>" + SCRIPT),
        "PDF with JavaScript": BadFile(name="表.pdf", content=pdf_with(b"<< /S /JavaScript /JS (x) >>")),
        "PDF with hidden JavaScript": BadFile(
            name="表.pdf", content=pdf_with(b"<< /S /J#61vaScript /JS (x) >>")
        ),
        "PDF that starts a program": BadFile(name="表.pdf", content=pdf_with(launch)),
        "PDF with a file in it": BadFile(name="发票.pdf", content=pdf_with(attached), taken=True),
        "PDF that unpacks without end": BadFile(name="表.pdf", content=pdf_with(bomb), taken=True),
        "PDF with a password": BadFile(name="锁.pdf", content=pdf_with(b"<< >>\n/Encrypt 5 0 R")),
        "PDF cut off": BadFile(name="断.pdf", content=b"%PDF-1.7\n1 0 obj"),
        "40 megapixels": BadFile(name="大图.jpg", content=large_photo(), taken=True),
        "40 progressive megapixels": BadFile(name="大图.jpg", content=large_photo(progressive=True)),
        "PNG that unpacks without end": BadFile(name="图.png", content=claiming_png(60_000, 60_000)),
        "HEIC": BadFile(name="IMG_0001.HEIC", content=b"\0\0\0\x24ftypheic" + b"\0" * 100),
        "HEIC called a JPG": BadFile(name="IMG_0001.jpg", content=b"\0\0\0\x24ftypmif1" + b"\0" * 100),
        "picture cut off": BadFile(name="断.jpg", content=JPEG[: len(JPEG) // 2]),
        "empty": BadFile(name="空.pdf", content=b""),
        "20 MB and a byte": BadFile(name="大.pdf", content=PDF + b"0" * one_too_many),
        "wrong ending": BadFile(name="照片.docx", content=JPEG, taken=True),
        "name that climbs": BadFile(name="../../../etc/passwd", content=PDF, taken=True),
        "name with a NUL": BadFile(name="a\0.exe.pdf", content=PDF, taken=True),
        "name that reads backwards": BadFile(name="证\u202efdp.exe", content=PDF, taken=True),
        "name without end": BadFile(name="长" * 300 + ".pdf", content=PDF, taken=True),
        "name of a device": BadFile(name="CON.pdf", content=PDF, taken=True),
        "name that is none": BadFile(name=" . ", content=PNG, taken=True),
        "name with a header in it": BadFile(name='a"\r\nX-Evil: 1.pdf', content=PDF, taken=True),
    }
