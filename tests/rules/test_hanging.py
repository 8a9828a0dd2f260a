"""What the wall shows against what holds."""

from datetime import date

import pytest

from yimen.rules.hanging import (
    HangingState,
    HungInFuture,
    NoListShown,
    OtherListShown,
    SeveralListsShown,
    ShownList,
    check_hung_on,
    check_shown,
    hanging_state,
    the_list_shown,
)

SITE = "https://zwfw.example.cn"
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


def test_the_code_of_a_list_names_place_and_edition_whatever_the_site() -> None:
    shown = the_list_shown([f"{SITE}/places/130921100000/list/12/", "https://other.cn/wifi"])
    assert (shown.unit_code, shown.number) == ("130921100000", 12)
    assert the_list_shown(["http://127.0.0.1:8000/places/130921100000/list/12"]) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WIFI:S:center;;",
        f"{SITE}/places/130921100000/",
        f"{SITE}/places/13092110000/list/1/",
        f"{SITE}/places/１３０９２１１０００００/list/1/",
        f"{SITE}/places/130921100000/list/1/?x=1",
        f"javascript:{SITE}/places/130921100000/list/1/",
    ],
)
def test_what_is_no_address_of_a_list_shows_none(text: str) -> None:
    with pytest.raises(NoListShown):
        the_list_shown([text])


def test_different_lists_in_one_photo_are_refused_the_same_one_twice_is_not() -> None:
    first, second = f"{SITE}/places/130921100000/list/1/", f"{SITE}/places/130921100000/list/2/"
    assert the_list_shown([first, first]).number == 1
    with pytest.raises(SeveralListsShown):
        the_list_shown([first, second])


def test_a_photo_may_not_gainsay_what_is_recorded_but_need_not_prove_it() -> None:
    recorded = ShownList(unit_code="130921100000", number=2)
    check_shown([], recorded)
    check_shown(["something else"], recorded)
    check_shown([f"{SITE}/places/130921100000/list/{n}/" for n in (1, 2)], recorded)
    with pytest.raises(OtherListShown):
        check_shown([f"{SITE}/places/130921100000/list/1/"], recorded)
