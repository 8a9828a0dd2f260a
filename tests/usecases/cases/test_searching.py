"""Finding a case again: by what people say at the counter, within one's scope, masked."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.usecases.cases import journey
from tests.usecases.cases.statements import counted
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY,
    COUNTY_OFFICER,
    ID_NUMBER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    RESIDENT_PHONE,
    SENSITIVE_VERSION,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry
from yimen.rules.access import Actor, NotAllowed
from yimen.usecases.cases.queries import SearchPage, search_cases
from yimen.usecases.cases.queries.pages import BadPageKey

pytestmark = pytest.mark.usefixtures("db")
TODAY = NOW.date()


def _search(words: str, actor: Actor = CLERK, **more: object) -> SearchPage:
    return search_cases(actor=actor, today=TODAY, words=words, **more)


def _ids(page: SearchPage) -> list[UUID]:
    return [each.row.id for each in page.rows]


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("赵建", "姓名相符"),
        ("赵建国", "姓名相符"),
        (RESIDENT_PHONE, "手机号相同"),
        (ID_NUMBER, "身份证号相同"),
        ("1", "编号末尾相同"),
    ],
)
def test_it_is_found_and_the_reason_is_said(words: str, by: str) -> None:
    done = journey.submitted()
    page = _search(words)
    assert _ids(page) == [done.case_id]
    assert page.rows[0].found_by == (by,)
    assert page.only_id is None


def test_four_digits_may_end_a_number_or_a_telephone() -> None:
    first = journey.submitted().case_id
    second = journey.submitted().case_id
    Case.objects.filter(pk=second).update(applicant_phone="13912345678")
    found = {each.row.id: each.found_by for each in _search("0001").rows}
    assert found == {first: ("编号末尾相同", "手机号后四位相同")}
    assert _ids(_search("5678")) == [second]


def test_a_whole_number_names_its_one_case() -> None:
    done = journey.submitted()
    assert _search(done.case_no).only_id == done.case_id
    assert _search("130921-2026-100-999999").only_id is None


def test_what_is_shown_is_masked_and_leaves_no_entry() -> None:
    journey.submitted()
    before = Entry.objects.count()
    page = _search(ID_NUMBER)
    assert page.rows[0].row.applicant_name == "赵*国"
    assert ID_NUMBER not in repr(page)
    assert RESIDENT_PHONE not in repr(page)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("actor", [NEIGHBOR_CLERK, OUTSIDER])
def test_other_places_find_nothing(actor: Actor) -> None:
    done = journey.submitted()
    for words in (ID_NUMBER, RESIDENT_PHONE, "赵建", "1", done.case_no):
        assert _ids(_search(words, actor)) == [], words


def test_sensitive_cases_are_found_only_with_a_duty_in_them() -> None:
    case_id = journey.received()
    Case.objects.update(sensitive=True, version_id=SENSITIVE_VERSION)
    assert _ids(_search(ID_NUMBER)) == [case_id]
    assert _search(ID_NUMBER).rows[0].row.item_name == "救助类事项"
    for actor in (CENTER_HEAD, COUNTY_OFFICER):
        assert _ids(_search(ID_NUMBER, actor)) == []


def test_it_goes_on_by_key_and_costs_the_same_for_many() -> None:
    journey.submitted()
    with counted() as few:
        _search("赵建")
    cases = {row.pk for row in Case.objects.filter(county_code=COUNTY)}
    cases |= {journey.submitted(now=NOW + timedelta(minutes=each)).case_id for each in range(1, 4)}
    with counted() as many:
        first = _search("赵建", limit=3)
    second = _search("赵建", limit=3, after=first.next_key)
    assert len(few) == len(many) == 3
    assert len(first.rows) == 3
    assert set(_ids(first)) | set(_ids(second)) == cases
    assert second.next_key is None
    with pytest.raises(BadPageKey):
        _search("赵建", after="x~y")


def test_village_proxies_have_no_search() -> None:
    with pytest.raises(NotAllowed):
        _search("赵建", VILLAGE_PROXY)
