"""Whoever has a case gives it back."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.usecases.cases import journey
from tests.world import CENTER_HEAD, CLERK, COUNTY, NOW, OUTSIDER, REVIEWER, SECOND_REVIEWER
from yimen.data.cases.models import Case, CaseNote
from yimen.data.journal.models import Entry
from yimen.rules.access import Actor, NotFound
from yimen.rules.assignments import NotYourCase
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import assign, unassign

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)


def _assigned() -> UUID:
    case_id = journey.accepted()
    assign(actor=CENTER_HEAD, now=LATER, case_ids=[case_id], post_id=REVIEWER.post_id)
    return case_id


def test_it_waits_for_anybody_of_the_role_again_and_the_clocks_run_on() -> None:
    case_id = _assigned()
    before = Case.objects.get(county_code=COUNTY, pk=case_id)
    unassign(actor=REVIEWER, now=LATER + journey.HOUR, case_id=case_id, reason="下午开会，来不及。")
    after = Case.objects.get(county_code=COUNTY, pk=case_id)
    assert after.assignee_id is None
    assert (after.state, after.promised_due) == (before.state, before.promised_due)
    assert CaseNote.objects.filter(case=case_id).order_by("-id")[0].text == "退回指派：下午开会，来不及。"
    entry = Entry.objects.get(act="cases.unassign")
    assert str(REVIEWER.post_id) in entry.text


def test_it_needs_a_reason() -> None:
    case_id = _assigned()
    with pytest.raises(TextMissing):
        unassign(actor=REVIEWER, now=LATER, case_id=case_id, reason="  ")


@pytest.mark.parametrize("actor", [SECOND_REVIEWER, CLERK, CENTER_HEAD])
def test_nobody_gives_back_what_another_has(actor: Actor) -> None:
    case_id = _assigned()
    with pytest.raises(NotYourCase):
        unassign(actor=actor, now=LATER, case_id=case_id, reason="不是我的")


def test_what_nobody_has_is_not_given_back() -> None:
    case_id = journey.submitted().case_id
    with pytest.raises(NotYourCase):
        unassign(actor=CLERK, now=LATER, case_id=case_id, reason="没有")


def test_out_of_scope_it_is_not_there() -> None:
    case_id = _assigned()
    with pytest.raises(NotFound):
        unassign(actor=OUTSIDER, now=LATER, case_id=case_id, reason="别处")
