"""A draft for the pages that fill it in: answers, files, and what is still missing."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Draft
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.case_forms import Verdict
from yimen.rules.cases import ENDS, CaseState
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.cases.drafts import DraftState, draft_faults, read_state
from yimen.usecases.cases.places import find_township_organ, township_code_of
from yimen.usecases.cases.queries.parts import size_words
from yimen.usecases.cases.queries.views import FileView, MaterialView
from yimen.usecases.cases.scope import own_cases, own_drafts


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftView:
    """A draft; `faults` is everything that keeps it from being submitted, each with its field.

    `open_case_no` warns: the same person has a case of the same item that is not over.
    """

    id: UUID
    item_code: str
    item_name: str
    family: Family
    fields: dict[str, str]
    village_code: str
    village_name: str
    township_code: str
    office_name: str
    saved_at: dt.datetime
    materials: tuple[MaterialView, ...]
    missing_count: int
    faults: tuple[RuleViolation, ...]
    open_case_no: str


def get_draft(*, actor: Actor, draft_id: UUID, today: dt.date) -> DraftView:
    """The resident's own draft; `NotFound` for anyone else's."""
    return _view(actor, _find(actor, pk=draft_id), today)


def find_own_draft(*, actor: Actor, item_code: str, today: dt.date) -> DraftView | None:
    """The resident's draft for an item, if they have begun one: what save and resume goes on with."""
    try:
        return _view(actor, _find(actor, version__item__code=item_code), today)
    except NotFound:
        return None


def _find(actor: Actor, **key: object) -> Draft:
    require(actor, "cases.read_own")
    rows = own_drafts(actor).filter(**key)
    draft = rows.select_related("version__item", "village__parent").first()
    if draft is None:
        raise NotFound
    return draft


def _view(actor: Actor, draft: Draft, today: dt.date) -> DraftView:
    state = read_state(draft)
    village = draft.village
    materials = tuple(_material(state, number) for number in range(len(state.materials)))
    lacking = [each for each in materials if each.is_required and not each.files and not each.to_counter]
    return DraftView(
        id=draft.pk,
        item_code=draft.version.item.code,
        item_name=draft.version.short_name,
        family=Family(draft.version.family),
        fields={str(name): str(value) for name, value in draft.fields.items()},
        village_code=village.code if village else "",
        village_name=village.short_name if village else "",
        township_code=township_code_of(village) if village else "",
        office_name=find_township_organ(village).name if village else "",
        saved_at=draft.saved_at,
        materials=materials,
        missing_count=len(lacking),
        faults=draft_faults(state, today=today),
        open_case_no=_open_case_no(actor, draft),
    )


def _material(state: DraftState, number: int) -> MaterialView:
    material = state.materials[number]
    files = tuple(
        FileView(
            id=each.file_id,
            name=each.file.name,
            size=each.file.size,
            size_words=size_words(each.file.size),
            media_type=each.file.media_type,
        )
        for each in state.files_of(material)
    )
    return MaterialView(
        id=material.pk,
        name=material.name,
        need=N_("必要") if material.required else N_("非必要"),
        is_required=material.required,
        words="",
        verdict=Verdict.PENDING,
        reason="",
        files=files,
        to_counter=state.comes_to_counter(material),
    )


def _open_case_no(actor: Actor, draft: Draft) -> str:
    """The number of the account's own open case of the item; a stranger's is never told."""
    over = [each.value for each in (*ENDS, CaseState.DELIVERED)]
    rows = own_cases(actor).filter(version__item_id=draft.version.item_id)
    id_no = str(draft.fields.get("id_no", ""))
    found = rows.filter(applicant_id_no=id_no).exclude(state__in=over).values_list("case_no", flat=True)
    return found.first() or ""
