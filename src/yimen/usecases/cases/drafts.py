"""The drafts of residents: found, locked, and moved on when their item gets a new version."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.data.cases.models import Draft, DraftFile
from yimen.data.catalog.models import ItemVersion, Material
from yimen.rules.access import Actor, NotFound
from yimen.rules.case_forms import BRING_PREFIX, find_faults
from yimen.rules.cases import table_for
from yimen.rules.catalog import ApplyWay, Family
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.cases.held_terms import waived_under
from yimen.usecases.cases.places import VillageUnknown
from yimen.usecases.cases.scope import own_drafts
from yimen.usecases.catalog.offers import offer_of, with_offer
from yimen.usecases.catalog.versions import versions_offered
from yimen.usecases.shared.rows import write_back

CITY_COUNTY = "130900"  # where a draft lies until its village is chosen


class NotHere(RuleViolation):
    """The item is not applied for in this system."""

    code = "cases.not_here"
    template = N_("“{item}”不能在这里预申请，请按办事指南上写的方式办理。")


class MaterialLacking(RuleViolation):
    """A required material has neither a file nor the mark that its paper comes to the counter."""

    code = "cases.material_lacking"
    template = N_("“{material}”还没有交。请拍照上传，或者选“带到窗口”。")


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftState:
    """A draft with its materials and how many files lie beside each."""

    draft: Draft
    materials: tuple[Material, ...]
    files: tuple[DraftFile, ...]

    def files_of(self, material: Material) -> tuple[DraftFile, ...]:
        """The files beside one material, oldest first."""
        return tuple(each for each in self.files if each.material_id == material.pk)

    def comes_to_counter(self, material: Material) -> bool:
        """Whether the resident marked 带到窗口 for the material."""
        return bool(self.draft.fields.get(f"{BRING_PREFIX}{material.pk}") == "1")


def find_version(item_code: str) -> ItemVersion:
    """The version in force of an item that one applies for here; refuses every other item.

    Refuses an item of another way of applying (`NotHere`) or of a family without a table.
    """
    rows = versions_offered().filter(item__code=item_code)
    version = rows.first()
    if version is None:
        raise NotFound
    if version.apply_way != ApplyWay.PREFILING.value:
        raise NotHere(item=version.short_name)
    table_for(Family(version.family))
    return version


def find_draft_county(actor: Actor, draft_id: UUID) -> str:
    """The county of the resident's draft; `NotFound` for a stranger's."""
    found = own_drafts(actor).filter(pk=draft_id).values_list("county_code", flat=True).first()
    if found is None:
        raise NotFound
    return str(found)


def lock_draft(actor: Actor, draft_id: UUID) -> Draft | None:
    """The resident's draft, locked until the transaction ends; None when it is gone."""
    rows = own_drafts(actor).select_for_update(of=("self",)).filter(pk=draft_id)
    return rows.select_related("version__item", "village__parent").first()


def read_state(draft: Draft) -> DraftState:
    """The draft with its materials and files, in two statements."""
    rows = DraftFile.objects.filter(county_code=draft.county_code, draft=draft).select_related("file")
    files = tuple(rows.order_by("file__stored_at", "id"))
    return DraftState(draft=draft, materials=_asked(draft, files), files=files)


def _asked(draft: Draft, files: tuple[DraftFile, ...]) -> tuple[Material, ...]:
    """What the chosen place asks for; what it waives stays where a file lies beside it already."""
    rows = Material.objects.filter(version_id=draft.version_id).order_by("order")
    if draft.village is None:
        return tuple(rows)
    every = tuple(with_offer(rows, item_ref="version__item", unit_code=draft.village.code))
    waived = waived_under(offer_of(every[0])) if every else frozenset()
    given = {each.material_id for each in files}
    return tuple(each for each in every if each.name not in waived or each.pk in given)


def draft_faults(state: DraftState, *, today: date) -> tuple[RuleViolation, ...]:
    """Everything that keeps a draft from being submitted, in the order of the form."""
    faults = list(find_faults(state.draft.fields, today=today))
    if state.draft.village_id is None:
        faults.append(VillageUnknown(field="village_code"))
    for material in state.materials:
        lacking = material.required and not state.files_of(material) and not state.comes_to_counter(material)
        if lacking:
            faults.append(MaterialLacking(field=f"upload-{material.pk}", material=material.name))
    return tuple(faults)


def move_to_version(draft: Draft, version: ItemVersion) -> None:
    """Put a draft under a newer version; files follow to the material of the same name, others fall away."""
    by_name = {each.name: each for each in Material.objects.filter(version=version)}
    rows = DraftFile.objects.filter(county_code=draft.county_code, draft=draft).select_related("material")
    for row in rows:
        successor = by_name.get(row.material.name)
        if successor is None:
            row.delete()
        else:
            row.material = successor
            write_back(row, ["material"], county_code=row.county_code)
    draft.version = version


def move_to_county(draft: Draft, county_code: str) -> None:
    """Let the draft and its file rows lie in the county of the village that was chosen."""
    if draft.county_code != county_code:
        DraftFile.objects.filter(county_code=draft.county_code, draft=draft).update(county_code=county_code)
        draft.county_code = county_code
