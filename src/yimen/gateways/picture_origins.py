"""When and where a photo was taken, as its camera wrote it; read by a hundred lines of ours (decision 0014).

No library ever sees the EXIF of a file from outside. Every place is bounded, whatever the bytes say; what
does not hold is left out, never guessed.
"""

import math
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

_BEIJING = timezone(timedelta(hours=8))
_EXIF = b"Exif\0\0"
_MOST_ENTRIES = 200
_MOST_SEGMENTS = 60
_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
_SIZES = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8}


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureOrigin:
    """Moment and WGS-84 position of a picture; None where the camera did not say."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


NOWHERE = PictureOrigin()


def read_origin(data: bytes) -> PictureOrigin:
    """What the EXIF of a JPEG says of moment and place; nothing for every other file and for broken ones.

    A camera without an offset is taken to show Beijing's time.
    """
    tiff = _find_exif(data)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return NOWHERE
    try:
        return _read(_Directories(tiff, order))
    except (struct.error, ValueError, ZeroDivisionError, OverflowError):
        return NOWHERE


def _find_exif(data: bytes) -> bytes:
    """The TIFF part of the first EXIF segment, before the coded points begin."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if not data.startswith(b"\xff\xd8") or at + 4 > len(data) or data[at] != 0xFF:
            return b""
        mark, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        if mark == 0xE1 and body.startswith(_EXIF):
            return body[len(_EXIF) :]
        if mark == 0xDA or length < 2:
            return b""
        at += 2 + length
    return b""


class _Directories:
    """The directories of a TIFF, each as its entries by tag."""

    def __init__(self, tiff: bytes, order: str) -> None:
        self.tiff, self.order = tiff, order

    def number(self, place: int) -> int:
        return int(struct.unpack_from(f"{self.order}I", self.tiff, place)[0])

    def entries(self, place: int) -> dict[int, tuple[int, int, int]]:
        """(kind, amount, place of the value) by tag."""
        (count,) = struct.unpack_from(f"{self.order}H", self.tiff, place)
        found = {}
        for at in range(min(count, _MOST_ENTRIES)):
            entry = place + 2 + 12 * at
            tag, kind, amount = struct.unpack_from(f"{self.order}HHI", self.tiff, entry)
            size = _SIZES.get(kind, 0) * amount
            if 0 < size <= 4:
                found[tag] = (kind, amount, entry + 8)
            elif 0 < size <= len(self.tiff):
                found[tag] = (kind, amount, self.number(entry + 8))
        return found

    def words(self, entry: tuple[int, int, int] | None) -> str:
        if entry is None or entry[0] != _ASCII:
            return ""
        _, amount, place = entry
        return self.tiff[place : place + amount].split(b"\0")[0].decode("ascii", "replace").strip()

    def fractions(self, entry: tuple[int, int, int] | None) -> list[float]:
        if entry is None or entry[0] != _RATIONAL or entry[1] > 3:
            return []
        _, amount, place = entry
        values = struct.unpack_from(f"{self.order}{2 * amount}I", self.tiff, place)
        return [values[2 * at] / values[2 * at + 1] for at in range(amount)]


def _read(tiff: _Directories) -> PictureOrigin:
    main = tiff.entries(tiff.number(4))
    camera = _below(tiff, main, _EXIF_DIRECTORY)
    gps = _below(tiff, main, _GPS_DIRECTORY)
    latitude = _degrees(tiff, gps, 1, 2, 90.0)
    longitude = _degrees(tiff, gps, 3, 4, 180.0)
    known = latitude is not None and longitude is not None and (latitude, longitude) != (0.0, 0.0)
    return PictureOrigin(
        taken_at=_moment(tiff.words(camera.get(_TAKEN)), tiff.words(camera.get(_OFFSET))),
        latitude=latitude if known else None,
        longitude=longitude if known else None,
    )


def _below(
    tiff: _Directories, main: dict[int, tuple[int, int, int]], tag: int
) -> dict[int, tuple[int, int, int]]:
    if tag not in main or main[tag][0] != _LONG:
        return {}
    return tiff.entries(tiff.number(main[tag][2]))


def _degrees(
    tiff: _Directories, gps: dict[int, tuple[int, int, int]], side: int, tag: int, most: float
) -> float | None:
    parts = tiff.fractions(gps.get(tag))
    sign = {"N": 1, "E": 1, "S": -1, "W": -1}.get(tiff.words(gps.get(side)))
    if len(parts) != 3 or sign is None:
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return round(sign * value, 5) if math.isfinite(value) and value <= most else None


def _moment(words: str, offset: str) -> datetime | None:
    """2026:11:16 10:00:00 with an offset such as +08:00, or without one."""
    if offset:
        try:
            return datetime.strptime(f"{words} {offset}", "%Y:%m:%d %H:%M:%S %z")
        except ValueError:
            offset = ""
    try:
        return datetime.strptime(words, "%Y:%m:%d %H:%M:%S").replace(tzinfo=_BEIJING)
    except ValueError:
        return None
