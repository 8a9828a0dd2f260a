"""The counter takes a case in by one submission."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.uploads import PDF
from tests.usecases.cases import counter
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY,
    FILING_ITEM_CODE,
    ID,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NEIGHBOR_CLERK,
    NOW,
    OLD_AGE_ITEM_CODE,
    OUTSIDER,
    RESIDENT_PHONE,
    REVIEWER,
    SECOND_CLERK,
    VILLAGE,
)
from yimen.data.cases.models import Case, CaseFile, CaseMaterial, CasePaper, CaseStep
from yimen.data.catalog.models import CatalogueState, ItemVersion, Material
from yimen.data.journal.models import Entry, Outbox
from yimen.data.people.models import Post
from yimen.rules.access import NotAllowed
from yimen.rules.case_forms import NotChosen
from yimen.rules.case_intake import (
    FirstContactUnknown,
    ItemChanged,
    ItemNotHere,
    MaterialsLacking,
    MaterialsUnmarked,
    VillageElsewhere,
)
from yimen.rules.case_notices import WhyMissing
from yimen.rules.cases import CaseState, NoSuchProcedure
from yimen.rules.errors import RuleViolation
from yimen.rules.people import BadCheckDigit, BadPhone
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import take_in
from yimen.usecases.cases.places import VillageUnknown

pytestmark = pytest.mark.django_db


def _case(done: Any) -> Case:
    return Case.objects.get(county_code=COUNTY, pk=done.case_id)


def _entry() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Entry.objects.get(act="cases.take_in").text)
    return found


def test_the_case_stands_received_with_who_came_how_and_for_what() -> None:
    case = _case(counter.taken_in())
    assert (case.state, case.channel, case.identity_check) == ("RECEIVED", "COUNTER", "IN_PERSON")
    assert (case.applicant_name, case.village.code) == ("赵建国", VILLAGE)
    assert (case.received_at, case.visit_id) == (NOW, counter.VISIT)
    assert case.first_contact_id == case.assignee_id == CLERK.post_id
    assert case.account_id is None


def test_the_marks_stay_with_the_materials_and_the_scan_with_its_own() -> None:
    case = _case(counter.taken_in(scans=(counter.scan(),)))
    rows = CaseMaterial.objects.filter(case=case)
    assert {row.material_id: row.verdict for row in rows} == {
        counter.CARD: "PASS",
        counter.HOUSEHOLD: "PASS",
    }
    assert CaseFile.objects.get(case_material__case=case).case_material.material_id == counter.CARD


def test_the_receipt_lists_what_was_laid_down_and_tells_the_code_of_the_tracker() -> None:
    case = _case(counter.taken_in(scans=(counter.scan(),)))
    paper = CasePaper.objects.select_related("paper").get(case=case).paper
    assert paper.kind == "RECEIPT"
    assert [(m["form"], m["note"]) for m in paper.facts["materials"]] == [("电子", ""), ("纸质", "当面核对")]
    assert case.check_code in paper.facts["inquiry_url"]
    assert paper.facts["clerk_name"] == CLERK.name


def test_what_is_not_required_may_be_missing_and_is_not_on_the_receipt() -> None:
    Material.objects.filter(pk=counter.HOUSEHOLD).update(required=False)
    case = _case(counter.taken_in(verdicts=counter.ONE_MISSING))
    paper = CasePaper.objects.select_related("paper").get(case=case).paper
    assert [each["name"] for each in paper.facts["materials"]] == ["有效身份证件"]


def test_an_item_without_a_published_list_gets_a_receipt_that_says_so() -> None:
    Material.objects.filter(version__item__code=FILING_ITEM_CODE).delete()
    case = _case(counter.taken_in(item_code=FILING_ITEM_CODE, verdicts={}))
    paper = CasePaper.objects.select_related("paper").get(case=case).paper
    assert "材料清单未公布" in paper.facts["materials"][0]["name"]


def test_the_applicant_is_told_number_and_code() -> None:
    done = counter.taken_in()
    text = Outbox.objects.get(topic="cases.taken_in").payload["text"]
    assert done.case_no in text
    assert done.check_code in text


def test_whoever_has_no_telephone_is_taken_in_and_told_on_paper_only() -> None:
    done = counter.taken_in(told={**counter.PERSON, "phone": ""})
    assert _case(done).applicant_phone == ""
    assert not Outbox.objects.filter(topic="cases.taken_in").exists()


def test_one_step_and_one_journal_entry_without_personal_values() -> None:
    case = _case(counter.taken_in())
    assert [each.act for each in CaseStep.objects.filter(case=case)] == ["TAKE_IN"]
    facts = _entry()["facts"]
    assert facts["channel"] == "COUNTER"
    assert facts["verdicts"] == counter.BOTH_THERE
    assert facts["visit_id"] == str(counter.VISIT)
    text = Entry.objects.get(act="cases.take_in").text
    assert "赵建国" not in text
    assert RESIDENT_PHONE not in text


def test_a_permit_starts_its_five_workdays_and_another_family_has_none() -> None:
    permit = _case(
        counter.taken_in(item_code=ITEM_CODE, verdicts=counter.verdicts_of("felling", "PASS", "PASS"))
    )
    assert permit.notice_due_at is not None
    assert permit.notice_due_at > NOW + timedelta(days=6)
    benefit = _case(
        counter.taken_in(item_code=OLD_AGE_ITEM_CODE, verdicts=counter.verdicts_of("old_age", "PASS", "PASS"))
    )
    assert benefit.notice_due_at is None


def test_several_items_of_one_visit_are_joined() -> None:
    counter.taken_in()
    counter.taken_in(item_code=FILING_ITEM_CODE, verdicts=counter.verdicts_of("owners_committee", "PASS"))
    numbers = Case.objects.filter(county_code=COUNTY, visit_id=counter.VISIT).order_by("case_no")
    assert [each.case_no[-1] for each in numbers] == ["1", "2"]


def test_the_same_thing_open_twice_is_no_ground_to_refuse() -> None:
    first, second = counter.taken_in(), counter.taken_in()
    assert first.case_no != second.case_no


def test_a_colleague_who_met_the_applicant_first_is_named() -> None:
    case = _case(counter.taken_in(first_contact_id=CENTER_HEAD.post_id))
    assert case.first_contact_id == CENTER_HEAD.post_id
    assert case.assignee_id == CLERK.post_id


@pytest.mark.parametrize(
    "post", [NEIGHBOR_CLERK.post_id, OUTSIDER.post_id, ID("nobody")], ids=["neighbor", "outsider", "nobody"]
)
def test_a_first_contact_without_a_post_here_is_refused(post: Any) -> None:
    with pytest.raises(FirstContactUnknown) as refused:
        counter.taken_in(first_contact_id=post)
    assert refused.value.field == "first_contact"


def test_a_first_contact_whose_post_has_ended_is_refused() -> None:
    Post.objects.filter(pk=SECOND_CLERK.post_id).update(valid_to=NOW.date())
    with pytest.raises(FirstContactUnknown):
        counter.taken_in(first_contact_id=SECOND_CLERK.post_id)


def test_a_representative_is_kept_with_the_step_and_digested_in_the_journal() -> None:
    told = {**counter.PERSON, "acting_name": "赵小军", "acting_id_no": "130921195003079002"}
    case = _case(
        counter.taken_in(identity_check="BY_REPRESENTATIVE", told={**told, "acting_relation": "儿子"})
    )
    step = CaseStep.objects.get(case=case)
    assert step.findings[0]["representative"]["name"] == "赵小军"
    assert "代理人赵小军，儿子" in step.opinion
    facts = _entry()["facts"]
    assert "acting_name#" in facts
    assert "赵小军" not in Entry.objects.get(act="cases.take_in").text


def test_a_representative_without_a_name_is_refused() -> None:
    with pytest.raises(TextMissing) as refused:
        counter.taken_in(identity_check="BY_REPRESENTATIVE", told={**counter.PERSON, "acting_id_no": ""})
    assert refused.value.field == "acting_id_no"


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"told": {**counter.PERSON, "name": ""}}, TextMissing, "name"),
        ({"told": {**counter.PERSON, "id_no": "110105194912310021"}}, BadCheckDigit, "id_no"),
        ({"told": {**counter.PERSON, "phone": "12"}}, BadPhone, "phone"),
        ({"village_code": ""}, VillageUnknown, "village_code"),
        ({"village_code": "130921101200"}, VillageElsewhere, "village_code"),
        ({"identity_check": ""}, NotChosen, "identity_check"),
        ({"identity_check": "AT_VILLAGE"}, NotChosen, "identity_check"),
        ({"item_code": ""}, ItemNotHere, "item"),
        ({"item_code": "CZ9999"}, ItemNotHere, "item"),
        ({"verdicts": {}}, MaterialsUnmarked, "materials"),
        ({"verdicts": counter.ONE_MISSING}, MaterialsLacking, "materials"),
        ({"verdicts": {**counter.BOTH_THERE, str(ID("other")): "PASS"}}, ItemChanged, "materials"),
        ({"scans": (counter.scan(ID("other")),)}, ItemChanged, "materials"),
        (
            {"verdicts": {**counter.BOTH_THERE, str(counter.CARD): "FAIL"}},
            WhyMissing,
            f"reason-{counter.CARD}",
        ),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_nothing_is_written(
    changed: dict[str, Any], kind: type[RuleViolation], field: str
) -> None:
    with pytest.raises(kind) as refused:
        counter.taken_in(**changed)
    assert refused.value.field == field
    assert not Case.objects.exists()
    assert not Entry.objects.filter(act="cases.take_in").exists()


def test_a_file_that_is_no_picture_is_refused_before_anything_is_written() -> None:
    with pytest.raises(RuleViolation):
        counter.taken_in(scans=(counter.scan(content=b"#!/bin/sh"),))
    assert not Case.objects.exists()


def test_an_item_of_the_county_alone_is_not_taken_in_here() -> None:
    ItemVersion.objects.filter(item__code=FILING_ITEM_CODE).update(levels=["COUNTY"])
    CatalogueState.objects.update(version=2)
    with pytest.raises(ItemNotHere):
        counter.taken_in(item_code=FILING_ITEM_CODE, verdicts={})


def test_an_instant_item_is_settled_not_kept_open() -> None:
    with pytest.raises(NoSuchProcedure):
        counter.taken_in(item_code=INSTANT_ITEM_CODE, verdicts=counter.verdicts_of("insured_proof", "PASS"))


def test_a_reviewer_takes_nothing_in() -> None:
    with pytest.raises(NotAllowed):
        take_in(actor=REVIEWER, now=NOW, intake=counter.intake())


def test_the_same_submission_sent_twice_is_one_case() -> None:
    call = {"actor": CLERK, "now": NOW, "intake": counter.intake(scans=(counter.scan(content=PDF),))}
    first = take_in(**call, request_key="one")  # type: ignore[arg-type]
    again = take_in(**call, request_key="one")  # type: ignore[arg-type]
    assert first == again
    assert first.state is CaseState.RECEIVED
    assert Case.objects.count() == 1
    assert CasePaper.objects.count() == 1


def test_a_clerk_of_the_neighbor_township_cannot_take_in_for_our_village() -> None:
    with pytest.raises(VillageElsewhere):
        take_in(actor=NEIGHBOR_CLERK, now=NOW, intake=replace(counter.intake(), visit_id=None))
