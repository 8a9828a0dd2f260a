"""Accepts a case: every material has its verdict, both clocks start, the notice of acceptance goes out."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CaseMaterial
from yimen.rules.access import Actor
from yimen.rules.calendar import spoken_date
from yimen.rules.case_forms import AskedMaterial, check_verdicts
from yimen.rules.cases import Act
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import start_clocks
from yimen.usecases.cases.messages import tell_accepted
from yimen.usecases.cases.papers import order_acceptance
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("cases.accept")
def accept(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    verdicts: Mapping[str, str],
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED → REVIEWING; `verdicts` gives PASS, FAIL or MISSING per material id.

    Starts the statutory and the promised clock, in working or natural days as the frozen version
    says, and the clock of the review. When the five workdays to tell have passed, the day of
    acceptance is the day of receipt and the journal says `deemed` (行政许可法 32 (4)). The notice goes
    out in the name of whoever will decide; unknown authority is refused here already. Refuses,
    naming the materials, a missing verdict, a failed material, and a required one that is missing.
    """
    given = {str(material_id): verdict for material_id, verdict in verdicts.items()}

    def core(case: Case) -> Done:
        rows = _keep_verdicts(case, given)
        deemed = start_clocks(case, now, current_calendar())
        due = case.promised_due or case.statutory_due
        facts: dict[str, JSON] = {
            "verdicts": {str(row.material_id): row.verdict for row in rows},
            "deemed": deemed,
            "accepted_on": case.accepted_on.isoformat() if case.accepted_on else None,
            "statutory_due": case.statutory_due.isoformat() if case.statutory_due else None,
            "promised_due": case.promised_due.isoformat() if case.promised_due else None,
            "provisional": case.due_provisional,
        }
        return Done(
            changed=("accepted_on", "statutory_due", "promised_due", "step_due", "due_provisional"),
            facts=facts,
            paper=order_acceptance(case, actor, deemed=deemed),
            messages=(tell_accepted(case, spoken_date(due) if due else ""),),
        )

    return act_on_case(
        act=Act.ACCEPT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"verdicts": dict(given)},
        core=core,
    )


def _keep_verdicts(case: Case, given: Mapping[str, str]) -> list[CaseMaterial]:
    """Check and write the verdicts; a key is the id of the material in the version or in the case."""
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    materials = list(rows.select_related("material").order_by("order"))
    asked = [
        AskedMaterial(id=str(row.material_id), name=row.name, required=row.material.required)
        for row in materials
    ]
    by_material = {
        str(row.material_id): given.get(str(row.material_id), given.get(str(row.pk), "")) for row in materials
    }
    found = check_verdicts(asked, by_material)
    for row in materials:
        row.verdict, row.reason = found[str(row.material_id)].value, ""
    CaseMaterial.objects.filter(county_code=case.county_code).bulk_update(materials, ["verdict", "reason"])
    return materials
