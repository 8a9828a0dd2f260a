"""Who is due: from the item's own months and age and the cases of the village; masked."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.usecases.cases import village
from tests.usecases.cases.statements import counted
from tests.usecases.cases.village import OLD_ID, filed, told
from tests.world import (
    CLERK,
    COUNTY,
    ID,
    NEIGHBOR_CLERK,
    NOW,
    OLD_AGE_ITEM_CODE,
    PENSION_VERSION,
    REVIEWER,
    SECOND_PROXY,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry
from yimen.rules.access import Actor, NotAllowed
from yimen.rules.case_forms import Without
from yimen.rules.due_lists import DueKind
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import print_due_list
from yimen.usecases.cases.queries import list_due
from yimen.usecases.cases.queries.due_people import DuePerson

TODAY = NOW.date()
YEAR_AGO = datetime(2025, 12, 1, 2, 0, tzinfo=UTC)


def _rows(actor: Actor = VILLAGE_PROXY, today: date = TODAY) -> tuple[DuePerson, ...]:
    return list_due(actor=actor, today=today).rows


def _done(at: datetime, **changed: object) -> UUID:
    """A case that another department finished at this moment, for an item that recurs each year."""
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(recurs_months=12)
    case_id = filed(now=at, **changed).case_id
    Case.objects.filter(county_code=COUNTY, pk=case_id).update(state="FORWARDED", closed_at=at)
    return case_id


def test_what_recurs_is_due_so_many_months_after_the_last_time(db: None) -> None:
    case_id = _done(YEAR_AGO)
    (row,) = _rows()
    assert (row.case_id, row.kind, row.due) == (case_id, DueKind.AGAIN, date(2026, 12, 1))
    assert (row.name, row.phone, row.is_over) == ("孙*英", "138****0031", False)
    assert "2025年12月1日" in row.why


def test_only_the_last_time_counts_and_not_yet_means_not_listed(db: None) -> None:
    _done(YEAR_AGO)
    _done(NOW - timedelta(days=100))
    assert _rows() == ()


def test_whoever_has_a_new_one_on_the_way_is_not_reminded(db: None) -> None:
    _done(YEAR_AGO)
    filed(now=NOW)
    assert _rows() == ()


def test_an_item_without_published_months_lists_nobody(db: None) -> None:
    _done(YEAR_AGO)
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(recurs_months=None)
    assert _rows() == ()


def test_whoever_turned_eighty_without_the_allowance_is_listed_once(db: None) -> None:
    for _ in range(2):
        filed(told=told(name="周桂香", id_no=OLD_ID))
    (row,) = _rows()
    assert (row.kind, row.item_code, row.name) == (DueKind.AGE, OLD_AGE_ITEM_CODE, "周*香")
    assert row.is_over
    assert "满 80 周岁" in row.why


def test_whoever_has_applied_for_the_allowance_is_not_listed(db: None) -> None:
    filed(told=told(name="周桂香", id_no=OLD_ID))
    bring = {ID(f"material:old_age:{at}"): Without.BRING for at in (1, 2)}
    filed(told=told(name="周桂香", id_no=OLD_ID), item_code=OLD_AGE_ITEM_CODE, photographs=(), without=bring)
    assert _rows() == ()


def test_a_village_sees_its_own_and_a_township_all_its_villages(db: None) -> None:
    filed(told=told(name="周桂香", id_no=OLD_ID))
    filed(actor=SECOND_PROXY, told=told(name="吴老汉", id_no="130921194608159035"))
    assert [row.village_name for row in _rows()] == ["东关村"]
    assert [row.village_name for row in _rows(SECOND_PROXY)] == ["西关村"]
    assert {row.village_name for row in _rows(CLERK)} == {"东关村", "西关村"}
    assert _rows(NEIGHBOR_CLERK) == ()


def test_a_sensitive_case_counts_only_for_who_has_a_duty_in_it(db: None) -> None:
    case_id = _done(YEAR_AGO)
    Case.objects.filter(county_code=COUNTY, pk=case_id).update(sensitive=True)
    assert len(_rows(VILLAGE_PROXY)) == 1
    assert _rows(CLERK) == ()


def test_more_people_cost_no_more_statements(db: None) -> None:
    filed(told=told(name="周桂香", id_no=OLD_ID))
    with counted() as few:
        _rows()
    filed(told=told(name="吴老汉", id_no="130921194608159035"))
    with counted() as many:
        assert len(_rows()) == 2
    assert len(many) == len(few)


def test_the_sheet_shows_names_and_telephones_and_is_written_down(db: None) -> None:
    filed(told=told(name="周桂香", id_no=OLD_ID))
    (line,) = print_due_list(actor=VILLAGE_PROXY, now=NOW, reason="上门办高龄津贴")
    assert (line.name, line.phone) == ("周桂香", village.NEIGHBOR_PHONE)
    entry = Entry.objects.get(act="cases.print_due_list")
    assert "上门办高龄津贴" in entry.text
    assert "周桂香" not in entry.text


def test_the_sheet_needs_a_reason_and_a_grant(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        print_due_list(actor=VILLAGE_PROXY, now=NOW, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        print_due_list(actor=REVIEWER, now=NOW, reason="看看")
    with pytest.raises(NotAllowed):
        list_due(actor=REVIEWER, today=TODAY)
