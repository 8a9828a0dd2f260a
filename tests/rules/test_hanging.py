"""What the wall shows against what holds."""

from datetime import date

import pytest

from yimen.rules.hanging import HangingState, HungInFuture, check_hung_on, hanging_state

FIRST, TODAY = date(2026, 11, 1), date(2026, 11, 16)


@pytest.mark.parametrize(
    ("in_force", "hung", "state"),
    [
        (None, [], HangingState.NO_LIST),
        (None, [1], HangingState.NO_LIST),
        (2, [], HangingState.UNRECORDED),
        (2, [2], HangingState.IN_FORCE),
        (2, [2, 2], HangingState.IN_FORCE),
        (2, [1], HangingState.OLD),
        (2, [2, 1], HangingState.OLD),
    ],
)
def test_one_old_sheet_makes_the_unit_old(in_force: int | None, hung: list[int], state: HangingState) -> None:
    assert hanging_state(in_force, hung) is state


@pytest.mark.parametrize("day", [FIRST, TODAY])
def test_a_sheet_hangs_between_its_publication_and_today(day: date) -> None:
    assert check_hung_on(day, published=FIRST, today=TODAY) == day


@pytest.mark.parametrize("day", [None, date(2026, 10, 31), date(2026, 11, 17)])
def test_another_day_is_refused_at_its_field(day: date | None) -> None:
    with pytest.raises(HungInFuture) as refusal:
        check_hung_on(day, published=FIRST, today=TODAY)
    assert refusal.value.field == "hung_on"
