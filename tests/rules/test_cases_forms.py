"""What must be told and found before an act is done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.case_forms import (
    Advice,
    AskedMaterial,
    IdentityCheck,
    MaterialsNotPassed,
    NotChosen,
    PointsOpen,
    SamePerson,
    Verdict,
    VerdictMissing,
    check_application,
    check_findings,
    check_two_people,
    check_verdicts,
    choose,
    find_faults,
)
from yimen.rules.errors import RuleViolation

TODAY = date(2026, 11, 16)
ANSWERS = {"name": "赵建国", "id_no": "11010519491231002X", "phone": "13812345678", "request": "杨树 20 株"}
MATERIALS = (
    AskedMaterial(id="a", name="申请表", required=True),
    AskedMaterial(id="b", name="权属证明", required=True),
    AskedMaterial(id="c", name="照片", required=False),
)


def test_a_sound_application_has_no_faults() -> None:
    assert find_faults(ANSWERS, today=TODAY) == ()
    assert check_application(ANSWERS, today=TODAY).id_no == ANSWERS["id_no"]


def test_every_fault_is_told_at_once_each_with_its_field() -> None:
    assert [fault.field for fault in find_faults({}, today=TODAY)] == ["name", "id_no", "phone", "request"]


@given(st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.text(max_size=30)))
def test_whatever_is_typed_is_taken_or_refused_in_words(typed: dict[str, str]) -> None:
    fields = ANSWERS | typed
    faults = find_faults(fields, today=TODAY)
    assert all(fault.sentence() for fault in faults)
    if not faults:
        check_application(fields, today=TODAY)
    else:
        with pytest.raises(RuleViolation) as refused:
            check_application(fields, today=TODAY)
        assert refused.value.field == faults[0].field


def test_all_passed_is_accepted_and_the_optional_may_be_missing() -> None:
    found = check_verdicts(MATERIALS, {"a": "PASS", "b": "PASS", "c": "MISSING"})
    assert found == {"a": Verdict.PASS, "b": Verdict.PASS, "c": Verdict.MISSING}


@given(
    st.fixed_dictionaries(
        {
            each.id: st.sampled_from(["PASS", "FAIL", "MISSING", "PENDING", "", "nonsense"])
            for each in MATERIALS
        }
    )
)
def test_acceptance_names_exactly_what_stands_against_it(verdicts: dict[str, str]) -> None:
    unseen = [m.name for m in MATERIALS if verdicts[m.id] not in {"PASS", "FAIL", "MISSING"}]
    against = [
        m.name for m in MATERIALS if verdicts[m.id] == "FAIL" or (m.required and verdicts[m.id] == "MISSING")
    ]
    if unseen:
        with pytest.raises(VerdictMissing) as refused:
            check_verdicts(MATERIALS, verdicts)
        assert all((m.name in refused.value.sentence()) is (m.name in unseen) for m in MATERIALS)
    elif against:
        with pytest.raises(MaterialsNotPassed) as wrong:
            check_verdicts(MATERIALS, verdicts)
        assert all((m.name in wrong.value.sentence()) is (m.name in against) for m in MATERIALS)
    else:
        assert len(check_verdicts(MATERIALS, verdicts)) == 3


def test_points_are_ticked_or_explained_when_the_advice_is_to_grant() -> None:
    points = ("一", "二", "三")
    found = check_findings(points, (0,), {1: " 不涉及 ", 2: "已另行核实"}, Advice.GRANT)
    assert [(each.passed, each.reason) for each in found] == [
        (True, ""),
        (False, "不涉及"),
        (False, "已另行核实"),
    ]
    with pytest.raises(PointsOpen) as refused:
        check_findings(points, (1,), {2: "  "}, Advice.GRANT)
    assert "第 1、3 条" in refused.value.sentence()
    assert check_findings(points, (), {}, Advice.REFUSE)[0].passed is False


@pytest.mark.parametrize(
    ("reviewed", "decides", "is_same"),
    [
        (("p1", "a1"), ("p2", "a2"), False),
        (("p1", "a1"), ("p1", "a1"), True),
        (("p1", "a1"), ("p2", "a1"), True),
        (("p1", "a1"), ("p1", "a2"), True),
        ((None, None), (None, None), False),
    ],
)
def test_two_people_in_two_posts_decide(
    reviewed: tuple[str | None, str | None], decides: tuple[str | None, str | None], is_same: bool
) -> None:
    if is_same:
        with pytest.raises(SamePerson):
            check_two_people(reviewed_by=reviewed, decides=decides, name="李强")
    else:
        check_two_people(reviewed_by=reviewed, decides=decides, name="李强")


def test_a_choice_is_one_of_those_there_are() -> None:
    assert choose("IN_PERSON", IdentityCheck, field="f", what="方式") == "IN_PERSON"
    for wrong in ("", "in_person", "PHONE"):
        with pytest.raises(NotChosen):
            choose(wrong, IdentityCheck, field="f", what="方式")
