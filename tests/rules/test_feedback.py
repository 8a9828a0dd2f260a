"""Ratings."""

import pytest

from yimen.rules.feedback import (
    AlreadyRated,
    CannotRate,
    Rater,
    RatingNotChosen,
    Stars,
    check_rating,
    is_poor,
    satisfaction_code,
    stars_of,
)


def test_the_codes_run_the_other_way_and_lead_back() -> None:
    assert [satisfaction_code(stars) for stars in Stars] == ["5", "4", "3", "2", "1"]
    assert [stars_of(satisfaction_code(stars)) for stars in Stars] == list(Stars)


def test_the_two_lowest_grades_are_poor() -> None:
    assert [stars for stars in Stars if is_poor(stars)] == [Stars.ONE, Stars.TWO]


def test_the_applicant_s_own_rating_is_taken() -> None:
    rating = check_rating(stars=2, rater=Rater.APPLICANT, preset=False, already_rated=False)
    assert (rating.stars, rating.satisfaction_code, rating.is_poor) == (Stars.TWO, "4", True)


@pytest.mark.parametrize("rater", [Rater.STAFF, Rater.SYSTEM])
def test_nobody_rates_for_the_applicant(rater: Rater) -> None:
    with pytest.raises(CannotRate):
        check_rating(stars=5, rater=rater, preset=False, already_rated=False)


@pytest.mark.parametrize("stars", [None, 0, 6, -1])
def test_a_number_outside_one_to_five_is_no_choice(stars: int | None) -> None:
    with pytest.raises(RatingNotChosen):
        check_rating(stars=stars, rater=Rater.APPLICANT, preset=False, already_rated=False)


def test_a_choice_made_by_the_page_is_no_choice() -> None:
    with pytest.raises(RatingNotChosen):
        check_rating(stars=5, rater=Rater.APPLICANT, preset=True, already_rated=False)


def test_one_service_is_rated_once() -> None:
    with pytest.raises(AlreadyRated):
        check_rating(stars=5, rater=Rater.APPLICANT, preset=False, already_rated=True)
