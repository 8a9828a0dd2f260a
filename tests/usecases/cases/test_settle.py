"""Settle: an instant service is taken in, done and closed at one moment by one person."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.usecases.cases.families import PERSON, SEEN_PROOF, settled
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    INSTANT_VERSION,
    ITEM_CODE,
    NEIGHBOR_CLERK,
    NOW,
    OTHER_VILLAGE,
    OUTSIDER,
    RESIDENT,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseMaterial, CasePaper, CaseStep
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_flows import NotDoneHere
from yimen.rules.case_forms import MaterialsNotPassed, NotChosen, VerdictMissing
from yimen.rules.cases import NoSuchProcedure
from yimen.rules.people import BadNumberLength
from yimen.rules.text import TextMissing
from yimen.usecases.cases import actions
from yimen.usecases.cases.actions.settle import CheckedElsewhere
from yimen.usecases.shared.acting import KeyUsedOtherwise


def test_a_settled_case_is_accepted_and_closed_at_the_same_moment(db: None, gateways: Gateways) -> None:
    done = settled()
    case = Case.objects.get(county_code=COUNTY, pk=done.case_id)
    assert (case.state, case.family) == ("CLOSED", "INSTANT")
    assert case.received_at == case.closed_at == case.decided_at == NOW
    assert case.accepted_on is not None
    assert case.decision_text == "已打印参保证明 1 份，当场交给本人。"
    assert case.statutory_due == case.promised_due == case.accepted_on
    assert case.notice_due_at is None
    assert CaseMaterial.objects.get(case=case).verdict == "PASS"
    assert list(CaseStep.objects.filter(case=case).values_list("act", flat=True)) == ["SETTLE"]
    assert not CasePaper.objects.filter(case=case).exists()
    assert Entry.objects.get(subject_id=case.pk).act == "cases.settle"
    assert [job.name for job in gateways.queue.take_all()] == ["invite_rating"]


def test_the_applicant_is_told_number_and_code(db: None) -> None:
    done = settled()
    text = Outbox.objects.get(topic="cases.settled").payload["text"]
    assert done.case_no in text
    assert done.check_code in text


def test_the_journal_keeps_no_personal_value(db: None) -> None:
    entry = Entry.objects.get(subject_id=settled().case_id)
    assert PERSON["id_no"] not in entry.text
    assert "打印参保证明" not in entry.text


def _at_village(**more: Any) -> Any:
    told: Mapping[str, Any] = {
        "item_code": "CZ0051",
        "village_code": VILLAGE,
        "fields": PERSON,
        "identity_check": "AT_VILLAGE",
        "result": "已打印。",
        "verdicts": SEEN_PROOF,
    }
    return actions.settle(actor=VILLAGE_PROXY, now=NOW, **{**told, **more})


def test_a_village_proxy_settles_what_is_done_in_villages(db: None) -> None:
    ItemVersion.objects.filter(pk=INSTANT_VERSION).update(levels=["TOWNSHIP", "VILLAGE"])
    case = Case.objects.get(pk=_at_village().case_id)
    assert (case.channel, case.filed_by_id) == ("PROXY", VILLAGE_PROXY.post_id)
    assert "东关村综合服务站" in Outbox.objects.get(topic="cases.settled").payload["text"]


def test_a_village_proxy_settles_nothing_that_only_the_township_does(db: None) -> None:
    ItemVersion.objects.filter(pk=INSTANT_VERSION).update(levels=["TOWNSHIP"])
    with pytest.raises(NotDoneHere) as refused:
        _at_village()
    assert "乡镇(街道)中心" in refused.value.sentence()


def test_a_counter_settles_nothing_that_only_villages_do(db: None) -> None:
    ItemVersion.objects.filter(pk=INSTANT_VERSION).update(levels=["VILLAGE"])
    with pytest.raises(NotDoneHere):
        settled()


def test_each_place_tells_its_own_way_of_checking_a_card(db: None) -> None:
    ItemVersion.objects.filter(pk=INSTANT_VERSION).update(levels=["TOWNSHIP", "VILLAGE"])
    with pytest.raises(CheckedElsewhere):
        settled(identity_check="AT_VILLAGE")
    with pytest.raises(CheckedElsewhere):
        _at_village(identity_check="IN_PERSON")


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"result": " "}, TextMissing, "result"),
        ({"identity_check": ""}, NotChosen, "identity_check"),
        ({"fields": {**PERSON, "id_no": "123"}}, BadNumberLength, "id_no"),
        ({"fields": {**PERSON, "name": ""}}, TextMissing, "name"),
        ({"verdicts": {}}, VerdictMissing, "verdicts"),
        ({"verdicts": {next(iter(SEEN_PROOF)): "MISSING"}}, MaterialsNotPassed, "verdicts"),
        ({"item_code": "CZ9999"}, NotFound, "item_code"),
        ({"village_code": OTHER_VILLAGE}, NotFound, "village_code"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field_and_leaves_nothing(
    db: None, told: dict[str, object], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        settled(**told)
    assert refused.value.field == field
    assert not Case.objects.exists()


def test_no_other_family_is_settled(db: None) -> None:
    with pytest.raises(NoSuchProcedure):
        settled(item_code=ITEM_CODE)


def test_a_person_without_a_telephone_is_settled_too(db: None) -> None:
    settled(fields={"name": PERSON["name"], "id_no": PERSON["id_no"]})
    assert not Outbox.objects.exists()


def test_the_same_key_makes_one_case_and_another_body_is_refused(db: None) -> None:
    first = settled(request_key="once")
    assert settled(request_key="once") == first
    with pytest.raises(KeyUsedOtherwise):
        settled(request_key="once", result="别的。")
    assert Case.objects.count() == 1


@pytest.mark.parametrize("other", [APPROVER, RESIDENT])
def test_only_a_clerk_or_a_village_proxy_settles(db: None, other: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.settle(
            actor=other,
            now=NOW,
            item_code="CZ0051",
            village_code=VILLAGE,
            fields=PERSON,
            identity_check="IN_PERSON",
            result="好。",
            verdicts=SEEN_PROOF,
        )


@pytest.mark.parametrize("other", [NEIGHBOR_CLERK, OUTSIDER])
def test_a_village_of_others_is_not_found(db: None, other: Any) -> None:
    with pytest.raises(NotFound):
        actions.settle(
            actor=other,
            now=NOW,
            item_code="CZ0051",
            village_code=VILLAGE,
            fields=PERSON,
            identity_check="IN_PERSON",
            result="好。",
            verdicts=SEEN_PROOF,
        )
    assert CLERK.scope_code == VILLAGE[:9] + "000"
