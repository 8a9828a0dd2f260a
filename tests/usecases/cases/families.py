"""Walks instant, forwarded and other cases through their acts with the people of the world."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tests.usecases.cases.journey import HOUR
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    FILING_VERSION,
    ID,
    ID_NUMBER,
    INSTANT_ITEM_CODE,
    NOW,
    PENSION_VERSION,
    RESIDENT_PHONE,
    REVIEWER,
    VILLAGE,
)
from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor
from yimen.rules.case_forms import Application, Channel
from yimen.rules.cases import Act
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone, Done
from yimen.usecases.cases.opening import Filing, file_case
from yimen.usecases.cases.places import find_village

PERSON: Mapping[str, str] = {"name": "赵建国", "id_no": ID_NUMBER, "phone": RESIDENT_PHONE}
SEEN_PENSION = {str(ID(f"material:pension:{at}")): "PASS" for at in (1, 2)}
SEEN_PROOF = {str(ID("material:insured_proof:1")): "PASS"}
SEEN_FILING = {str(ID("material:owners_committee:1")): "PASS"}
SYSTEM_NAME = "社会保险经办系统"


def taken_in(version: UUID, *, now: datetime = NOW, clerk: Actor = CLERK, village: str = VILLAGE) -> UUID:
    """A case of the item, received at the counter."""
    filing = Filing(
        version=ItemVersion.objects.select_related("item").get(pk=version),
        village=find_village(village),
        application=Application(**PERSON, request=""),
        channel=Channel.COUNTER,
        identity_check="IN_PERSON",
    )
    return file_case(
        act=Act.TAKE_IN,
        action="cases.take_in",
        actor=clerk,
        now=now,
        request_key=None,
        county_code=COUNTY,
        body={},
        filing=lambda: filing,
        core=lambda _: Done(),
    ).case_id


def settled(*, now: datetime = NOW, actor: Actor = CLERK, **more: object) -> CaseDone:
    """A proof printed at the counter, done at once."""
    told = {
        "item_code": INSTANT_ITEM_CODE,
        "village_code": VILLAGE,
        "fields": PERSON,
        "identity_check": "IN_PERSON",
        "result": "已打印参保证明 1 份，当场交给本人。",
        "verdicts": SEEN_PROOF,
    }
    return actions.settle(actor=actor, now=now, **{**told, **more})


def passed_on(*, now: datetime = NOW) -> UUID:
    """A pension registration that the department's own system has."""
    case_id = taken_in(PENSION_VERSION, now=now)
    actions.pass_on(
        actor=CLERK, now=now + HOUR, case_id=case_id, verdicts=SEEN_PENSION, external_system=SYSTEM_NAME
    )
    return case_id


def answered(*, now: datetime = NOW) -> UUID:
    """A pension registration that the department has finished."""
    case_id = passed_on(now=now)
    actions.record_result(
        actor=CLERK,
        now=now + 2 * HOUR,
        case_id=case_id,
        result="DONE",
        text="已参保，下月起可以缴费。",
        external_no="SB-2026-0001",
    )
    return case_id


def filing_accepted(*, now: datetime = NOW) -> UUID:
    """A filing that waits for its review."""
    case_id = taken_in(FILING_VERSION, now=now)
    actions.accept(actor=CLERK, now=now + HOUR, case_id=case_id, verdicts=SEEN_FILING)
    return case_id


def filing_reviewed(*, now: datetime = NOW) -> UUID:
    """A filing that waits for its conclusion."""
    case_id = filing_accepted(now=now)
    points = Case.objects.get(county_code=COUNTY, pk=case_id).version.review_points
    actions.review(
        actor=REVIEWER,
        now=now + 2 * HOUR,
        case_id=case_id,
        opinion="材料齐全，选举程序合规。",
        passed_points=tuple(range(len(points))),
        advice="GRANT",
    )
    return case_id


def filing_concluded(*, now: datetime = NOW) -> UUID:
    """A filing with its result, of which the paper is still being made."""
    case_id = filing_reviewed(now=now)
    actions.conclude(
        actor=APPROVER, now=now + 3 * HOUR, case_id=case_id, result="已备案，备案日期为 2026年11月16日。"
    )
    return case_id
