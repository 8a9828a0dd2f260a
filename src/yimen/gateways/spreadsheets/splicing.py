"""Markup changed at a few places, every other byte as it was.

Markup names its prefixes inside of values too (form controls, extensions): parsed and written anew by what
does not know them, a county's form opens as a broken file. So elements are only found here, by their bytes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from yimen.gateways.spreadsheets.refusals import SheetBroken

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TAG = re.compile(rb"<(?P<name>[^\s/>]+)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """An element: its name and its parent's without prefix, its place in the bytes, its attributes."""

    name: str
    parent: str
    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """New bytes in the place of those from `start` up to `end`; none are replaced where both are the same."""

    start: int
    end: int
    markup: bytes


def without_mark(markup: bytes) -> bytes:
    """The bytes without the mark of their order: the parser does not count it."""
    return markup.removeprefix(_BYTE_ORDER_MARK)


def find_pieces(markup: bytes, wanted: Iterable[tuple[str, str]]) -> list[Piece]:
    """The elements of these (parent, name), in order, the outer before the inner; refuses broken markup."""
    names = frozenset(wanted)
    parser = expat.ParserCreate()
    open_names = [""]
    open_pieces: list[tuple[int, Mapping[str, str], int] | None] = []
    found: list[Piece | None] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        is_wanted = (open_names[-1], local) in names
        open_pieces.append((parser.CurrentByteIndex, attributes, len(found)) if is_wanted else None)
        if is_wanted:
            found.append(None)  # its place among the others
        open_names.append(local)

    def end(name: str) -> None:
        local, piece, at = open_names.pop(), open_pieces.pop(), parser.CurrentByteIndex
        if piece is None:
            return
        # Of an element without content the parser tells where it ended, else where its last tag begins.
        has_last_tag = markup.startswith(f"</{name}".encode(), at)
        found[piece[2]] = Piece(
            name=local,
            parent=open_names[-1],
            start=piece[0],
            end=markup.index(b">", at) + 1 if has_last_tag else at,
            attributes=piece[1],
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(markup, True)
    except (expat.ExpatError, ValueError):  # the latter for an encoding that it does not know
        raise SheetBroken(field="file") from None
    return [piece for piece in found if piece is not None]


def first_tag(element: bytes) -> bytes:
    """The first tag of an element, whole."""
    found = _TAG.match(element)
    if found is None:
        raise SheetBroken(field="file")
    return found[0]


def prefix_of(element: bytes) -> str:
    """The prefix that an element's own name has, with its colon; empty for none."""
    name = element[1:].split(b">")[0].split(b"/")[0].split()[0].decode()
    return name[: name.find(":") + 1]


def with_attributes(element: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The element with these attributes; one of None is taken away. All else of it stays."""
    tag = first_tag(element)
    fresh = tag
    for name, value in changes.items():
        fresh = re.sub(rb"\s+" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", b"", fresh)
        if value is not None:
            end = len(fresh) - (2 if fresh.endswith(b"/>") else 1)
            fresh = fresh[:end].rstrip() + f" {name}={quoteattr(value)}".encode() + fresh[end:]
    return fresh + element[len(tag) :]


def with_content(element: bytes, content: bytes) -> bytes:
    """The element with this content in the place of its own."""
    tag = first_tag(element)
    opening = tag if not tag.endswith(b"/>") else tag[:-2].rstrip() + b">"
    name = prefix_of(element) + opening[1:-1].split()[0].decode().rpartition(":")[2]
    return (opening + content + f"</{name}>".encode()) if content else opening[:-1] + b"/>"


def content_of(element: bytes) -> bytes:
    """What stands between the first and the last tag of an element."""
    tag = first_tag(element)
    return b"" if tag.endswith(b"/>") else element[len(tag) : element.rindex(b"</")]


def text_markup(words: str) -> bytes:
    """Words as content of an element, without signs that no markup may hold."""
    return escape(_CONTROLS.sub("", words)).encode()


def spliced(markup: bytes, edits: Iterable[Edit]) -> bytes:
    """The markup with these edits, which do not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += [markup[at : edit.start], edit.markup]
        at = edit.end
    return b"".join([*parts, markup[at:]])
