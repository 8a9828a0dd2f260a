"""Finds somebody who had something done here before, so that nobody types them a second time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import IdentityCheck
from yimen.rules.people import check_citizen_id
from yimen.usecases.cases.queries.duplicates import OpenCase, list_open_of_person
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPerson:
    """Somebody as their newest case in scope tells them; the village is empty when it lies elsewhere.

    `is_known` False: nobody of this number was here, only the number itself is answered.
    """

    id_no: str
    is_known: bool
    name: str = ""
    phone: str = ""
    village_code: str = ""
    village_name: str = ""
    identity_check: str = ""
    open_cases: tuple[OpenCase, ...] = ()


@action("cases.look_up_person")
def look_up_person(
    *,
    actor: Actor,
    now: datetime,
    id_no: str = "",
    case_id: UUID | None = None,
    request_key: str | None = None,
) -> KnownPerson:
    """Answer name, telephone, village and open cases of an identity number, in the clear.

    The newest case in the actor's scope tells them; it gets the one journal entry that says who
    asked, since this reveals what every page masks. A number of which nothing is known leaves no
    entry. With `case_id` the person of that case is meant, for the next thing in the same visit:
    then it also tells how the identity was checked a moment ago. Refuses a number that cannot be
    right, with what is wrong about it, and a case out of scope (`NotFound`). The values are neither
    journalled nor kept with the answered request: they are read after the act is durable.
    """
    require(actor, "cases.look_up_person")
    number = "" if case_id else check_citizen_id(id_no, today=beijing_date(now)).number
    answer = perform(
        action="cases.look_up_person",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"id_no": number, "case_id": str(case_id or "")},
        core=lambda: _apply_look(actor, number, case_id),
    )
    found = answer["case_id"]
    case = _newest(actor, number, UUID(str(found))) if found else None
    if case is None:
        return KnownPerson(id_no=number, is_known=False)
    village = case.village
    mine = covers(actor, village.code) and village.valid_to is None
    again = case_id is not None and case.identity_check != IdentityCheck.BY_REPRESENTATIVE.value
    return KnownPerson(
        id_no=case.applicant_id_no,
        is_known=True,
        name=case.applicant_name,
        phone=case.applicant_phone,
        village_code=village.code if mine else "",
        village_name=village.short_name,
        identity_check=case.identity_check if again else "",
        open_cases=list_open_of_person(actor=actor, id_no=case.applicant_id_no),
    )


def _newest(actor: Actor, number: str, case_id: UUID | None = None) -> Case | None:
    rows = cases_of(actor, actor.county_code)
    rows = rows.filter(applicant_id_no=number) if case_id is None else rows.filter(pk=case_id)
    return rows.select_related("village").order_by("-received_at", "-id").first()


def _apply_look(actor: Actor, number: str, case_id: UUID | None) -> Outcome:
    case = _newest(actor, number, case_id)
    if case is None and case_id is not None:
        raise NotFound
    if case is None:
        return Outcome(answer={"case_id": None}, record=None)
    record = Record(
        county_code=case.county_code,
        subject_type="case",
        subject_id=case.pk,
        act="cases.look_up_person",
        facts={"case_no": case.case_no, "fields": ["NAME", "PHONE", "VILLAGE"]},
    )
    return Outcome(answer={"case_id": str(case.pk)}, record=record)
