"""A picture without what rides along: place, camera, notes, a hidden second file. Its points stay."""

import struct

_JPEG_START = b"\xff\xd8"
_END, _SCAN = 0xD9, 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# JFIF, the colour profile, and how Adobe coded the colours: without them the picture looks otherwise.
_KEPT_SEGMENTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_APPS_AND_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_PNG_START = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"iCCP", b"pHYs"}
)


class BrokenPicture(ValueError):
    """The outer form does not hold: a segment or chunk reaches beyond the end."""


def bare_jpeg(data: bytes) -> bytes:
    """The JPEG up to its end mark with nothing but what draws it, and how the camera was held.

    Gone are EXIF (place, time, serial number), XMP, Photoshop's and makers' segments, comments, further
    pictures and whatever was appended. The coded points are copied, not made anew.
    """
    if not data.startswith(_JPEG_START):
        raise BrokenPicture
    kept = [_JPEG_START]
    turned, at = 1, 2
    while True:
        mark, start = _next_mark(data, at)
        if mark == _END:
            kept.append(b"\xff\xd9")
            break
        if mark in _STANDALONE:
            at = start
            continue
        end = start + _length(data, start)
        body = data[start + 2 : end]
        if body.startswith(_EXIF) and mark == 0xE1:
            turned = _orientation(body[len(_EXIF) :]) or turned
        if mark not in _APPS_AND_NOTES or body.startswith(_KEPT_SEGMENTS.get(mark, b"\0never")):
            kept.append(data[start - 2 : end])
        at = end
        if mark == _SCAN:
            at = _end_of_scan(data, end)
            kept.append(data[end:at])
    if turned != 1:
        kept.insert(1, _orientation_segment(turned))
    return b"".join(kept)


def bare_png(data: bytes) -> bytes:
    """The PNG up to its end chunk with nothing but what draws it: no EXIF, no texts, no time, no tail."""
    if not data.startswith(_PNG_START):
        raise BrokenPicture
    kept, at = [_PNG_START], len(_PNG_START)
    while True:
        if at + 12 > len(data):
            raise BrokenPicture
        (length,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise BrokenPicture
        if name in _KEPT_CHUNKS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _next_mark(data: bytes, at: int) -> tuple[int, int]:
    """The next marker and the place behind it; fill bytes before it are passed over."""
    if data[at : at + 1] != b"\xff":
        raise BrokenPicture
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise BrokenPicture
    return data[at], at + 1


def _length(data: bytes, start: int) -> int:
    if start + 2 > len(data):
        raise BrokenPicture
    (length,) = struct.unpack_from(">H", data, start)
    if length < 2 or start + length > len(data):
        raise BrokenPicture
    return int(length)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded points end: at the first marker that is neither stuffing nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise BrokenPicture
        if data[at + 1] != 0 and data[at + 1] != 0xFF and data[at + 1] not in _STANDALONE:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _orientation(tiff: bytes) -> int | None:
    """How the camera was held (1 to 8), read out of the first directory; None where it does not say."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 10:
        return None
    (place,) = struct.unpack_from(f"{order}I", tiff, 4)
    if place + 2 > len(tiff):
        return None
    (count,) = struct.unpack_from(f"{order}H", tiff, place)
    for number in range(min(count, 500)):
        entry = place + 2 + 12 * number
        if entry + 12 > len(tiff):
            return None
        tag, kind, amount, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if (tag, kind, amount) == (_ORIENTATION, 3, 1):
            return value if 1 <= value <= 8 else None
    return None


def _orientation_segment(turned: int) -> bytes:
    """An EXIF segment that says nothing but how the camera was held."""
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = _EXIF + tiff
    return struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body
