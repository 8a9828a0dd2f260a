"""What must be found at the counter before a case is taken in."""

import datetime as dt

import pytest

from yimen.rules.case_forms import AskedMaterial, IdentityCheck, NotChosen, Verdict
from yimen.rules.case_intake import (
    MaterialsLacking,
    MaterialsUnmarked,
    check_identity,
    check_marks,
    check_representative,
    find_lacking,
    require_complete,
)
from yimen.rules.case_notices import WhyMissing
from yimen.rules.people import BadCheckDigit
from yimen.rules.text import TextMissing

TODAY = dt.date(2026, 11, 16)
ASKED = (
    AskedMaterial(id="a", name="申请表", required=True),
    AskedMaterial(id="b", name="户口簿", required=True),
    AskedMaterial(id="c", name="照片", required=False),
)
ALL_THERE = {"a": "PASS", "b": "PASS", "c": "PASS"}


def test_every_material_wants_a_mark_and_all_without_one_are_named() -> None:
    with pytest.raises(MaterialsUnmarked) as refused:
        check_marks(ASKED, {"a": "PASS", "b": "PENDING"}, {})
    assert "2 样材料没有点：户口簿、照片" in refused.value.sentence()


def test_a_flaw_must_be_said_but_what_is_missing_needs_no_word() -> None:
    with pytest.raises(WhyMissing) as refused:
        check_marks(ASKED, {"a": "FAIL", "b": "MISSING", "c": "PASS"}, {"a": " "})
    assert refused.value.field == "reason-a"
    marks = check_marks(ASKED, {"a": "FAIL", "b": "MISSING", "c": "PASS"}, {"a": "没有签名"})
    assert (marks["a"].verdict, marks["a"].reason) == (Verdict.FAIL, "没有签名")
    assert marks["b"].reason == ""


def test_a_reason_beside_what_is_there_is_dropped() -> None:
    assert check_marks(ASKED, ALL_THERE, {"a": "看过了"})["a"].reason == ""


def test_only_required_things_and_flaws_are_lacking() -> None:
    marks = check_marks(ASKED, {"a": "PASS", "b": "MISSING", "c": "MISSING"}, {})
    assert find_lacking(ASKED, marks) == {"b": ""}
    flawed = check_marks(ASKED, {**ALL_THERE, "c": "FAIL"}, {"c": "太暗"})
    assert find_lacking(ASKED, flawed) == {"c": "太暗"}


def test_a_bare_receipt_is_refused_while_something_lacks() -> None:
    marks = check_marks(ASKED, {**ALL_THERE, "a": "MISSING"}, {})
    with pytest.raises(MaterialsLacking, match="申请表"):
        require_complete(ASKED, marks)
    require_complete(ASKED, check_marks(ASKED, ALL_THERE, {}))


@pytest.mark.parametrize("value", ["", "AT_VILLAGE", "nonsense"])
def test_the_identity_is_checked_in_a_way_of_the_counter(value: str) -> None:
    with pytest.raises(NotChosen):
        check_identity(value)


def test_whoever_comes_in_person_has_no_representative() -> None:
    assert check_representative({"acting_name": "李四"}, IdentityCheck.IN_PERSON, today=TODAY) is None


def test_a_representative_is_known_by_name_and_number() -> None:
    fields = {
        "acting_name": "李四",
        "acting_id_no": "11010519491231002x",
        "acting_relation": "儿子",
    }
    representative = check_representative(fields, IdentityCheck.BY_REPRESENTATIVE, today=TODAY)
    assert representative is not None
    assert (representative.name, representative.id_no, representative.phone, representative.relation) == (
        "李四",
        "11010519491231002X",
        "",
        "儿子",
    )


@pytest.mark.parametrize(
    ("fields", "kind", "field"),
    [
        ({}, TextMissing, "acting_id_no"),
        (
            {"acting_id_no": "110105194912310021", "acting_name": "李四"},
            BadCheckDigit,
            "acting_id_no",
        ),
        ({"acting_id_no": "11010519491231002X"}, TextMissing, "acting_name"),
    ],
)
def test_a_representative_who_is_not_known_is_refused_at_the_field(
    fields: dict[str, str], kind: type[Exception], field: str
) -> None:
    with pytest.raises(kind) as refused:
        check_representative(fields, IdentityCheck.BY_REPRESENTATIVE, today=TODAY)
    assert getattr(refused.value, "field", "") == field
