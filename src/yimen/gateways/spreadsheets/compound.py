"""The container of an .xls (compound file), read with bounds: the names in it and one stream."""

import struct
from dataclasses import dataclass

from yimen.gateways.spreadsheets.refusals import SheetBroken

_HEADER = 512
_END = 0xFFFFFFFA  # and all above it are marks, not sectors
_ENTRY = 128
_MOST_ENTRIES = 4096


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """A compound file: sectors in chains, a directory of streams. Every chain is followed at most once round.

    Refuses (`SheetBroken`) what is cut off or leads in a circle. Source: [MS-CFB].
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise SheetBroken(field="file")
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise SheetBroken(field="file")
        self._size = 1 << shift
        self._most = len(content) // self._size + 1
        try:
            self._fat = self._read_fat()
            self._entries = self._read_directory()
        except (struct.error, IndexError):
            raise SheetBroken(field="file") from None

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages, wherever they lie."""
        return frozenset(entry.name for entry in self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of the first stream with this name; empty where there is none."""
        entry = next((each for each in self._entries if each.name == name and each.kind == 2), None)
        if entry is None:
            return b""
        (cutoff,) = struct.unpack_from("<I", self._content, 56)
        try:
            if entry.size >= cutoff:
                return self._chain(entry.start)[: entry.size]
            return self._small(entry)
        except (struct.error, IndexError):
            raise SheetBroken(field="file") from None

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if number >= self._most:
            raise SheetBroken(field="file")
        return self._content[at : at + self._size]

    def _read_fat(self) -> tuple[int, ...]:
        content = self._content
        listed = list(struct.unpack_from("<109I", content, 76))
        (following,) = struct.unpack_from("<I", content, 68)
        per_sector = self._size // 4
        for _ in range(self._most):
            if following >= _END:
                break
            numbers = struct.unpack(f"<{per_sector}I", self._sector(following).ljust(self._size, b"\xff"))
            listed.extend(numbers[:-1])
            following = numbers[-1]
        fat: list[int] = []
        for number in [each for each in listed if each < _END][: self._most]:
            fat.extend(struct.unpack(f"<{per_sector}I", self._sector(number).ljust(self._size, b"\xff")))
        return tuple(fat)

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        number = start
        while number < _END:
            if len(pieces) > self._most:
                raise SheetBroken(field="file")
            pieces.append(self._sector(number))
            number = self._fat[number]
        return b"".join(pieces)

    def _read_directory(self) -> tuple[_Entry, ...]:
        (start,) = struct.unpack_from("<I", self._content, 48)
        directory = self._chain(start)
        entries = []
        for at in range(0, min(len(directory), _ENTRY * _MOST_ENTRIES), _ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", directory, at + 116)
            if directory[at + 66]:
                entries.append(_Entry(name, directory[at + 66], first, size))
        return tuple(entries)

    def _small(self, entry: _Entry) -> bytes:
        root = next((each for each in self._entries if each.kind == 5), None)
        (first,) = struct.unpack_from("<I", self._content, 60)
        if root is None or first >= _END:
            raise SheetBroken(field="file")
        table = self._chain(first)
        links = struct.unpack(f"<{len(table) // 4}I", table)
        pool = self._chain(root.start)
        pieces: list[bytes] = []
        number = entry.start
        while number < _END:
            if len(pieces) > len(links):
                raise SheetBroken(field="file")
            pieces.append(pool[number * 64 : number * 64 + 64])
            number = links[number]
        return b"".join(pieces)[: entry.size]
