"""The standards of the scheme: thresholds, soft and hard, what lapses, and that unknown is never no."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.institutions import STARTING_TEXTS, Institution
from yimen.rules.place_facts import BOARD_PARTS, FACTS, PUBLISHED_KINDS, KnownFact, dump_facts, load_facts
from yimen.rules.standards import (
    TERMS,
    Answer,
    Explanation,
    Ground,
    Standard,
    Strength,
    Verdict,
    judge,
    judge_all,
)

THEN = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
CENTER, STATION = "旧州镇行政综合服务中心", "东关村综合服务站"
WHOLE: dict[str, Any] = {
    "area": 66.5,
    "premises": "DEDICATED",
    "plaque": True,
    "plaque_words": CENTER,
    "plaque_width": 60,
    "plaque_height": 40.2,
    "plaque_lines": True,
    "plaque_colors": True,
    "plaque_metal": True,
    "mark": True,
    "hall": True,
    "windows": [{"department": "派出所户籍", "state": "IN", "note": ""}],
    **dict.fromkeys(("open_counter", "computer", "printer", "camera", "telephone", "seats", "rack"), True),
    **dict.fromkeys(("terminal", "nursing_room", "ramp"), False),
    "zone": True,
    "zone_kinds": [value for value, _ in PUBLISHED_KINDS],
    "board": True,
    "board_parts": [value for value, _ in BOARD_PARTS],
    "network": True,
    "posted": {each.value: 2 for each in Institution},
}
EDITIONS = {each.value: 2 for each in Institution}


def ground(*, is_center: bool = True, moved_at: datetime | None = None, **changed: Any) -> Ground:
    """A place that meets all that is asked, but for what is changed; None takes a fact away."""
    told = {key: value for key, value in (WHOLE | changed).items() if value is not None}
    return Ground(
        is_center=is_center,
        name=CENTER if is_center else STATION,
        facts={key: KnownFact(value=value, at=THEN, name=CENTER) for key, value in told.items()},
        moved_at=moved_at,
        institutions=EDITIONS,
    )


def verdict(standard: Standard, **changed: Any) -> Verdict:
    return judge(standard, ground(**changed)).verdict


def test_a_place_that_has_everything_meets_every_standard_that_is_asked() -> None:
    found = {standard: each.verdict for standard, each in judge_all(ground()).items()}
    assert found.pop(Standard.EXTRAS) is Verdict.NOT_MET
    assert set(found.values()) == {Verdict.MET}


@given(st.sets(st.sampled_from([fact.key for fact in FACTS])))
def test_what_nobody_looked_at_is_never_a_no(gone: set[str]) -> None:
    for each in judge_all(ground(**dict.fromkeys(gone))).values():
        assert each.verdict in {Verdict.MET, Verdict.UNKNOWN} or each.reason == "一样也没有"


def test_nothing_known_is_unknown_everywhere() -> None:
    nothing = Ground(is_center=False, name=STATION)
    assert {each.verdict for each in judge_all(nothing).values()} == {Verdict.UNKNOWN}


@pytest.mark.parametrize(
    ("is_center", "area", "expected"),
    [
        (True, 50, Verdict.MET),
        (True, 49.9, Verdict.NOT_MET),
        (False, 20, Verdict.MET),
        (False, 19.9, Verdict.NOT_MET),
    ],
)
def test_fifty_square_metres_in_a_center_and_twenty_in_a_station(
    *, is_center: bool, area: float, expected: Verdict
) -> None:
    assert verdict(Standard.AREA, is_center=is_center, area=area) is expected


def test_a_soft_threshold_may_be_explained_and_a_hard_one_may_not() -> None:
    said = Explanation(text="老街房屋窄", given_at=THEN + timedelta(days=1))
    small = ground(area=45, premises="SHARED")
    explained = Ground(
        is_center=True,
        name=CENTER,
        facts=small.facts,
        explanations={Standard.AREA: said, Standard.OWN_ROOM: said},
    )
    found = judge(Standard.AREA, explained)
    assert found.verdict is Verdict.EXPLAINED
    assert "老街房屋窄" in found.reason
    assert judge(Standard.OWN_ROOM, explained).verdict is Verdict.NOT_MET


def test_a_rejected_explanation_counts_for_nothing_and_both_sides_are_told() -> None:
    said = Explanation(
        text="老街房屋窄",
        given_at=THEN + timedelta(days=1),
        answer=Answer.NOT_ACCEPTED,
        answer_reason="有空房",
    )
    short = Ground(
        is_center=True,
        name="旧州镇行政综合服务中心",
        facts={"area": KnownFact(value=30.0, at=THEN)},
        explanations={Standard.AREA: said},
    )
    found = judge(Standard.AREA, short)
    assert found.verdict is Verdict.NOT_MET
    assert found.reason.endswith("说明：老街房屋窄；县里不认可：有空房")


def test_an_explanation_lapses_when_what_it_explains_has_changed() -> None:
    said = Explanation(text="老街房屋窄", given_at=THEN - timedelta(days=1))
    found = judge(
        Standard.AREA,
        Ground(
            is_center=True,
            name=CENTER,
            facts=ground(area=30).facts,
            explanations={Standard.AREA: said},
        ),
    )
    assert found.verdict is Verdict.LAPSED
    assert "不再算" in found.reason


def test_a_move_makes_what_is_about_the_rooms_lapse() -> None:
    moved = ground(moved_at=THEN + timedelta(days=9))
    for standard in (Standard.AREA, Standard.MARK, Standard.EQUIPMENT, Standard.INSTITUTIONS):
        assert judge(standard, moved).verdict is Verdict.LAPSED


def test_a_plaque_of_the_former_name_lapses_and_a_wrong_one_never_met() -> None:
    facts = ground(plaque_words="旧州乡行政综合服务中心").facts
    renamed = {**facts, "plaque_words": KnownFact(value=CENTER, at=THEN, name=CENTER)}
    later = Ground(is_center=True, name="旧州街道行政综合服务中心", facts=renamed)
    assert judge(Standard.PLAQUE, later).verdict is Verdict.LAPSED
    assert verdict(Standard.PLAQUE, plaque_words="旧州镇便民服务中心") is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("width", "expected"), [(59.5, Verdict.MET), (60.4, Verdict.MET), (60.5, Verdict.NOT_MET)]
)
def test_a_plaque_is_sixty_centimetres_wide_as_a_tape_tells(width: float, expected: Verdict) -> None:
    assert verdict(Standard.PLAQUE, plaque_width=width) is expected


def test_no_plaque_is_short_whatever_was_noted_of_it() -> None:
    found = judge(Standard.PLAQUE, ground(plaque=False))
    assert (found.verdict, found.reason) == (Verdict.NOT_MET, "没有牌匾")


def test_a_department_that_is_still_outside_keeps_the_hall_from_being_whole() -> None:
    windows = [{"department": "国土所", "state": "OUT", "note": "在原址"}]
    found = judge(Standard.ONE_DOOR, ground(windows=windows))
    assert found.verdict is Verdict.NOT_MET
    assert "国土所" in found.reason


def test_a_station_is_asked_for_one_counter_and_not_for_a_hall() -> None:
    assert verdict(Standard.ONE_DOOR, is_center=False, hall=False, one_counter=True) is Verdict.MET
    assert verdict(Standard.ONE_DOOR, is_center=False, one_counter=False) is Verdict.NOT_MET


def test_each_of_the_seven_kinds_and_of_the_four_parts_is_missed_by_name() -> None:
    for key, standard, parts in (
        ("zone_kinds", Standard.ZONE, PUBLISHED_KINDS),
        ("board_parts", Standard.STAFF_BOARD, BOARD_PARTS),
    ):
        for value, words in parts:
            rest = [each for each, _ in parts if each != value]
            found = judge(standard, ground(**{key: rest}))
            assert (found.verdict, words in found.reason) == (Verdict.NOT_MET, True)


def test_one_of_what_is_encouraged_is_enough() -> None:
    assert verdict(Standard.EXTRAS, ramp=True) is Verdict.MET
    assert verdict(Standard.EXTRAS, ramp=None) is Verdict.UNKNOWN


def test_an_old_version_on_the_wall_lapses_and_a_missing_one_is_short() -> None:
    assert verdict(Standard.INSTITUTIONS, posted=EDITIONS | {"SEAL": 1}) is Verdict.LAPSED
    assert verdict(Standard.INSTITUTIONS, posted=EDITIONS | {"SEAL": -1}) is Verdict.NOT_MET
    assert verdict(Standard.INSTITUTIONS, posted={"SEAL": 2}) is Verdict.UNKNOWN


def test_the_eight_institutions_have_a_text_to_begin_with() -> None:
    assert len(STARTING_TEXTS) == 8
    assert all(len(lines) >= 3 for lines in STARTING_TEXTS.values())


def test_every_standard_names_its_task_and_its_words() -> None:
    assert {terms.task for terms in TERMS.values()} == {2, 3, 4, 5, 6, 11, 13}
    soft = [standard for standard, terms in TERMS.items() if terms.strength is Strength.SOFT]
    assert soft == [Standard.AREA, Standard.PLAQUE, Standard.EQUIPMENT]
    assert all(len(terms.source) > 8 for terms in TERMS.values())


def test_facts_are_kept_and_read_again() -> None:
    facts = dict(ground().facts)
    assert load_facts(dump_facts(facts)) == facts
