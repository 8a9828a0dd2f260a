"""The full data of items as plain values: nothing is lost, nothing of another kind gets in."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.item_details import (
    Channel,
    Choice,
    Fee,
    ItemDetails,
    MaterialDetails,
    PublicPoint,
    Question,
    Situation,
)
from yimen.rules.item_kinds import Audience, MaterialOrigin, NetDepth, Reach
from yimen.rules.items import ApplyWay
from yimen.rules.plain_values import MAX_ROWS, MAX_TEXT, BadPlainValue

LINES = st.text(max_size=12)
DETAILS = st.builds(
    ItemDetails,
    audiences=st.lists(st.sampled_from(Audience), unique=True).map(tuple),
    net_depth=st.lists(st.sampled_from(NetDepth), unique=True).map(tuple),
    reach=st.none() | st.sampled_from(Reach),
    visits=st.none() | st.integers(0, 9),
    conditions=st.lists(LINES, max_size=3).map(tuple),
    charged=st.none() | st.booleans(),
    fees=st.lists(st.builds(Fee, name=LINES, basis=LINES, reducible=st.none() | st.booleans())).map(tuple),
    questions=st.lists(st.builds(Question, question=LINES, answer=LINES), max_size=3).map(tuple),
    channels=st.lists(st.builds(Channel, way=st.sampled_from(ApplyWay), url=LINES), max_size=3).map(tuple),
    situations=st.lists(
        st.builds(
            Situation,
            question=LINES,
            choices=st.lists(
                st.builds(
                    Choice,
                    text=LINES,
                    materials=st.lists(LINES, max_size=2).map(tuple),
                    ends=st.booleans(),
                ),
                max_size=3,
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    public_points=st.lists(st.builds(PublicPoint, text=LINES, source=LINES), max_size=2).map(tuple),
    plan_from=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    source=LINES,
)
MATERIALS = st.builds(
    MaterialDetails,
    origin=st.none() | st.sampled_from(MaterialOrigin),
    originals=st.none() | st.integers(0, 20),
    shareable=st.none() | st.booleans(),
    hints=LINES,
)


@given(DETAILS)
def test_details_come_back_from_json_as_they_went(details: ItemDetails) -> None:
    written = json.dumps(details.to_json(), ensure_ascii=False)
    read = ItemDetails.from_json(json.loads(written))
    assert read == details
    assert json.dumps(read.to_json(), ensure_ascii=False) == written


@given(MATERIALS)
def test_material_details_come_back_from_json_as_they_went(details: MaterialDetails) -> None:
    assert MaterialDetails.from_json(json.loads(json.dumps(details.to_json()))) == details


def test_what_is_unknown_is_not_written() -> None:
    assert ItemDetails().to_json() == {}
    assert ItemDetails(visits=0, charged=False).to_json() == {"visits": 0, "charged": False}
    assert ItemDetails.from_json({}) == ItemDetails()


def test_a_key_of_another_version_of_the_program_is_passed_over() -> None:
    assert ItemDetails.from_json({"later_invention": [1], "visits": 1}) == ItemDetails(visits=1)


def test_a_row_without_its_text_has_an_empty_one_but_a_channel_needs_its_way() -> None:
    assert ItemDetails.from_json({"questions": [{}]}).questions == (Question(question=""),)
    with pytest.raises(BadPlainValue) as refused:
        ItemDetails.from_json({"channels": [{"url": "https://example.org"}]})
    assert refused.value.field == "channels.1.way"


@pytest.mark.parametrize(
    ("plain", "field"),
    [
        ([], ""),
        ({"visits": -1}, "visits"),
        ({"visits": True}, "visits"),
        ({"visits": "2"}, "visits"),
        ({"charged": 1}, "charged"),
        ({"audiences": "PERSON"}, "audiences"),
        ({"audiences": ["PERSON", "DOG"]}, "audiences.2"),
        ({"conditions": [None]}, "conditions.1"),
        ({"plan_from": "2026-02-30"}, "plan_from"),
        ({"source": "x" * (MAX_TEXT + 1)}, "source"),
        ({"conditions": [""] * (MAX_ROWS + 1)}, "conditions"),
        ({"situations": [{"choices": [{"ends": "no"}]}]}, "situations.1.choices.1.ends"),
    ],
)
def test_another_kind_of_value_is_refused_at_its_place(plain: object, field: str) -> None:
    with pytest.raises(BadPlainValue) as refused:
        ItemDetails.from_json(plain)
    assert refused.value.field == field
    assert field in refused.value.sentence()
