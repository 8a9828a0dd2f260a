"""What the head sees of the work: desks, what lies on nobody's, what nobody touches."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.cases import journey
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY_APPROVER,
    ID,
    NEIGHBOR_CLERK,
    NOW,
    REVIEWER,
    SENSITIVE_VERSION,
)
from yimen.data.cases.models import Case
from yimen.data.people.models import Account, Post
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.assignments import Pile
from yimen.rules.calendar import beijing_date
from yimen.usecases.cases.actions import assign
from yimen.usecases.cases.queries import get_duty

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)
TODAY = beijing_date(LATER)


def _duty(pile: Pile = Pile.UNASSIGNED, **changed: Any) -> Any:
    return get_duty(**{"actor": CENTER_HEAD, "today": TODAY, "pile": pile, **changed})


def _ids(page: Any) -> list[UUID]:
    return [row.id for row in page.rows]


def _counts(page: Any) -> dict[Pile, str]:
    return {each.pile: each.count for each in page.counts}


def test_each_desk_shows_what_lies_on_it_and_how_much_is_late() -> None:
    waiting, mine = journey.submitted().case_id, journey.received()
    page = _duty()
    loads = {each.post_id: each for each in page.posts}
    assert (loads[CLERK.post_id].open_count, loads[CLERK.post_id].late_count) == (1, 0)
    assert loads[APPROVER.post_id].open_count == 0
    assert NEIGHBOR_CLERK.post_id not in loads
    assert CENTER_HEAD.post_id not in loads
    assert _ids(page) == [waiting]
    assert _ids(_duty(Pile.DESK, desk=CLERK.post_id)) == [mine]
    late = _duty(today=TODAY + timedelta(days=30))
    assert {each.post_id: each.late_count for each in late.posts}[CLERK.post_id] == 1
    assert _counts(late)[Pile.OVERDUE] == "2"


@pytest.mark.parametrize("ended", ["post", "account"])
def test_what_lies_with_somebody_who_left_is_seen(ended: str) -> None:
    case_id = journey.received()
    assert _ids(_duty(Pile.UNATTENDED)) == []
    if ended == "post":
        Post.objects.filter(pk=CLERK.post_id).update(valid_to=TODAY)
    else:
        Account.objects.filter(pk=CLERK.account_id).update(is_active=False)
    page = _duty(Pile.UNATTENDED)
    assert _ids(page) == [case_id]
    assert not page.rows[0].is_attended
    assert {each.post_id: each.works for each in page.posts}[CLERK.post_id] is False
    assert _counts(page)[Pile.UNATTENDED] == "1"


def test_a_post_of_the_county_that_works_leaves_nothing_unattended() -> None:
    Case.objects.filter(pk=journey.reviewed()).update(state="CONFIRMING", assignee_id=COUNTY_APPROVER.post_id)
    page = _duty(Pile.UNATTENDED)
    assert _ids(page) == []
    assert {each.post_id: each.works for each in page.posts}[COUNTY_APPROVER.post_id] is True


def test_what_nobody_touches_for_a_week_is_seen_and_what_waits_for_others_is_not() -> None:
    silent, asked = journey.received(), journey.received()
    Case.objects.filter(pk=asked).update(state="CORRECTING")
    assert _ids(_duty(Pile.SILENT)) == []
    # received on Monday; five whole workdays later is the next Monday, and from Tuesday on it is silent
    assert _ids(_duty(Pile.SILENT, today=TODAY + timedelta(days=7))) == []
    assert _ids(_duty(Pile.SILENT, today=TODAY + timedelta(days=8))) == [silent]


def test_no_applicant_stands_there_and_a_sensitive_item_only_under_its_neutral_name() -> None:
    journey.submitted()
    Case.objects.update(sensitive=True, version_id=SENSITIVE_VERSION)
    page = _duty()
    assert [row.item_name for row in page.rows] == ["救助类事项"]
    assert "赵" not in repr(page)
    assert "最低生活保障" not in repr(page)


def test_what_is_over_lies_on_nobodys_desk() -> None:
    from yimen.usecases.cases.actions import close

    case_id = journey.delivered()
    close(actor=journey.SYSTEM, now=LATER, case_id=case_id, county_code=CLERK.county_code)
    page = _duty()
    assert _ids(page) == []
    assert {each.open_count for each in page.posts} == {0}


def test_pages_go_on_where_the_last_one_ended_and_cost_the_same() -> None:
    cases = [journey.submitted().case_id for _ in range(3)]
    with CaptureQueriesContext(
        connection,
    ) as few:
        first = _duty(limit=2)
    second = _duty(limit=2, after=first.next_key)
    assert sorted(_ids(first) + _ids(second)) == sorted(cases)
    assert second.next_key is None
    journey.submitted()
    with CaptureQueriesContext(connection) as many:
        _duty(limit=4)
    assert len(few) == len(many)


def test_only_the_head_sees_it_and_only_desks_that_there_are() -> None:
    assign_to = [journey.accepted()]
    assign(actor=CENTER_HEAD, now=LATER, case_ids=assign_to, post_id=REVIEWER.post_id)
    with pytest.raises(NotAllowed):
        _duty(actor=CLERK)
    with pytest.raises(NotFound):
        _duty(Pile.DESK, desk=ID("post:neighbor_clerk"))
