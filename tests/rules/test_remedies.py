"""What the law lets one expect about the ways of complaint, and what it leaves open."""

import pytest

from yimen.rules.remedies import (
    RemediesHalf,
    check_remedies,
    propose_for_county,
    propose_for_department,
    propose_for_township,
)
from yimen.rules.text import TextMissing


def test_a_township_is_complained_of_before_the_countys_government() -> None:
    found = propose_for_township(county_government="沧县人民政府", in_zone=False)
    assert (found.reconsideration_organ, found.court) == ("沧县人民政府", "沧县人民法院")
    assert "行政复议法第二十四条" in found.source


def test_a_department_too_unless_it_is_led_from_above() -> None:
    found = propose_for_department(county_government="沧县人民政府", in_zone=False)
    assert (found.reconsideration_organ, found.court) == ("沧县人民政府", "沧县人民法院")
    assert any("税务" in note and "第二十七条" in note for note in found.notes)


def test_no_rule_names_the_intermediate_court_of_a_countys_government() -> None:
    found = propose_for_county(higher_government="沧州市人民政府", in_zone=False)
    assert (found.reconsideration_organ, found.court) == ("沧州市人民政府", "")
    assert any("中级人民法院" in note for note in found.notes)


def test_nothing_is_guessed_about_a_functional_zone() -> None:
    for found in (
        propose_for_township(county_government="沧州渤海新区", in_zone=True),
        propose_for_township(county_government="", in_zone=False),
        propose_for_department(county_government="沧州渤海新区", in_zone=True),
        propose_for_county(higher_government="沧州市人民政府", in_zone=True),
    ):
        assert (found.reconsideration_organ, found.court, found.source) == ("", "", "")
        assert "不作推定" in found.notes[0]


def test_both_ways_or_neither_and_where_it_is_written() -> None:
    with pytest.raises(RemediesHalf) as half:
        check_remedies(reconsideration_organ="沧县人民政府", court=" ", source="行政复议法")
    assert half.value.field == "court"
    with pytest.raises(RemediesHalf) as other:
        check_remedies(reconsideration_organ="", court="沧县人民法院", source="行政诉讼法")
    assert other.value.field == "reconsideration_organ"
    with pytest.raises(TextMissing):
        check_remedies(reconsideration_organ="沧县人民政府", court="沧县人民法院", source="")
    blank = check_remedies(reconsideration_organ="", court="", source="留着的字")
    assert (blank.reconsideration_organ, blank.court, blank.source) == ("", "", "")
