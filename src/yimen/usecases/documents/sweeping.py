"""Removes stored files that nothing names any more, a day after they came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, QuerySet

from yimen.data.documents.models import ItemFile, StoredFile
from yimen.gateways.files import SWEEP_LOCK
from yimen.gateways.installed import installed
from yimen.rules.access import Actor
from yimen.usecases.documents.item_files import abandoned
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_KEPT = timedelta(days=1)
_BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class FilesSwept:
    """How many rows without a user and how many blobs without a row were removed."""

    rows: int
    blobs: int


@action("documents.sweep_files")
def sweep_files(*, actor: Actor, now: datetime, request_key: str | None = None) -> FilesSwept:
    """Remove file rows that no other row names, then blobs that no file row names.

    Only what is older than a day goes: an upload is stored before the transaction that names it,
    and a blob that is brought again meanwhile counts as new. A form of an item that no version and no
    draft names any more goes like any other file. What killed writers left half-written
    goes as well. While a backup is made nothing goes.
    """
    answer = perform(
        action="documents.sweep_files",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_sweep(now - _KEPT),
    )
    return FilesSwept(rows=int(str(answer["rows"])), blobs=int(str(answer["blobs"])))


def _apply_sweep(before: datetime) -> Outcome:
    if not _may_sweep():
        return Outcome(answer={"rows": 0, "blobs": 0}, record=None)
    installed().files.tidy(before)
    ItemFile.objects.filter(pk__in=[row.pk for row in abandoned(before)[:5000]]).delete()
    forgotten = [row.pk for row in _unnamed_rows(before)[:5000]]
    # What was really deleted: of two sweeps at once only one finds the rows.
    rows, _ = StoredFile.objects.filter(pk__in=forgotten).delete()
    removed = _remove_unnamed_blobs(before)
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="files",
        subject_id=fixed_id("files"),
        act="documents.sweep_files",
        facts={"rows": rows, "blobs": removed},
    )
    return Outcome(answer={"rows": rows, "blobs": removed}, record=record if rows or removed else None)


def _may_sweep() -> bool:
    """False while a backup copies the files, or while somebody else sweeps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
        return bool(cursor.fetchone()[0])


def _unnamed_rows(before: datetime) -> QuerySet[StoredFile]:
    """Rows without a user, found through the relations themselves: higher nouns are not known here."""
    rows = StoredFile.objects.filter(stored_at__lt=before)
    for relation in StoredFile._meta.related_objects:  # noqa: SLF001 - Django's public API by a private name
        rows = rows.filter(~Exists(_users(relation)))
    return rows


def _users(relation: ForeignObjectRel) -> QuerySet[Model]:
    rows: QuerySet[Model] = relation.related_model._default_manager.all()  # noqa: SLF001 - as above
    return rows.filter(**{f"{relation.field.name}_id": OuterRef("pk")})


def _remove_unnamed_blobs(before: datetime) -> int:
    files = installed().files
    removed = 0
    batch: list[str] = []
    for sha256 in files.list_all():
        batch.append(sha256)
        if len(batch) == _BATCH:
            removed += _remove_of(batch, before)
            batch.clear()
    return removed + _remove_of(batch, before)


def _remove_of(batch: list[str], before: datetime) -> int:
    named = set(StoredFile.objects.filter(sha256__in=batch).values_list("sha256", flat=True))
    files = installed().files
    return sum(files.remove_untouched(sha256, before) for sha256 in batch if sha256 not in named)
