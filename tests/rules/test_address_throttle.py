"""How many failures or codes one address may cause, whatever succeeds in between."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.people import ADDRESS_FAILURES, throttle_events

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = ((3, 10 * MINUTE), (5, 60 * MINUTE))


def test_the_event_that_would_break_a_limit_waits_until_the_oldest_has_passed() -> None:
    happened = [NOW - 9 * MINUTE, NOW - 5 * MINUTE, NOW - MINUTE]
    assert throttle_events(happened[1:], NOW, limits=LIMITS).allowed
    found = throttle_events(happened, NOW, limits=LIMITS)
    assert (found.allowed, found.retry_after) == (False, MINUTE)


def test_the_longest_wait_of_all_limits_counts() -> None:
    happened = [NOW - 59 * MINUTE, NOW - 58 * MINUTE, NOW - 3 * MINUTE, NOW - 2 * MINUTE, NOW - MINUTE]
    assert throttle_events(happened, NOW, limits=LIMITS).retry_after == 7 * MINUTE


@given(st.lists(st.integers(min_value=0, max_value=7200), max_size=12))
def test_after_the_told_wait_one_more_is_allowed(seconds_ago: list[int]) -> None:
    happened = [NOW - timedelta(seconds=each) for each in seconds_ago]
    found = throttle_events(happened, NOW, limits=LIMITS)
    assert found.allowed == (found.retry_after == timedelta())
    assert throttle_events(happened, NOW + found.retry_after, limits=LIMITS).allowed


def test_an_office_behind_one_address_has_more_tries_than_one_name() -> None:
    assert min(most for most, _ in ADDRESS_FAILURES) > 5
