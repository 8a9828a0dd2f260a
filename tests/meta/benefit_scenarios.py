"""Every act of benefits, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import Scenario, Twice, both
from tests.usecases.cases import benefit_journey as walk
from tests.usecases.cases.journey import HOUR
from tests.world import COUNTY_APPROVER, NOW, REVIEWER, VILLAGE_PROXY
from yimen.data.cases.models import CaseEvidence, CasePaper, CasePublicity, CaseStep


def _steps(act: str) -> int:
    return CaseStep.objects.filter(act=act).count()


def _papers(*kinds: str) -> int:
    return CasePaper.objects.filter(paper__kind__in=kinds).count()


def _visit(_: Any) -> Twice:
    told = {
        "case_id": walk.reviewed(),
        "visited_on": walk.TODAY,
        "first_visitor": "李强",
        "second_visitor": "王敏",
        "household_check": "AGREES",
        "found": "与申报一致。",
    }
    return both(actor=REVIEWER, now=NOW + 4 * HOUR, **told)


def _sheet(_: Any) -> Twice:
    return both(actor=REVIEWER, now=NOW + 5 * HOUR, case_id=walk.visited(), members=2)


def _posting(_: Any) -> Twice:
    told = {"posted_on": walk.POSTED_ON, "place": "村委会公示栏", "photo": walk.photo()}
    return both(actor=VILLAGE_PROXY, now=walk.POSTED_AT, case_id=walk.sheeted(), **told)


def _removal(_: Any) -> Twice:
    told = {"removed_on": walk.REMOVED_ON, "photo": walk.photo()}
    return both(actor=VILLAGE_PROXY, now=walk.REMOVED_AT, case_id=walk.posted(), **told)


def _objection(_: Any) -> Twice:
    return both(actor=VILLAGE_PROXY, now=walk.POSTED_AT, case_id=walk.posted(), text="他家有车。")


def _end(_: Any) -> Twice:
    return both(actor=REVIEWER, now=walk.REMOVED_AT, case_id=walk.removed())


def _confirm(_: Any) -> Twice:
    return both(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=walk.publicized(), opinion="同意。")


def _not_confirm(_: Any) -> Twice:
    told = {"facts": "家庭有商品房两套。", "reasons": "财产超过规定。"}
    return both(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=walk.publicized(), **told)


SCENARIOS = {
    "cases.record_visit": Scenario(prepare=_visit, only_one=lambda: _steps("RECORD_VISIT")),
    # a sheet that was never hung up is replaced by the next: both are made, the newer counts
    "cases.issue_publicity_sheet": Scenario(
        prepare=_sheet,
        only_one=CasePublicity.objects.values("case").distinct().count,
        winners=2,
        entries=2,
    ),
    "cases.record_posting": Scenario(
        prepare=_posting, only_one=CaseEvidence.objects.filter(kind="POSTING_PHOTO").count
    ),
    "cases.record_removal": Scenario(
        prepare=_removal, only_one=CaseEvidence.objects.filter(kind="REMOVAL_PHOTO").count
    ),
    # two may say the same thing against it: each is written down
    "cases.record_objection": Scenario(
        prepare=_objection, only_one=CasePublicity.objects.count, winners=2, entries=2
    ),
    "cases.end_publicity": Scenario(prepare=_end, only_one=lambda: _steps("END_PUBLICITY")),
    "cases.confirm": Scenario(prepare=_confirm, only_one=lambda: _papers("CONFIRMATION", "NON_CONFIRMATION")),
    "cases.not_confirm": Scenario(
        prepare=_not_confirm, only_one=lambda: _papers("CONFIRMATION", "NON_CONFIRMATION")
    ),
}
