"""Walks a case to what happens at the door: told what is missing, corrected, sent away."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.uploads import PNG
from tests.usecases.cases.journey import HOUR, received
from tests.world import CLERK, MATERIALS, NOW, RESIDENT
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload

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
