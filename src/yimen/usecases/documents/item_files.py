"""Blank forms and filled samples of items: brought by the office that writes the guide, open to everyone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.documents.models import ItemFile
from yimen.rules.access import Actor, NotFound, may, require
from yimen.usecases.documents.files import OpenedFile, opened, store_upload
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("documents.keep_item_file")
def keep_item_file(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    name: str,
    content: bytes,
    true_size: int,
    request_key: str | None = None,
) -> UUID:
    """Keep a form or sample of an item; its id, which the item's details then name.

    `content` may be cut off at the limit, `true_size` is what came over the wire in bytes. Nobody else
    sees it before a version that names it is published. Refuses what no upload may be (`store_upload`).
    """
    require(actor, "documents.keep_item_file")
    county_code = office_of(actor)
    row = store_upload(
        now=now,
        county_code=county_code,
        owner_id=actor.account_id,
        name=name,
        content=content,
        true_size=true_size,
    )

    def core() -> Outcome:
        row.save(force_insert=True)
        ItemFile.objects.create(id=row.pk, file=row, county_code=county_code, item_code=item_code[:12])
        record = Record(
            county_code=county_code,
            subject_type="file",
            subject_id=row.pk,
            act="documents.keep_item_file",
            facts={"item_code": item_code, "sha256": row.sha256, "size": row.size},
        )
        return Outcome(answer={"file_id": str(row.pk)}, record=record)

    answer = perform(
        action="documents.keep_item_file",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"item_code": item_code, "name": row.name, "sha256": row.sha256},
        core=core,
    )
    return UUID(str(answer["file_id"]))


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
    is_own = may(actor, "documents.keep_item_file") and row.county_code == office_of(actor)
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
