"""Somebody who was here before need not be typed again; who looked is in the journal."""

import json

import pytest

from tests.usecases.cases import journey
from tests.world import (
    CLERK,
    COUNTY,
    ID_NUMBER,
    ITEM_CODE,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    OWN_ITEM_CODE,
    RESIDENT_PHONE,
    REVIEWER,
    SECOND_CLERK,
    VILLAGE,
)
from yimen.data.cases.models import Case
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.rules.access import Actor, NotAllowed
from yimen.rules.people import BadCheckDigit
from yimen.usecases.cases.actions import look_up_person
from yimen.usecases.cases.queries import list_open_of_person

pytestmark = pytest.mark.django_db


def _entries() -> list[dict[str, object]]:
    return [json.loads(each.text) for each in Entry.objects.filter(act="cases.look_up_person")]


def test_a_known_person_comes_with_name_telephone_village_and_open_cases() -> None:
    done = journey.submitted()
    person = look_up_person(actor=CLERK, now=NOW, id_no="11010519491231002x")
    assert person.is_known
    assert (person.name, person.phone, person.village_code) == ("赵建国", RESIDENT_PHONE, VILLAGE)
    assert [each.number for each in person.open_cases] == [done.case_no]
    assert person.open_cases[0].item_code == ITEM_CODE


def test_the_look_is_journalled_once_with_the_case_that_told_and_without_the_values() -> None:
    journey.submitted()
    for _ in range(2):
        look_up_person(actor=CLERK, now=NOW, id_no=ID_NUMBER, request_key="once")
    entries = _entries()
    assert len(entries) == 1
    text = json.dumps(entries, ensure_ascii=False)
    assert "赵建国" not in text
    assert ID_NUMBER not in text
    assert RESIDENT_PHONE not in text
    kept = AnsweredRequest.objects.get(request_key="once").answer
    assert set(kept) == {"case_id"}


def test_a_stranger_is_not_known_and_leaves_no_entry() -> None:
    person = look_up_person(actor=CLERK, now=NOW, id_no=ID_NUMBER)
    assert (person.is_known, person.name, person.id_no) == (False, "", ID_NUMBER)
    assert _entries() == []


@pytest.mark.parametrize("actor", [NEIGHBOR_CLERK, OUTSIDER], ids=["neighbor township", "other county"])
def test_whoever_was_elsewhere_is_not_known_here(actor: Actor) -> None:
    journey.submitted()
    person = look_up_person(actor=actor, now=NOW, id_no=ID_NUMBER)
    assert not person.is_known
    assert _entries() == []


def test_a_sensitive_case_tells_nobody_without_a_duty_in_it() -> None:
    case_id = journey.accepted()
    Case.objects.filter(county_code=COUNTY, pk=case_id).update(sensitive=True)
    assert not look_up_person(actor=SECOND_CLERK, now=NOW, id_no=ID_NUMBER).is_known
    assert look_up_person(actor=CLERK, now=NOW, id_no=ID_NUMBER).is_known


def test_a_number_that_cannot_be_right_is_refused_at_once() -> None:
    with pytest.raises(BadCheckDigit) as refused:
        look_up_person(actor=CLERK, now=NOW, id_no="110105194912310021")
    assert refused.value.field == "id_no"


def test_only_those_who_take_in_may_look() -> None:
    with pytest.raises(NotAllowed):
        look_up_person(actor=REVIEWER, now=NOW, id_no=ID_NUMBER)


def test_the_warning_is_of_one_item_and_ends_with_the_case() -> None:
    case_id = journey.delivered()
    assert len(list_open_of_person(actor=CLERK, id_no=ID_NUMBER, item_code=ITEM_CODE)) == 1
    assert list_open_of_person(actor=CLERK, id_no=ID_NUMBER, item_code=OWN_ITEM_CODE) == ()
    Case.objects.filter(county_code=COUNTY, pk=case_id).update(state="CLOSED", closed_at=NOW)
    assert list_open_of_person(actor=CLERK, id_no=ID_NUMBER, item_code=ITEM_CODE) == ()


def test_without_a_number_there_is_no_warning() -> None:
    journey.submitted()
    assert list_open_of_person(actor=CLERK, id_no="") == ()
