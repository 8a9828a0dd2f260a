"""Makes a backup of a place, whether it is at work or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from yimen.gateways.archives import (
    DUMP,
    MANIFEST,
    PARTS,
    ArchiveWriter,
    CannotReadPart,
    blob_digest,
    list_part,
    new_archive,
    root_number,
    why,
)
from yimen.gateways.files import SWEEP_LOCK, DiskFileStore
from yimen.gateways.postgres import Snapshot, shared_lock, snapshot
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.backups.manifests import FORMAT, Manifest

_SCHEMA = "SELECT app || '.' || name FROM public.django_migrations ORDER BY 1"
_HIGHEST_ROOT = "SELECT coalesce(max(number), 0) FROM public.journal_root"
_STORED = "SELECT DISTINCT sha256 FROM public.documents_stored_file"
_OURS = {"django_migrations", "journal_root", "documents_stored_file"}


class NothingToBackUp(RuleViolation):
    """The database is not one of Yimen's, or was never made."""

    code = "backup.nothing_there"
    template = N_("这里还没有一门的数据，没有什么可备份的：{where}")


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupMade:
    """What was saved.

    `missing` files are named by the database and do not lie on the disk; `damaged` ones are not whole.
    `checksum` is the digest of the list of digests: kept elsewhere, it proves the whole backup.
    """

    path: Path
    size: int
    rows: int
    files: int
    missing: int
    damaged: int
    checksum: str


def back_up(*, data_dir: Path, url: str, target: Path, now: datetime, version: str) -> BackupMade:
    """Save database, files, keys, copies of the journal's roots and the place's own fonts in one file.

    The database is taken out in one moment; files come after it, for they never change and are not
    swept meanwhile. A root that was signed after that moment is left out, or it would prove a loss.
    """
    with shared_lock(url, SWEEP_LOCK), new_archive(target, now) as archive:
        dump = archive.folder / "dump"
        with snapshot(url) as moment:
            manifest = _manifest(moment, now, version, data_dir)
            missing = count_missing(moment, data_dir)
            with dump.open("wb") as file:
                moment.dump(file)
        archive.add(MANIFEST, manifest.text())
        with dump.open("rb") as file:
            archive.add_large(DUMP, file)
        dump.unlink()
        saved = damaged = 0
        for name, path in _members(data_dir, manifest.highest_root):
            is_whole = _add(archive, name, path)
            saved += is_whole and name.startswith("files/")
            damaged += not is_whole
    return BackupMade(
        path=target,
        size=target.stat().st_size,
        rows=sum(manifest.counts.values()),
        files=saved,
        missing=missing,
        damaged=damaged,
        checksum=archive.sum_of_sums,
    )


def count_missing(moment: Snapshot, place: Path) -> int:
    """How many files the database names that do not lie under the place."""
    store = DiskFileStore(place / "files")
    return sum(not store.exists(str(name)) for (name,) in moment.rows(_STORED))


def _manifest(moment: Snapshot, now: datetime, version: str, data_dir: Path) -> Manifest:
    counts = moment.counts()
    if not counts.keys() >= _OURS:
        raise NothingToBackUp(where=data_dir)
    ((highest,),) = moment.rows(_HIGHEST_ROOT)
    return Manifest(
        format=FORMAT,
        version=version,
        postgres=moment.release(),
        made_at=now.isoformat(timespec="seconds"),
        schema=tuple(str(name) for (name,) in moment.rows(_SCHEMA)),
        counts=counts,
        highest_root=int(str(highest)),
    )


def _members(data_dir: Path, highest_root: int) -> Iterator[tuple[str, Path]]:
    for part in PARTS:
        for name, path in list_part(data_dir, part):
            if (root_number(name) or 0) <= highest_root:
                yield name, path


def _add(archive: ArchiveWriter, name: str, path: Path) -> bool:
    """Add one file; False for a stored file whose bytes are no longer those that its name says."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise CannotReadPart(path=path, why=why(fault)) from fault
    expected = blob_digest(name)
    if expected is not None and sha256(content).hexdigest() != expected:
        return False
    archive.add(name, content)
    return True
