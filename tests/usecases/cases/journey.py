"""Walks a case through its acts with the people of the world, so that each test starts where it means to."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from tests.uploads import PNG
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    ID_NUMBER,
    ITEM_CODE,
    MATERIALS,
    NOW,
    RESIDENT,
    RESIDENT_PHONE,
    REVIEWER,
    VILLAGE,
)
from yimen.rules.access import Actor, system_actor
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.documents.issuing import issue_file

ANSWERS = {
    "name": "赵建国",
    "id_no": ID_NUMBER,
    "phone": RESIDENT_PHONE,
    "request": "旧州镇东关村村北承包地，杨树 20 株，约 3 立方米，采伐后当年补种。",
}
BRING_SECOND = {f"bring-{MATERIALS[1]}": "1"}
VERDICTS = {str(each): "PASS" for each in MATERIALS}
SYSTEM = system_actor("journey")
HOUR = timedelta(hours=1)


def draft(
    *,
    actor: Actor = RESIDENT,
    now: datetime = NOW,
    answers: Mapping[str, str] = ANSWERS,
    village: str | None = VILLAGE,
    item: str = ITEM_CODE,
    with_file: bool = True,
) -> UUID:
    """A draft, filled in; the first material has a picture, the second comes to the counter."""
    fields = {**answers, **BRING_SECOND}
    saved = actions.save_draft(actor=actor, now=now, item_code=item, fields=fields, village_code=village)
    if with_file:
        actions.attach_file(
            actor=actor,
            now=now,
            draft_id=saved.draft_id,
            material_id=MATERIALS[0],
            name="采伐申请.png",
            content=PNG,
            true_size=len(PNG),
        )
    return saved.draft_id


def submitted(*, now: datetime = NOW, actor: Actor = RESIDENT, village: str = VILLAGE) -> CaseDone:
    """A pre-filing that waits for the clerk."""
    draft_id = draft(now=now, actor=actor, village=village)
    return actions.submit(actor=actor, now=now, draft_id=draft_id, declared=True)


def received(*, now: datetime = NOW) -> UUID:
    """A case whose applicant showed their card."""
    case_id = submitted(now=now).case_id
    actions.receive(actor=CLERK, now=now + HOUR, case_id=case_id, identity_check="IN_PERSON")
    return case_id


def accepted(*, now: datetime = NOW) -> UUID:
    """A case that waits for review."""
    case_id = received(now=now)
    actions.accept(actor=CLERK, now=now + 2 * HOUR, case_id=case_id, verdicts=VERDICTS)
    return case_id


def points_of(case_id: UUID) -> tuple[int, ...]:
    """All review points of the case, by number."""
    from yimen.data.cases.models import Case

    return tuple(range(len(Case.objects.get(county_code=COUNTY, pk=case_id).version.review_points)))


def reviewed(*, now: datetime = NOW, advice: str = "GRANT") -> UUID:
    """A case that waits for the decision."""
    case_id = accepted(now=now)
    actions.review(
        actor=REVIEWER,
        now=now + 3 * HOUR,
        case_id=case_id,
        opinion="现场核实，林权清楚。",
        passed_points=points_of(case_id),
        advice=advice,
    )
    return case_id


def granted(*, now: datetime = NOW) -> UUID:
    """A case with a decision whose file is made."""
    case_id = reviewed(now=now)
    actions.grant(actor=APPROVER, now=now + 4 * HOUR, case_id=case_id, opinion="同意。")
    make_papers(now + 4 * HOUR)
    return case_id


def delivered(*, now: datetime = NOW) -> UUID:
    """A case whose applicant has the decision."""
    case_id = granted(now=now)
    actions.deliver(actor=RESIDENT, now=now + 5 * HOUR, case_id=case_id, way="DOWNLOAD")
    return case_id


def make_papers(now: datetime) -> None:
    """What the job does: make the file of every pending paper."""
    from yimen.data.documents.models import Paper

    for paper in Paper.objects.filter(state="PENDING"):
        issue_file(actor=SYSTEM, now=now, paper_id=paper.pk, public_url="http://127.0.0.1:8000")
