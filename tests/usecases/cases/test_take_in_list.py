"""A list for one item: a case for each sound row, all in one act."""

import json
from typing import Any

import pytest

from tests.usecases.cases import counter, journey
from tests.world import (
    CLERK,
    COUNTY,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NEIGHBOR_CLERK,
    NOW,
    REVIEWER,
    SENSITIVE_ITEM_CODE,
)
from yimen.data.cases.models import Case, CaseMaterial, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import AnsweredRequest, Entry, Outbox
from yimen.rules.access import NotAllowed
from yimen.rules.case_forms import NotChosen
from yimen.rules.case_intake import VillageElsewhere
from yimen.rules.errors import RuleViolation
from yimen.rules.intake_lists import MaterialsNotSeen, NobodyTicked, NotByList
from yimen.usecases.cases.actions import take_in_list

pytestmark = pytest.mark.django_db


def _take(**changed: Any) -> Any:
    return take_in_list(actor=CLERK, now=NOW, **counter.listed(**changed))


def test_sound_rows_are_taken_in_and_the_others_named() -> None:
    taken = _take()
    cases = Case.objects.filter(county_code=COUNTY).order_by("case_no")
    assert [each.applicant_name for each in cases] == ["赵建国", "孙秀英"]
    assert {each.state for each in cases} == {"RECEIVED"}
    assert {each.visit_id for each in cases} == {taken.visit_id}
    assert taken.numbers == tuple(each.case_no for each in cases)
    assert taken.left_out == (4,)


def test_each_case_has_its_step_entry_receipt_and_message() -> None:
    _take()
    assert CaseStep.objects.filter(act="TAKE_IN").count() == 2
    entries = [json.loads(each.text) for each in Entry.objects.filter(act="cases.take_in_list")]
    assert len({each["subject"]["id"] if "subject" in each else each["subject_id"] for each in entries}) == 2
    assert CasePaper.objects.filter(paper__kind="RECEIPT").count() == 2
    assert Outbox.objects.filter(topic="cases.taken_in").count() == 1, "one of them has no telephone"
    assert set(CaseMaterial.objects.values_list("verdict", flat=True)) == {"PASS"}


def test_the_receipts_are_made_one_after_the_other(gateways: Any) -> None:
    _take()
    last, first = Paper.objects.order_by("-serial")
    assert last.follow_up == {"job": "issue_paper_file", "ids": {"paper_id": str(first.pk)}}
    assert first.follow_up is None
    journey.make_papers(NOW)
    assert not Paper.objects.filter(state="PENDING").exists()


def test_an_instant_item_is_closed_at_once_and_leaves_no_paper() -> None:
    _take(item_code=INSTANT_ITEM_CODE)
    cases = Case.objects.filter(county_code=COUNTY)
    assert {(each.state, each.closed_at) for each in cases} == {("CLOSED", NOW)}
    assert not CasePaper.objects.exists()


def test_the_same_person_twice_is_one_case() -> None:
    taken = _take(
        rows=(*counter.ROWS[:2], counter.ListRow(line=9, name="赵建国", id_no=counter.ID_NUMBER, phone=""))
    )
    assert len(taken.numbers) == 2
    assert taken.left_out == (9,)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"item_code": ITEM_CODE}, NotByList),
        ({"item_code": SENSITIVE_ITEM_CODE}, NotByList),
        ({"village_code": "130921101200"}, VillageElsewhere),
        ({"identity_check": ""}, NotChosen),
        ({"materials_seen": False}, MaterialsNotSeen),
        ({"rows": ()}, NobodyTicked),
        ({"rows": counter.ROWS[2:]}, NobodyTicked),
    ],
)
def test_what_stands_against_the_whole_list_writes_nothing(
    changed: dict[str, Any], kind: type[RuleViolation]
) -> None:
    with pytest.raises(kind):
        _take(**changed)
    assert not Case.objects.exists()


def test_others_take_no_list_in() -> None:
    with pytest.raises(NotAllowed):
        take_in_list(actor=REVIEWER, now=NOW, **counter.listed())
    with pytest.raises(VillageElsewhere):
        take_in_list(actor=NEIGHBOR_CLERK, now=NOW, **counter.listed())


def test_a_replay_is_the_first_answer_and_keeps_no_name() -> None:
    call = counter.listed() | {"request_key": "list"}
    first = take_in_list(actor=CLERK, now=NOW, **call)
    assert take_in_list(actor=CLERK, now=NOW, **call) == first
    assert Case.objects.count() == 2
    kept = json.dumps(AnsweredRequest.objects.get(request_key="list").answer, ensure_ascii=False)
    assert "赵建国" not in kept
