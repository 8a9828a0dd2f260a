"""Shows one masked value of an applicant to someone who says why they need it."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.case_forms import PERSONAL_FIELD_LABELS, PersonalField, choose
from yimen.rules.errors import N_
from yimen.rules.text import clean_line
from yimen.usecases.cases.scope import CaseKey, case_named, cases_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class Revealed:
    """One value in the clear, for the page that is shown now."""

    field: PersonalField
    label: str
    value: str


@action("cases.reveal")
def reveal(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    field: str,
    reason: str,
    request_key: str | None = None,
) -> Revealed:
    """Answer NAME, ID_NO or PHONE of a case in scope, and journal who saw it and why.

    Refuses a missing reason. The value itself is neither journalled nor kept with the answered
    request: it is read after the act is durable.
    """
    require(actor, "cases.reveal")
    county = actor.county_code
    chosen = PersonalField(choose(field.upper(), PersonalField, field="field", what=N_("要看哪一项")))
    why = clean_line(reason, field="reason", max_length=100)

    def core() -> Outcome:
        case = cases_of(actor, county).filter(case_named(case_id)).first()
        if case is None:
            raise NotFound
        record = Record(
            county_code=county,
            subject_type="case",
            subject_id=case.pk,
            act="cases.reveal",
            facts={"case_no": case.case_no, "field": chosen.value, "reason": why},
        )
        return Outcome(answer={"field": chosen.value}, record=record)

    perform(
        action="cases.reveal",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"case_id": str(case_id), "field": chosen.value, "reason": why},
        core=core,
    )
    case = cases_of(actor, county).get(case_named(case_id))
    return Revealed(field=chosen, label=PERSONAL_FIELD_LABELS[chosen], value=_value(case, chosen))


def _value(case: Case, field: PersonalField) -> str:
    return {
        PersonalField.NAME: case.applicant_name,
        PersonalField.ID_NO: case.applicant_id_no,
        PersonalField.PHONE: case.applicant_phone,
    }[field]
