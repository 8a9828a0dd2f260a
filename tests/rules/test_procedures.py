"""The steps of an item: its family's, or its own as data, at their levels."""

import pytest

from yimen.rules.access import Party
from yimen.rules.catalog import Family, UnknownStep, default_steps, ending_level, flow_words, parse_steps
from yimen.rules.orgs import Level

TOWNSHIP = (Level.TOWNSHIP,)
BOTH = (Level.TOWNSHIP, Level.VILLAGE)


@pytest.mark.parametrize("family", list(Family))
def test_no_steps_of_its_own_are_the_family_s(family: Family) -> None:
    assert parse_steps("", family, TOWNSHIP) == default_steps(family)


def test_what_a_village_takes_in_begins_there() -> None:
    first, *rest = parse_steps("", Family.BENEFIT, BOTH)
    assert (first.level, first.role) == (Level.VILLAGE, Party.VILLAGE_PROXY)
    assert tuple(rest) == default_steps(Family.BENEFIT)[1:]


def test_an_item_without_publicity_has_no_such_step() -> None:
    steps = parse_steps("RECEIVE FIRST_REVIEW CONFIRM@COUNTY", Family.BENEFIT, TOWNSHIP)
    assert [step.code for step in steps] == ["RECEIVE", "FIRST_REVIEW", "CONFIRM"]
    assert (steps[-1].level, steps[-1].role) == (Level.COUNTY, Party.COUNTY_APPROVER)


def test_an_entrusted_township_confirms_by_its_approver() -> None:
    confirm = parse_steps("RECEIVE FIRST_REVIEW CONFIRM@TOWNSHIP", Family.BENEFIT, TOWNSHIP)[-1]
    assert (confirm.level, confirm.role, confirm.label) == (Level.TOWNSHIP, Party.APPROVER, "审批确认")


@pytest.mark.parametrize(
    "text", ["RECEIVE GRANT", "DECIDE", "CONFIRM@CITY RECEIVE", "CONFIRM FIRST_REVIEW", "RECEIVE RECEIVE"]
)
def test_a_strange_step_or_order_is_refused(text: str) -> None:
    with pytest.raises(UnknownStep) as refused:
        parse_steps(text, Family.BENEFIT, TOWNSHIP)
    assert refused.value.field == "steps"


@pytest.mark.parametrize(
    ("family", "text", "levels", "words"),
    [
        (Family.BENEFIT, "", BOTH, "村受理-县办结"),
        (Family.BENEFIT, "RECEIVE FIRST_REVIEW CONFIRM@TOWNSHIP", BOTH, "村受理-乡办结"),
        (Family.PERMIT, "", TOWNSHIP, "乡直接办结"),
        (Family.PERMIT, "RECEIVE ACCEPT REVIEW DECIDE@COUNTY DELIVER", TOWNSHIP, "乡受理-县办结"),
        (Family.FORWARDED, "", BOTH, "村受理-部门办结"),
        (Family.INSTANT, "", TOWNSHIP, "乡直接办结"),
        (Family.OTHER, "RECEIVE REVIEW RECORD_RESULT@COUNTY", TOWNSHIP, "乡受理-县办结"),
    ],
)
def test_who_takes_in_and_who_ends_in_the_words_of_the_lists(
    family: Family, text: str, levels: tuple[Level, ...], words: str
) -> None:
    assert flow_words(family, parse_steps(text, family, levels)) == words


def test_where_a_matter_ends() -> None:
    assert ending_level(default_steps(Family.BENEFIT)) is Level.COUNTY
    assert ending_level(default_steps(Family.OTHER)) is Level.TOWNSHIP
