"""After a special procedure both clocks run on from the day after it ended."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.day_by_day import count
from tests.usecases.cases.journey import HOUR, accepted, granted, points_of, reviewed
from tests.usecases.cases.stopping import go_on, lengthen, stop, suspended
from tests.world import APPROVER, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.data.journal.models import Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.deadlines import Extension, Limit, Stop, StopGround, Unit
from yimen.rules.stops import StopMisdated
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import grant, resume, review

DAY = timedelta(days=1)


def test_the_days_of_the_stop_are_not_counted(db: None) -> None:
    case_id = suspended()
    go_on(case_id, NOW + 4 * DAY)
    case = Case.objects.get(pk=case_id)
    assert case.state == "REVIEWING"
    # stopped from the 17th through the 20th: four workdays later than without
    assert case.promised_due == date(2026, 12, 1)
    assert case.statutory_due == date(2026, 12, 18)
    assert case.step_due == date(2026, 11, 27)
    assert CaseInterval.objects.get(case=case, kind="STOP").ended_on == date(2026, 11, 20)
    assert CaseStep.objects.get(case=case, act="RESUME").opinion == "专家评审通过。"
    text = Outbox.objects.get(topic="cases.resumed", subject_id=case_id).payload["text"]
    assert "2026年12月1日" in text


def test_a_late_click_buys_no_time(db: None) -> None:
    case_id = suspended()
    go_on(case_id, NOW + 4 * DAY, ended_on=date(2026, 11, 18))
    assert Case.objects.get(pk=case_id).promised_due == date(2026, 11, 27)


@pytest.mark.parametrize("ended_on", [date(2026, 11, 15), date(2026, 11, 21)])
def test_it_ended_after_it_began_and_not_tomorrow(db: None, ended_on: date) -> None:
    case_id = suspended()
    with pytest.raises(StopMisdated) as refused:
        go_on(case_id, NOW + 4 * DAY, ended_on=ended_on)
    assert refused.value.field == "ended_on"
    assert Case.objects.get(pk=case_id).state == "SUSPENDED"


def test_without_a_result_it_stands_still(db: None) -> None:
    with pytest.raises(TextMissing):
        resume(actor=REVIEWER, now=NOW + DAY, case_id=suspended(), result=" ")


def test_a_stop_before_the_decision_leads_back_to_the_review(db: None) -> None:
    case_id = reviewed()
    stop(case_id, NOW + 4 * HOUR)
    go_on(case_id, NOW + 14 * DAY)
    case = Case.objects.get(pk=case_id)
    assert case.state == "REVIEWING", "what came out belongs into the opinion"
    review(
        actor=REVIEWER,
        now=NOW + 14 * DAY,
        case_id=case_id,
        opinion="专家评审通过，同意。",
        passed_points=points_of(case_id),
        advice="GRANT",
    )
    grant(actor=APPROVER, now=NOW + 14 * DAY, case_id=case_id, opinion="同意。")
    run = CaseInterval.objects.get(case_id=case_id, kind="RUN")
    assert (run.ended_on, run.days) == (date(2026, 11, 30), 0), "the run counts no day of the stop"


def test_what_runs_is_not_resumed(db: None) -> None:
    with pytest.raises(OutOfTurn):
        go_on(accepted(), NOW)


def test_a_decided_case_is_not_resumed(db: None) -> None:
    with pytest.raises(OutOfTurn):
        go_on(granted(), NOW + DAY)


def test_an_approver_does_not_resume(db: None) -> None:
    with pytest.raises(NotAllowed):
        resume(actor=APPROVER, now=NOW + DAY, case_id=suspended(), result="通过。")


def test_another_county_does_not_find_it(db: None) -> None:
    stranger = OUTSIDE_APPROVER.__class__(
        party=REVIEWER.party,
        name="外县",
        account_id=OUTSIDE_APPROVER.account_id,
        post_id=OUTSIDE_APPROVER.post_id,
        organ_id=OUTSIDE_APPROVER.organ_id,
        organ_name=OUTSIDE_APPROVER.organ_name,
        scope_code=OUTSIDE_APPROVER.scope_code,
        county_code=OUTSIDE_APPROVER.county_code,
    )
    with pytest.raises(NotFound):
        resume(actor=stranger, now=NOW + DAY, case_id=suspended(), result="通过。")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    day=st.integers(0, 340),
    gaps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 25)), max_size=3),
    extended=st.none() | st.integers(1, 10),
)
def test_both_clocks_are_those_of_a_count_day_by_day(
    db: None, day: int, gaps: list[tuple[int, int]], extended: int | None
) -> None:
    """Stops and an extension of any length, across every holiday of 2026."""
    now = datetime(2026, 1, 5, 1, 0, tzinfo=UTC) + timedelta(days=day)
    case_id = accepted(now=now)
    accepted_on = Case.objects.get(pk=case_id).accepted_on
    assert accepted_on is not None
    stops, extensions = [], []
    now += 3 * HOUR
    if extended is not None:
        lengthen(case_id, now, days=extended)
        extensions.append(Extension(days=extended, granted_on=now.date(), reason=""))
    for wait, length in gaps:
        now += wait * DAY
        stop(case_id, now)
        begun = now.date()
        now += length * DAY
        go_on(case_id, now)
        stops.append(
            Stop(
                started_on=begun,
                ended_on=now.date(),
                ground=StopGround.EXPERT_REVIEW,
                basis="",
                document_no="",
            )
        )
    case = Case.objects.get(pk=case_id)
    law, promise = (Limit(amount=amount, unit=Unit.WORKDAYS) for amount in (20, 7))
    assert case.statutory_due == count(accepted_on, law, stops, extensions)[0]
    assert case.promised_due == count(accepted_on, promise, stops, [])[0]
