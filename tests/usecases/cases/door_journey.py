"""Walks a case to what happens at the door: told what is missing, corrected, sent away."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.uploads import PNG
from tests.usecases.cases.journey import HOUR, received
from tests.world import (
    CLERK,
    COUNTY,
    ID,
    ID_NUMBER,
    MATERIALS,
    NOW,
    RESIDENT,
    RESIDENT_PHONE,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.catalog.models import ItemVersion, Material
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.shared.ids import new_id

DAY = timedelta(days=1)
FORM, TITLE = (str(each) for each in MATERIALS)
SECOND_LACKS = {FORM: "PASS", TITLE: "MISSING"}
BOTH_LACK = {FORM: "FAIL", TITLE: "MISSING"}
WHY = {FORM: "第二页没有签名，请签名后重交。"}


def noticed(
    *, now: datetime = NOW, verdicts: dict[str, str] = SECOND_LACKS, reasons: dict[str, str] = WHY
) -> UUID:
    """A case whose applicant was told what is missing, two hours after it came."""
    case_id = received(now=now)
    actions.issue_one_time_notice(
        actor=CLERK, now=now + 2 * HOUR, case_id=case_id, verdicts=verdicts, reasons=reasons
    )
    return case_id


def upload(name: str = "权属证明.png") -> Upload:
    """A picture as it comes over the wire."""
    return Upload(name=name, content=PNG, true_size=len(PNG))


def supplemented(*, now: datetime = NOW) -> UUID:
    """A case whose applicant has sent what was missing, a day after the notice."""
    case_id = noticed(now=now)
    actions.supplement(actor=RESIDENT, now=now + DAY, case_id=case_id, files={TITLE: [upload()]})
    return case_id


def case_of(version_id: UUID, state: str, *, now: datetime = NOW) -> UUID:
    """A case of any family in any state, as rows: what the door does is the same however it came in."""
    version = ItemVersion.objects.get(pk=version_id)
    serial = Case.objects.count() + 900
    case = Case.objects.create(
        id=new_id(now),
        county_code=COUNTY,
        case_no=f"{COUNTY}-2026-100-{serial:06d}",
        check_code="3333-3333",
        version=version,
        family=version.family,
        state=state,
        organ_id=ID("organ:jiuzhou"),
        township_code=TOWNSHIP,
        village_id=ID(f"region:{VILLAGE}"),
        account_id=RESIDENT.account_id,
        channel="COUNTER",
        sensitive=version.sensitive,
        applicant_name="赵建国",
        applicant_id_no=ID_NUMBER,
        applicant_phone=RESIDENT_PHONE,
        identity_check="IN_PERSON",
        received_at=now,
        closed_at=now if state == "CLOSED" else None,
    )
    for material in Material.objects.filter(version=version):
        CaseMaterial.objects.create(
            id=new_id(now),
            county_code=COUNTY,
            case=case,
            material=material,
            order=material.order,
            name=material.name,
        )
    return case.pk
