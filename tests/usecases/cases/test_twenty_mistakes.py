"""The rows of domain.md §0 that touch cases, each walked on a real case; the rest stand beside the rules.

Rows 9 to 14 and 20 are of codes, names and reports: `tests/rules/test_twenty_mistakes.py`.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.rules import day_by_day
from tests.usecases.cases.benefit_journey import accepted as benefit_accepted
from tests.usecases.cases.door_journey import SECOND_LACKS, TITLE, WHY
from tests.usecases.cases.journey import (
    SYSTEM,
    VERDICTS,
    accepted,
    delivered,
    granted,
    received,
    reviewed,
    submitted,
)
from tests.usecases.cases.stopping import lengthen, stop
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    ID,
    NEIGHBOR_CLERK,
    NOW,
    REVIEWER,
    VERSION,
)
from yimen.data.cases.models import Case, CaseFile, CaseInterval, CaseNotice, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.data.feedback.models import Rating
from yimen.data.orgs.models import Organ
from yimen.rules.access import NotFound
from yimen.rules.calendar import BEIJING
from yimen.rules.cases import NoSuchProcedure
from yimen.rules.deadlines import Limit, Unit
from yimen.rules.stops import CannotExtend, DaysNeededUnknown, StopWithoutBasis
from yimen.usecases.cases import actions
from yimen.usecases.cases.papers import RemediesUnknown
from yimen.usecases.cases.queries import open_case_file
from yimen.usecases.feedback.actions import invite

ARTICLE_42 = 20


def _case(case_id: UUID) -> Case:
    found: Case = Case.objects.get(county_code=COUNTY, pk=case_id)
    return found


def _paper(case_id: UUID, kind: str) -> dict[str, object]:
    row = CasePaper.objects.select_related("paper").get(county_code=COUNTY, case_id=case_id, paper__kind=kind)
    facts: dict[str, object] = row.paper.facts
    return facts


def test_row_01_a_permit_counts_workdays_and_another_limit_in_the_unit_that_it_carries(db: None) -> None:
    case = _case(accepted())
    twenty = Limit(amount=ARTICLE_42, unit=Unit.WORKDAYS)
    assert case.accepted_on is not None
    assert case.statutory_due == day_by_day.count(case.accepted_on, twenty, [], [])[0]
    ItemVersion.objects.filter(pk=VERSION).update(statutory_amount=15, statutory_unit="NATURAL_DAYS")
    natural = Limit(amount=15, unit=Unit.NATURAL_DAYS)
    other_id = accepted(now=NOW + timedelta(hours=1))
    assert _case(other_id).statutory_due == day_by_day.count(date(2026, 11, 16), natural, [], [])[0]
    assert _paper(other_id, "ACCEPTANCE")["statutory_limit"] == "15日（自然日）"


def test_row_02_silence_of_five_workdays_accepts_as_of_the_day_of_receipt(db: None) -> None:
    done = submitted()
    late = NOW + timedelta(days=8)
    actions.deem_accepted(actor=SYSTEM, now=late, case_id=done.case_id, county_code=COUNTY)
    case = _case(done.case_id)
    assert (case.state, case.accepted_on) == ("REVIEWING", date(2026, 11, 16))
    assert "自收到申请材料之日" in str(_paper(done.case_id, "ACCEPTANCE")["decision_text"])


def test_row_03_a_survey_an_absent_chief_and_a_posting_stop_no_clock(db: None) -> None:
    case_id = accepted()
    for excuse in ("现场踏勘", "公示", "领导外出"):
        with pytest.raises(StopWithoutBasis):
            actions.suspend(
                actor=REVIEWER,
                now=NOW,
                case_id=case_id,
                ground="OTHER_BASIS",
                basis=excuse,
                days_needed=5,
                approver="李镇长",
            )
    with pytest.raises(DaysNeededUnknown):
        stop(case_id, NOW, days=None)
    assert not CaseInterval.objects.filter(county_code=COUNTY, case_id=case_id, kind="STOP").exists()


def test_row_04_once_and_by_ten_workdays_approved_and_told(db: None) -> None:
    case_id = accepted()
    before = _case(case_id).statutory_due
    with pytest.raises(CannotExtend):
        lengthen(case_id, NOW, days=11)
    lengthen(case_id, NOW, days=10)
    assert before is not None
    ten = Limit(amount=10, unit=Unit.WORKDAYS)
    assert _case(case_id).statutory_due == day_by_day.count(before, ten, [], [])[0]
    assert _paper(case_id, "EXTENSION")["approver_name"] == "李镇长"
    with pytest.raises(CannotExtend):
        lengthen(case_id, NOW, days=1)


def test_row_05_the_first_day_is_not_counted_and_the_last_one_ends_at_midnight(db: None) -> None:
    in_time, late = received(), received(now=NOW + timedelta(minutes=1))
    due = _case(in_time).notice_due_at
    assert due == datetime(2026, 11, 24, tzinfo=BEIJING)
    actions.accept(actor=CLERK, now=due - timedelta(seconds=1), case_id=in_time, verdicts=VERDICTS)
    assert _case(in_time).accepted_on == date(2026, 11, 23)
    actions.accept(actor=CLERK, now=due + timedelta(seconds=1), case_id=late, verdicts=VERDICTS)
    assert _case(late).accepted_on == date(2026, 11, 16)


def test_row_06_make_up_workdays_count_and_the_holiday_does_not(db: None) -> None:
    friday = datetime(2026, 9, 18, 10, tzinfo=BEIJING)
    case = _case(accepted(now=friday))
    seven = Limit(amount=7, unit=Unit.WORKDAYS)
    assert case.accepted_on == date(2026, 9, 18)
    assert case.promised_due == day_by_day.count(date(2026, 9, 18), seven, [], [])[0]
    # Sunday the 20th is worked; without it the seventh day would be another one.
    assert day_by_day.works(date(2026, 9, 20))


def test_row_07_a_date_in_a_year_without_a_notice_is_marked_wherever_it_stands(db: None) -> None:
    case_id = accepted(now=datetime(2026, 12, 14, 10, tzinfo=BEIJING))
    assert _case(case_id).due_provisional
    assert "暂定" in str(_paper(case_id, "ACCEPTANCE")["provisional_note"])


def test_row_15_every_paper_bears_the_name_of_an_organ_and_never_of_a_center(db: None) -> None:
    case_id = granted()
    rows = CasePaper.objects.filter(county_code=COUNTY, case_id=case_id).select_related("paper")
    names = {str(row.paper.facts["organ_name"]) for row in rows}
    assert names == {"沧县旧州镇人民政府", "沧县林业主管部门"}


def test_row_16_trees_beside_the_house_need_no_permit_which_is_told_and_never_corrected(db: None) -> None:
    case_id = received()
    actions.find_not_needed(
        actor=CLERK,
        now=NOW + timedelta(hours=2),
        case_id=case_id,
        reasons="房前屋后个人所有的零星林木，不需要采伐许可（森林法第五十六条）。",
    )
    assert _case(case_id).state == "NOT_NEEDED"
    assert _paper(case_id, "DECLINE")["title"] == "不需行政许可告知书"
    with pytest.raises(NoSuchProcedure):
        actions.find_not_needed(actor=CLERK, now=NOW, case_id=benefit_accepted(), reasons="不需要。")


def test_row_17_what_goes_against_the_applicant_has_date_reasons_and_both_remedies(db: None) -> None:
    refused = reviewed(advice="REFUSE")
    actions.refuse(actor=APPROVER, now=NOW, case_id=refused, facts="有争议。", reasons="权属不清。")
    declined = received(now=NOW + timedelta(minutes=1))
    actions.decline(
        actor=CLERK,
        now=NOW + timedelta(hours=2),
        case_id=declined,
        reasons="不属于本机关职权范围。",
        competent_organ="沧县林业主管部门",
    )
    for case_id, kind in ((refused, "REFUSAL"), (declined, "DECLINE")):
        facts = _paper(case_id, kind)
        assert facts["reasons"]
        assert facts["issued_on"] == "2026年11月16日"
        remedies = "".join(str(each) for each in facts["remedies"])  # type: ignore[attr-defined]
        assert "60 日" in remedies
        assert "6 个月" in remedies
    third = received(now=NOW + timedelta(minutes=2))
    Organ.objects.filter(pk=ID("organ:jiuzhou")).update(court="")
    with pytest.raises(RemediesUnknown):
        actions.decline(
            actor=CLERK,
            now=NOW + timedelta(hours=2),
            case_id=third,
            reasons="不属于。",
            competent_organ="县林业",
        )
    assert _case(third).state == "RECEIVED"


def test_row_18_closing_a_case_rates_nothing_for_the_applicant(db: None) -> None:
    case_id = delivered()
    actions.close(actor=SYSTEM, now=NOW + timedelta(days=1), case_id=case_id, county_code=COUNTY)
    invite(actor=SYSTEM, now=NOW + timedelta(days=1), case_id=case_id, county_code=COUNTY)
    assert Rating.objects.count() == 0


def test_row_19_nothing_is_asked_that_the_list_does_not_ask_and_nothing_leaves_the_case(db: None) -> None:
    case_id = received()
    actions.issue_one_time_notice(
        actor=CLERK,
        now=NOW + timedelta(hours=2),
        case_id=case_id,
        verdicts={**SECOND_LACKS, str(ID("material:homestead:1")): "MISSING"},
        reasons=WHY,
    )
    (notice,) = CaseNotice.objects.filter(county_code=COUNTY, case_id=case_id)
    assert [each["material_id"] for each in notice.materials] == [TITLE]
    file = CaseFile.objects.filter(county_code=COUNTY, case_material__case_id=case_id).first()
    assert file is not None
    with pytest.raises(NotFound):
        open_case_file(actor=NEIGHBOR_CLERK, case_id=case_id, file_id=file.file_id)
    # What one organ has reviewed goes up with all of its materials; nobody asks for them again.
    up = accepted(now=NOW + timedelta(minutes=1))
    before = CaseFile.objects.filter(county_code=COUNTY, case_material__case_id=up).count()
    actions.forward(
        actor=REVIEWER,
        now=NOW + timedelta(days=1),
        case_id=up,
        receiving_organ="沧县人民政府",
        opinion="初审同意。",
    )
    assert CaseFile.objects.filter(county_code=COUNTY, case_material__case_id=up).count() == before
