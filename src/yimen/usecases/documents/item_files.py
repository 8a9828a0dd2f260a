"""Blank forms and filled samples of items: brought by the office that writes the guide, open to everyone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from yimen.data.catalog.models import ItemDraft, ItemVersion, Material
from yimen.data.documents.models import ItemFile
from yimen.rules.access import Actor, NotFound, may
from yimen.usecases.documents.files import OpenedFile, opened

M = TypeVar("M", bound=Model)


def office_of(actor: Actor) -> str:
    """In whose name the office writes: its county, or the city for the whole installation (130900)."""
    return actor.county_code or actor.scope_code[:6]


def open_item_file(*, actor: Actor, item_code: str, file_id: UUID) -> OpenedFile:
    """The file, for anyone once a version of the item names it, before that for its own office.

    At most three statements; refuses everything else (`NotFound`).
    """
    row = ItemFile.objects.select_related("file").filter(pk=file_id).first()
    if row is None:
        raise NotFound(field="file_id")
    is_own = may(actor, "documents.write_item") and row.county_code == office_of(actor)
    if not is_own and not _is_published(item_code, str(file_id)):
        raise NotFound(field="file_id")
    return opened(row.file)


def _is_published(item_code: str, file_id: str) -> bool:
    named = Q(details__blank_form=file_id) | Q(details__sample=file_id)
    if Material.objects.filter(named, version__item__code=item_code).exists():
        return True
    return ItemVersion.objects.filter(item__code=item_code, details__result_sample=file_id).exists()


def name_files(file_ids: Iterable[str]) -> dict[str, str]:
    """The names of these files, by id, as a clerk reads them beside a form; one statement."""
    known = [found for each in file_ids if (found := _read_id(each)) is not None]
    rows = ItemFile.objects.filter(pk__in=known).values_list("pk", "file__name")
    return {str(file_id): name for file_id, name in rows}


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def abandoned(before: datetime) -> QuerySet[ItemFile]:
    """Files older than this that no version, no material and no draft names any more."""
    named = (
        _naming(ItemDraft.objects.all(), "content"),
        _naming(Material.objects.all(), "details"),
        _naming(ItemVersion.objects.all(), "details"),
    )
    rows = ItemFile.objects.filter(file__stored_at__lt=before)
    for each in named:
        rows = rows.filter(~Exists(each))
    return rows


def _naming(rows: QuerySet[M], column: str) -> QuerySet[Any]:
    """The rows in whose column of plain values the id of the file stands as text."""
    file_id = Cast(OuterRef("pk"), TextField())
    return rows.annotate(plain=Cast(column, TextField())).filter(plain__contains=file_id)
