"""Walks a 低保 case through its acts, so that each test of benefits starts where it means to."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.uploads import JPEG, PNG
from tests.usecases.cases.journey import HOUR, make_papers, points_of
from tests.world import (
    CLERK,
    COUNTY,
    COUNTY_APPROVER,
    ID,
    ID_NUMBER,
    NOW,
    RESIDENT_PHONE,
    REVIEWER,
    SENSITIVE_VERSION,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import Application, Channel
from yimen.rules.cases import Act
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import Done
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.opening import Filing, file_case

NAME = "孙桂英"
MATERIALS = (ID("material:subsistence:1"),)
DAY = timedelta(days=1)
TODAY = beijing_date(NOW)
# Posted on Tuesday 2026-11-17 for seven days: the last of them is Tuesday the 24th.
POSTED_ON = date(2026, 11, 17)
LAST_DAY = date(2026, 11, 24)
REMOVED_ON = date(2026, 11, 25)
POSTED_AT = NOW + DAY
REMOVED_AT = NOW + 9 * DAY
CONFIRMED_AT = NOW + 10 * DAY


def photo(content: bytes = JPEG, name: str = "照片.jpg") -> Upload:
    """A picture as a phone sends it."""
    return Upload(name=name, content=content, true_size=len(content))


def taken_in(*, now: datetime = NOW, version: UUID = SENSITIVE_VERSION, actor: Actor = CLERK) -> UUID:
    """A case that a clerk took in at the counter."""
    filing = Filing(
        version=ItemVersion.objects.select_related("item").get(pk=version),
        village=Region.objects.select_related("parent").get(code=VILLAGE, valid_to=None),
        application=Application(
            name=NAME, id_no=ID_NUMBER, phone=RESIDENT_PHONE, request="一家两口，没有收入。"
        ),
        channel=Channel.COUNTER,
        identity_check="IN_PERSON",
    )
    done = file_case(
        act=Act.TAKE_IN,
        action="cases.take_in",
        actor=actor,
        now=now,
        request_key=None,
        county_code=COUNTY,
        body={},
        filing=lambda: filing,
        core=lambda _: Done(),
    )
    return done.case_id


def accepted(*, now: datetime = NOW, version: UUID = SENSITIVE_VERSION) -> UUID:
    """A case that waits for its first review."""
    from yimen.data.cases.models import CaseMaterial

    case_id = taken_in(now=now, version=version)
    rows = CaseMaterial.objects.filter(county_code=COUNTY, case_id=case_id)
    verdicts = {str(row.material_id): "PASS" for row in rows}
    actions.accept(actor=CLERK, now=now + HOUR, case_id=case_id, verdicts=verdicts)
    return case_id


REVIEW: dict[str, Any] = {"opinion": "家庭收入低于标准。", "advice": "GRANT", "near_relative": "NO"}


def reviewed(*, now: datetime = NOW, version: UUID = SENSITIVE_VERSION, **more: Any) -> UUID:
    """A case that waits for the visit to the home."""
    case_id = accepted(now=now, version=version)
    given = {**REVIEW, "passed_points": points_of(case_id), **more}
    actions.review(actor=REVIEWER, now=now + 2 * HOUR, case_id=case_id, **given)
    return case_id


def visit(case_id: UUID, *, now: datetime = NOW, **more: Any) -> None:
    """Two people go to the home."""
    given: dict[str, Any] = {
        "visited_on": beijing_date(now + 3 * HOUR),
        "first_visitor": "李强",
        "second_visitor": "王敏",
        "household_check": "AGREES",
        "found": "一家两口，住平房三间，与申报一致。",
        "photos": (photo(),),
        **more,
    }
    actions.record_visit(actor=REVIEWER, now=now + 3 * HOUR, case_id=case_id, **given)


def visited(*, now: datetime = NOW, version: UUID = SENSITIVE_VERSION) -> UUID:
    """A case whose sheet is to be made."""
    case_id = reviewed(now=now, version=version)
    visit(case_id, now=now)
    return case_id


def issue_sheet(case_id: UUID, *, now: datetime = NOW, **more: Any) -> None:
    """The reviewer makes the sheet."""
    given = {"members": 2, "group": "3组", **more}
    actions.issue_publicity_sheet(actor=REVIEWER, now=now + 4 * HOUR, case_id=case_id, **given)


def sheeted(*, now: datetime = NOW) -> UUID:
    """A case whose sheet waits to be hung up."""
    case_id = visited(now=now)
    issue_sheet(case_id, now=now)
    return case_id


def post(case_id: UUID, *, actor: Actor = VILLAGE_PROXY, **more: Any) -> None:
    """The village's proxy hangs it up."""
    given: dict[str, Any] = {"posted_on": POSTED_ON, "place": "村委会公示栏", "photo": photo(), **more}
    actions.record_posting(actor=actor, **({"now": POSTED_AT, "case_id": case_id} | given))


def posted() -> UUID:
    """A case whose sheet hangs."""
    case_id = sheeted()
    post(case_id)
    return case_id


def remove(case_id: UUID, *, actor: Actor = VILLAGE_PROXY, **more: Any) -> None:
    """The proxy takes it down."""
    given: dict[str, Any] = {"removed_on": REMOVED_ON, "photo": photo(PNG, "撤下.png"), **more}
    actions.record_removal(actor=actor, **({"now": REMOVED_AT, "case_id": case_id} | given))


def removed() -> UUID:
    """A case whose sheet is down."""
    case_id = posted()
    remove(case_id)
    return case_id


def publicized() -> UUID:
    """A case that waits for the county's confirmation."""
    case_id = removed()
    actions.end_publicity(actor=REVIEWER, now=REMOVED_AT + HOUR, case_id=case_id)
    return case_id


def confirmed() -> UUID:
    """A case that is confirmed; the job that sets the paper has not run."""
    case_id = publicized()
    actions.confirm(actor=COUNTY_APPROVER, now=CONFIRMED_AT, case_id=case_id, opinion="同意初审意见。")
    return case_id


def without_steps(*codes: str, version: UUID = SENSITIVE_VERSION) -> None:
    """Let the item have no such steps."""
    row = ItemVersion.objects.get(pk=version)
    row.steps = [step for step in row.steps if step["code"] not in codes]
    row.save(update_fields=["steps"])


def confirmed_by_township(*, authority: str, version: UUID = SENSITIVE_VERSION) -> None:
    """Let the item leave its confirmation to the township."""
    row = ItemVersion.objects.get(pk=version)
    row.steps = [
        {**step, "level": "TOWNSHIP", "role": "APPROVER"} if step["code"] == "CONFIRM" else step
        for step in row.steps
    ]
    row.authority = authority
    row.save(update_fields=["steps", "authority"])


__all__ = ["HOUR", "make_papers"]
