"""A backup as one file: a tar with a manifest in front and the SHA-256 of every member at its end."""

from yimen.gateways.archives.members import DUMP, MANIFEST, PARTS, SUMS, blob_digest, root_number
from yimen.gateways.archives.places import (
    CannotSwap,
    find_mount,
    fresh_folder,
    holds_anything,
    leftovers,
    list_part,
    remove_tree,
    swapped_in,
)
from yimen.gateways.archives.reading import (
    ArchiveReader,
    BackupAltered,
    BackupIncomplete,
    CannotOpenBackup,
    NotABackup,
    open_archive,
)
from yimen.gateways.archives.writing import (
    ArchiveWriter,
    CannotReadPart,
    CannotWriteBackup,
    TargetExists,
    new_archive,
    why,
    worded_writing,
)

__all__ = [
    "DUMP",
    "MANIFEST",
    "PARTS",
    "SUMS",
    "ArchiveReader",
    "ArchiveWriter",
    "BackupAltered",
    "BackupIncomplete",
    "CannotOpenBackup",
    "CannotReadPart",
    "CannotSwap",
    "CannotWriteBackup",
    "NotABackup",
    "TargetExists",
    "blob_digest",
    "find_mount",
    "fresh_folder",
    "holds_anything",
    "leftovers",
    "list_part",
    "new_archive",
    "open_archive",
    "remove_tree",
    "root_number",
    "swapped_in",
    "why",
    "worded_writing",
]
