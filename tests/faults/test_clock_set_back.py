"""The machine's clock is set back an hour: nothing is refused, nothing doubled, the journal still holds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import world
from tests.usecases.cases import counter, journey
from tests.usecases.people.ways import ADDRESS, ask_for_code, enter_by_code
from yimen.data.cases.models import Case, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Outbox
from yimen.rules.access import PUBLIC
from yimen.rules.people import LOCK_FAILURES
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import get_case
from yimen.usecases.journal.messages import deliver_messages
from yimen.usecases.people.entering import CannotLogIn, log_in
from yimen.usecases.people.sessions import find_session
from yimen.usecases.people.tokens import add_token, find_token_actor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# Half an hour into the new year in Beijing; an hour before it was the old year.
NEW_YEAR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)


def serials() -> list[tuple[str, int]]:
    """The case numbers by year and serial."""
    numbers = Case.objects.filter(county_code=world.COUNTY).values_list("case_no", flat=True)
    return sorted((number.split("-")[1], int(number.split("-")[3])) for number in numbers)


def test_numbers_go_on_where_they_stood_on_both_sides_of_the_year() -> None:
    for now in (NEW_YEAR - HOUR, NEW_YEAR, NEW_YEAR - HOUR, NEW_YEAR, NEW_YEAR - HOUR):
        actions.take_in(actor=world.CLERK, now=now, intake=counter.intake())
    assert serials() == [("2026", 1), ("2026", 2), ("2026", 3), ("2027", 1), ("2027", 2)]
    papers = Paper.objects.filter(county_code=world.COUNTY).values_list("year", "serial")
    assert sorted(papers) == [(2026, 1), (2026, 2), (2026, 3), (2027, 1), (2027, 2)]


def test_a_case_goes_on_and_its_steps_keep_their_order() -> None:
    case_id = journey.received()
    earlier = world.NOW - HOUR
    actions.accept(actor=world.CLERK, now=earlier, case_id=case_id, verdicts=journey.VERDICTS)
    journey.make_papers(earlier)
    actions.review(
        actor=world.REVIEWER,
        now=earlier,
        case_id=case_id,
        opinion="现场核实，林权清楚。",
        passed_points=journey.points_of(case_id),
        advice="GRANT",
    )
    actions.grant(actor=world.APPROVER, now=earlier, case_id=case_id, opinion="同意。")
    journey.make_papers(earlier)
    steps = CaseStep.objects.filter(county_code=world.COUNTY, case_id=case_id).order_by("order")
    assert [step.act for step in steps] == ["SUBMIT", "RECEIVE", "ACCEPT", "REVIEW", "GRANT"]
    view = get_case(actor=world.CLERK, today=earlier.date(), case_id=case_id)
    assert view.state == "GRANTED"
    assert len(view.papers) == 3
    assert set(Paper.objects.values_list("state", flat=True)) == {"READY"}


def test_a_key_that_was_answered_later_is_still_answered() -> None:
    first = actions.take_in(actor=world.CLERK, now=world.NOW, intake=counter.intake(), request_key="one form")
    again = actions.take_in(
        actor=world.CLERK, now=world.NOW - HOUR, intake=counter.intake(), request_key="one form"
    )
    assert (again.case_id, again.case_no) == (first.case_id, first.case_no)
    assert Case.objects.count() == 1


def test_a_text_of_the_later_hour_leaves_at_once(gateways: Any) -> None:
    counter.taken_in()
    deliver_messages(actor=journey.SYSTEM, now=world.NOW - HOUR, public_url="http://127.0.0.1:8000")
    assert Outbox.objects.filter(sent_at=None).count() == 0
    assert len(gateways.sms.recent(9)) == 1


def test_sessions_and_tokens_of_the_later_hour_still_open(gateways: Any) -> None:
    entered = enter_by_code(ask_for_code(gateways))
    earlier = world.NOW - HOUR
    session = find_session(
        account_id=entered.account_id,
        post_id=None,
        stamp=entered.stamp,
        log_in_id=entered.log_in_id,
        now=earlier,
    )
    assert session is not None
    assert world.CLERK.post_id is not None
    token = add_token(actor=journey.SYSTEM, now=world.NOW, post_id=world.CLERK.post_id, name="冀时办")
    assert find_token_actor(secret=token.secret, now=earlier) is not None


def test_a_new_code_of_the_earlier_hour_is_the_one_that_holds(gateways: Any) -> None:
    old = ask_for_code(gateways)
    earlier = world.NOW - HOUR
    new = ask_for_code(gateways, now=earlier)
    assert old != new
    assert enter_by_code(new, now=earlier).account_id


def test_nobody_waits_an_hour_longer_for_what_was_tried_before() -> None:
    def wrong(now: datetime) -> None:
        with pytest.raises(CannotLogIn):
            log_in(actor=PUBLIC, now=now, login_name="clerk", password="wrong", address=ADDRESS)

    for _ in range(LOCK_FAILURES - 1):
        wrong(world.NOW)
    earlier = world.NOW - HOUR
    wrong(earlier)
    entered = log_in(actor=PUBLIC, now=earlier, login_name="clerk", password=world.PASSWORD, address=ADDRESS)
    assert entered.account_id == str(world.CLERK.account_id)
