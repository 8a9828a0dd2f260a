"""What the counter found about each material of a case: checked together, kept beside the material."""

from collections.abc import Mapping, Sequence

from yimen.data.cases.models import Case, CaseMaterial
from yimen.rules.case_forms import AskedMaterial, Verdict, check_verdicts, read_verdicts


def keep_verdicts(case: Case, given: Mapping[str, str], *, deemed: bool = False) -> list[CaseMaterial]:
    """Check and write the verdicts; a key is the id of the material in the version or in the
    case, or its number in the list.

    What was found before (at intake) holds for a material that is not named now. Refuses, naming the
    materials, what stands against going on (`check_verdicts`); what the law has accepted (`deemed`)
    is accepted as it is: then a verdict is kept, and stops nothing.
    """
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    materials = list(rows.select_related("material").order_by("order"))
    changed = set_verdicts(materials, given, deemed=deemed)
    if changed:
        CaseMaterial.objects.filter(county_code=case.county_code).bulk_update(changed, ["verdict", "reason"])
    return materials


def set_verdicts(
    materials: Sequence[CaseMaterial], given: Mapping[str, str], *, deemed: bool = False
) -> list[CaseMaterial]:
    """The same on rows at hand, which are not written; those that are changed by it."""
    asked = [
        AskedMaterial(id=str(row.material_id), name=row.name, required=row.material.required)
        for row in materials
    ]
    said = {str(row.material_id): _said_of(row, given) for row in materials}
    found = read_verdicts(asked, said) if deemed else check_verdicts(asked, said)
    changed = []
    for row in materials:
        verdict = found[str(row.material_id)].value
        if (row.verdict, row.reason) != (verdict, ""):
            row.verdict, row.reason = verdict, ""
            changed.append(row)
    return changed


def _said_of(row: CaseMaterial, given: Mapping[str, str]) -> str:
    said = next((given[key] for key in map(str, (row.material_id, row.pk, row.order)) if key in given), "")
    return said or (row.verdict if row.verdict != Verdict.PENDING.value else "")
