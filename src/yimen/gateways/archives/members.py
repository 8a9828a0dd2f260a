"""What a backup may hold, by name: everything else is refused, on the way in and on the way out."""

import re

MANIFEST = "manifest.json"
DUMP = "database.dump"
SUMS = "SHA256SUMS"
# The folders of a data folder that go into a backup, as `config/wiring.py` lays them out.
PARTS = ("files", "keys", "journal-roots", "fonts")

_BLOB = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_ROOT = re.compile(r"journal-roots/([0-9]{10})\.json")
# Keys and fonts keep the names that somebody gave them; a first dot marks a draft, and forbids `..`.
_NAMED = re.compile(r"(?:keys|fonts)(?:/[^/.\0-\x1f\x7f\\][^/\0-\x1f\x7f\\]{0,200}){1,4}")


def belongs(name: str) -> bool:
    """Whether a backup may hold a member of this name; no such name leads out of its folder."""
    plain = name in {MANIFEST, DUMP, SUMS}
    return plain or any(shape.fullmatch(name) for shape in (_BLOB, _ROOT, _NAMED))


def blob_digest(name: str) -> str | None:
    """The SHA-256 that a stored file's own name gives; None for every other member."""
    found = _BLOB.fullmatch(name)
    return found[3] if found else None


def root_number(name: str) -> int | None:
    """The number of the signed root of which this member is the copy; None for every other member."""
    found = _ROOT.fullmatch(name)
    return int(found[1]) if found else None
