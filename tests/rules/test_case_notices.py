"""Told once: all at once, with why and standard; a second notice says whose fault it is."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.case_forms import AskedMaterial, Verdict, VerdictMissing
from yimen.rules.case_notices import (
    NOT_HANDED_IN,
    NotAskedFor,
    NothingLacking,
    NoticeKind,
    NotToBeCorrected,
    NotYetComplete,
    Told,
    WhyMissing,
    again_sentence,
    check_complete,
    lacking_of,
    printed_name,
    standard_of,
    tell,
)

FORM = AskedMaterial(id="a", name="采伐申请(地点、林种、树种)", required=True)
TITLE = AskedMaterial(id="b", name="林木权属证明", required=True)
PHOTO = AskedMaterial(id="c", name="照片", required=False)
MATERIALS = (FORM, TITLE, PHOTO)


def _tell(lacking: Mapping[str, str], verdicts: Mapping[str, str], *earlier: set[str]) -> Told:
    return tell(MATERIALS, lacking, verdicts=verdicts, earlier=earlier)


def test_everything_that_lacks_is_told_in_the_order_of_the_item() -> None:
    told = _tell({"b": "", "a": "没有签名"}, {"a": "FAIL", "b": "MISSING"})
    assert [(each.name, each.why, each.standard) for each in told.lacking] == [
        ("采伐申请(地点、林种、树种)", "没有签名", "地点、林种、树种"),
        ("林木权属证明", NOT_HANDED_IN, ""),
    ]
    assert (told.kind, told.newly) == (NoticeKind.FIRST, ())


def test_the_standard_is_what_the_list_says_in_parentheses() -> None:
    assert standard_of("宅基地和建房(规划许可)申请表") == ""
    assert standard_of("身份证（原件）") == "原件"
    assert standard_of("(复印件)") == ""
    assert printed_name("身份证（原件）") == "身份证"
    assert printed_name("宅基地和建房(规划许可)申请表") == "宅基地和建房(规划许可)申请表"


def test_what_lacks_follows_from_the_verdicts() -> None:
    verdicts = {"a": "PASS", "b": "MISSING", "c": "FAIL"}
    assert lacking_of(MATERIALS, verdicts, {"c": "看不清"}) == {"b": "", "c": "看不清"}


def test_a_material_that_is_not_required_may_be_missing() -> None:
    assert lacking_of(MATERIALS, {"a": "PASS", "b": "FAIL", "c": "MISSING"}, {}) == {"b": ""}


def test_who_has_not_looked_at_everything_cannot_tell_everything_at_once() -> None:
    with pytest.raises(VerdictMissing, match="照片"):
        lacking_of(MATERIALS, {"a": "FAIL", "b": "MISSING", "c": "?"}, {})


def test_a_notice_with_nothing_on_it_is_refused() -> None:
    with pytest.raises(NothingLacking):
        _tell({}, {})


def test_what_fails_needs_a_word_on_what_is_wrong() -> None:
    with pytest.raises(WhyMissing, match="采伐申请") as refused:
        _tell({"a": " ", "b": ""}, {"a": "FAIL", "b": "MISSING"})
    assert refused.value.field == "reason-a"
    assert "林木权属证明" not in refused.value.sentence()


@pytest.mark.parametrize("key", ["c", "elsewhere"])
def test_nothing_is_asked_for_beyond_the_list(key: str) -> None:
    with pytest.raises(NotAskedFor):
        _tell({key: "请补"}, {key: "MISSING"})


def test_what_was_told_and_still_lacks_is_lawful_to_tell_again() -> None:
    told = _tell({"a": "还是没有签名"}, {"a": "FAIL"}, {"a", "b"})
    assert (told.kind, told.newly) == (NoticeKind.STILL_DEFECTIVE, ())


def test_what_could_have_been_told_at_the_first_is_our_fault_and_goes_out_nevertheless() -> None:
    told = _tell({"a": "还是没有签名", "b": ""}, {"a": "FAIL", "b": "MISSING"}, {"a"})
    assert told.kind is NoticeKind.NEWLY_ASKED
    assert told.newly == ("林木权属证明",)
    assert [each.kind for each in told.lacking] == [NoticeKind.STILL_DEFECTIVE, NoticeKind.NEWLY_ASKED]


def test_a_third_notice_looks_at_all_before_it() -> None:
    assert _tell({"b": ""}, {"b": "MISSING"}, {"b"}, {"a"}).kind is NoticeKind.STILL_DEFECTIVE


def test_a_second_notice_says_what_it_is() -> None:
    first = _tell({"a": "没有签名"}, {"a": "FAIL"})
    assert again_sentence(first, number=1, earlier="") == ""
    still = _tell({"a": "没有签名"}, {"a": "FAIL"}, {"a"})
    assert "补交的仍不符合要求" in again_sentence(still, number=2, earlier="沧县政告〔2026〕1号")
    newly = _tell({"b": ""}, {"b": "MISSING"}, {"a"})
    said = again_sentence(newly, number=2, earlier="沧县政告〔2026〕1号")
    assert "林木权属证明" in said
    assert "本机关的过失" in said
    assert "〔2026〕1号" in said


@given(
    verdicts=st.fixed_dictionaries({key: st.sampled_from(["FAIL", "MISSING"]) for key in "ab"}),
    earlier=st.lists(st.sets(st.sampled_from("abc")), max_size=4),
    lacking=st.sets(st.sampled_from("ab"), min_size=1),
)
def test_a_second_notice_is_never_refused(
    verdicts: dict[str, str], earlier: list[set[str]], lacking: set[str]
) -> None:
    told = _tell(dict.fromkeys(lacking, "请补"), verdicts, *earlier)
    asked = set().union(*earlier) if earlier else set()
    assert {each.material_id for each in told.lacking} == lacking
    assert {each.verdict for each in told.lacking} <= {Verdict.FAIL, Verdict.MISSING}
    if not earlier:
        assert told.kind is NoticeKind.FIRST
    else:
        assert (told.kind is NoticeKind.NEWLY_ASKED) is bool(lacking - asked)


def test_a_correction_is_taken_when_all_of_it_is_there() -> None:
    lacking = {"a": "采伐申请", "b": "林木权属证明"}
    check_complete(lacking, {"a", "b"})
    with pytest.raises(NotYetComplete, match="林木权属证明"):
        check_complete(lacking, {"a"})
    with pytest.raises(NotToBeCorrected):
        check_complete(lacking, {"a", "b", "c"})
