"""Delivery: signed for online, or fetched at the counter."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases.journey import HOUR, granted, make_papers, reviewed
from tests.world import APPROVER, CLERK, NEIGHBOR_CLERK, NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import Case, CasePaper
from yimen.data.journal.models import Entry
from yimen.gateways.installed import installed
from yimen.rules.access import NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import OutOfTurn
from yimen.rules.deliveries import DeliveryIncomplete
from yimen.usecases.cases.actions import deliver, grant
from yimen.usecases.cases.actions.deliver import PaperNotReady, WrongWay
from yimen.usecases.cases.queries import open_case_paper


def test_a_resident_signs_and_opens_the_decision(db: None) -> None:
    case_id = granted()
    paper_id = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper_id
    with pytest.raises(NotFound):
        open_case_paper(actor=RESIDENT, case_id=case_id, paper_id=paper_id)
    deliver(actor=RESIDENT, now=NOW + 5 * HOUR, case_id=case_id, way="DOWNLOAD")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.delivery_way, case.delivered_at) == ("DELIVERED", "DOWNLOAD", NOW + 5 * HOUR)
    assert open_case_paper(actor=RESIDENT, case_id=case_id, paper_id=paper_id).content.startswith(b"%PDF")
    facts = CasePaper.objects.get(case_id=case_id, paper__kind="DELIVERY_RECORD").paper.facts
    assert facts["delivery_way"] == "网上签收并下载"
    assert (facts["receiver_name"], facts["receiver_relation"]) == ("赵建国", "")
    make_papers(NOW + 5 * HOUR)
    job = installed().queue.jobs[-1]
    assert (job.name, job.ids) == ("close_case", {"case_id": str(case_id), "county_code": "130921"})


def test_a_clerk_hands_it_over_at_the_counter(db: None) -> None:
    case_id = granted()
    assert deliver(actor=CLERK, now=NOW + 5 * HOUR, case_id=case_id, way="COUNTER").state == "DELIVERED"
    facts = CasePaper.objects.get(case_id=case_id, paper__kind="DELIVERY_RECORD").paper.facts
    grant_no = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper.paper_no
    assert facts["delivered_papers"] == [f"《准予行政许可决定书》{grant_no}"]
    assert (facts["delivery_place"], facts["deliverers"]) == ("旧州镇行政综合服务中心", "clerk")


@pytest.mark.parametrize(
    ("way", "details"),
    [
        ("DIRECT", {"place": "东关村 12 号", "second_deliverer": "王二"}),
        ("MAIL", {"place": "东关村 12 号", "tracking_no": "EX123456789CN"}),
        (
            "LEFT",
            {"place": "东关村 12 号", "second_deliverer": "王二", "reason": "拒收", "witnesses": "村委赵一"},
        ),
    ],
)
def test_a_clerk_records_what_happened_off_line(db: None, way: str, details: dict[str, str]) -> None:
    case_id = granted()
    told = {"way": way, "details": details, "delivered_on": date(2026, 11, 17)}
    deliver(actor=CLERK, now=NOW + timedelta(days=3), case_id=case_id, **told)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.delivery_way) == ("DELIVERED", way)
    assert case.delivered_at is not None
    assert beijing_date(case.delivered_at) == date(2026, 11, 17), "the day on the slip, not of the click"
    facts = CasePaper.objects.get(case_id=case_id, paper__kind="DELIVERY_RECORD").paper.facts
    assert facts["delivery_place"] == "东关村 12 号"
    assert all(
        details[name] in facts["note"] for name in ("tracking_no", "reason", "witnesses") if name in details
    )
    assert "东关村 12 号" not in Entry.objects.get(act="cases.deliver").text


def test_what_its_way_must_show_is_asked_for(db: None) -> None:
    case_id = granted()
    with pytest.raises(DeliveryIncomplete) as refused:
        deliver(actor=CLERK, now=NOW + 5 * HOUR, case_id=case_id, way="MAIL", details={"place": "东关村"})
    assert refused.value.field == "tracking_no"
    assert Case.objects.get(pk=case_id).state == "GRANTED"


def test_a_clerk_does_not_download_for_a_resident(db: None) -> None:
    with pytest.raises(WrongWay):
        deliver(actor=CLERK, now=NOW, case_id=granted(), way="DOWNLOAD")


def test_a_resident_does_not_record_the_counter(db: None) -> None:
    with pytest.raises(WrongWay):
        deliver(actor=RESIDENT, now=NOW, case_id=granted(), way="COUNTER")


def test_an_unknown_way_is_refused(db: None) -> None:
    with pytest.raises(NotChosen):
        deliver(actor=CLERK, now=NOW, case_id=granted(), way="")


def test_a_decision_without_file_is_not_handed_over(db: None) -> None:
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    with pytest.raises(PaperNotReady):
        deliver(actor=RESIDENT, now=NOW, case_id=case_id, way="DOWNLOAD")


def test_an_undecided_case_is_not_delivered(db: None) -> None:
    with pytest.raises(OutOfTurn):
        deliver(actor=RESIDENT, now=NOW, case_id=reviewed(), way="DOWNLOAD")


@pytest.mark.parametrize("stranger", [OTHER_RESIDENT, NEIGHBOR_CLERK])
def test_strangers_find_nothing(db: None, stranger: object) -> None:
    with pytest.raises(NotFound):
        deliver(actor=stranger, now=NOW, case_id=granted(), way="COUNTER")
