"""Walks a case to what happens at the door: told what is missing, corrected, sent away."""

from datetime import datetime
from uuid import UUID

from tests.usecases.cases.journey import HOUR, received
from tests.world import CLERK, MATERIALS, NOW
from yimen.usecases.cases import actions

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
