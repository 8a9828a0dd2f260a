"""Made-up applicants with numbers that add up, and small pictures that stand for their papers."""

import struct
import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from yimen.rules.errors import N_

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, kw_only=True, slots=True)
class Applicant:
    """Nobody: the given name is 示例, the telephone is not in use."""

    name: str
    id_no: str
    phone: str


def make_applicant(at: int, chance: Random) -> Applicant:
    """The at-th sample applicant; always the same from the same source of chance."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
    return Applicant(
        name=N_("{surname}示例").format(surname=_SURNAMES[at % len(_SURNAMES)]),
        id_no=number_of(born, 900 + at % 100),
        phone=f"1380000{100 + at:04d}",
    )


def number_of(born: date, serial: int) -> str:
    """An identity number of 沧县 for this birthday, its check digit right."""
    body = f"130921{born:%Y%m%d}{serial:03d}"
    total = sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, body, strict=True))
    return body + _CHECKS[total % 11]


def make_picture(shade: int) -> bytes:
    """A valid PNG of 480 × 640 gray dots with a frame, about 2 KB: a sheet of paper seen from afar."""
    width, height = 480, 640
    plain = bytes([0]) + bytes([shade]) * width
    lined = bytes([0]) + bytes([shade]) * 48 + bytes([shade - 90]) * (width - 96) + bytes([shade]) * 48
    edge = bytes([0]) + bytes([shade - 60]) * width
    rows = [edge, *((lined if at % 32 < 3 and 60 < at < 560 else plain) for at in range(height - 2)), edge]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
