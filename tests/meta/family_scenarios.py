"""The acts of instant, forwarded and other cases, made ready to be done twice at once."""

from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases import families
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    INSTANT_ITEM_CODE,
    PENSION_VERSION,
    SECOND_APPROVER,
    VILLAGE,
)
from yimen.data.cases.models import Case, CasePaper, CaseStep


def _settle(_: Any) -> Twice:
    return both(
        actor=CLERK,
        now=LATER,
        item_code=INSTANT_ITEM_CODE,
        village_code=VILLAGE,
        fields=families.PERSON,
        identity_check="IN_PERSON",
        result="已打印参保证明。",
        verdicts=families.SEEN_PROOF,
    )


def _pass_on(_: Any) -> Twice:
    case_id = families.taken_in(PENSION_VERSION)
    told = {"external_system": families.SYSTEM_NAME, "verdicts": families.SEEN_PENSION}
    return both(actor=CLERK, now=LATER, case_id=case_id, **told)


def _record_progress(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, case_id=families.passed_on(), external_state="审核中")


def _record_result(_: Any) -> Twice:
    told = {"result": "DONE", "text": "已参保。", "external_no": "SB-1"}
    return both(actor=CLERK, now=LATER, case_id=families.passed_on(), **told)


def _remind_silent(_: Any) -> Twice:
    families.passed_on()
    return both(actor=SYSTEM, now=LATER + timedelta(days=30), county_code=COUNTY)


def _conclude(_: Any) -> Twice:
    told = {"case_id": families.filing_reviewed(), "result": "已备案。", "now": LATER}
    return {"actor": APPROVER, **told}, {"actor": SECOND_APPROVER, **told}


def _open_copy_sheet(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, case_id=families.passed_on(), reason="抄进部门系统")


def _steps(act: str) -> int:
    return CaseStep.objects.filter(act=act).count()


SCENARIOS: dict[str, Scenario] = {
    # Two visits may bring the same wish; what makes a double click harmless is the request key.
    "cases.settle": Scenario(
        prepare=_settle,
        only_one=lambda: Case.objects.values("applicant_id_no").distinct().count(),
        winners=2,
        entries=2,
    ),
    "cases.pass_on": Scenario(prepare=_pass_on, only_one=lambda: _steps("PASS_ON")),
    # The department may be asked twice in a row: both answers are kept.
    "cases.record_progress": Scenario(
        prepare=_record_progress,
        only_one=lambda: Case.objects.exclude(external_state="").count(),
        winners=2,
        entries=2,
    ),
    # each look at the whole sheet is journaled by itself
    "cases.open_copy_sheet": Scenario(
        prepare=_open_copy_sheet, only_one=Case.objects.count, winners=2, entries=2
    ),
    "cases.record_result": Scenario(prepare=_record_result, only_one=lambda: _steps("RECORD_RESULT")),
    "cases.remind_silent": Scenario(
        prepare=_remind_silent,
        only_one=lambda: Case.objects.exclude(reminded_at=None).count(),
        winners=2,
        entries=1,
    ),
    "cases.conclude": Scenario(
        prepare=_conclude, only_one=lambda: CasePaper.objects.filter(paper__kind="RESULT").count()
    ),
}
