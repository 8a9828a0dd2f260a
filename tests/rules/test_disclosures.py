"""Information requests: the closed list of answers, the time to correct, the ways of complaint."""

from datetime import date

import pytest

from tests.rules.seeds import work_calendar
from yimen.rules.case_forms import CopyIsNoIdentity, IdentityCheck, NotChosen, check_copy, identity_checks
from yimen.rules.catalog import Family
from yimen.rules.disclosures import (
    ANSWER_ARTICLES,
    ANSWER_HINTS,
    ANSWER_KIND_LABELS,
    CONSULT_BASES,
    CONSULT_REPLY_LABELS,
    WITHHELD_GROUND_LABELS,
    AnswerKind,
    AnswerUnreasoned,
    AnswerUnsaid,
    ConsultReply,
    CorrectionIsOver,
    StillTime,
    WithheldGround,
    answer_remedies,
    check_answer,
    check_correction,
    check_over,
    correct_by,
    correction_words,
)
from yimen.rules.documents import Remedies
from yimen.rules.errors import RuleViolation
from yimen.rules.intervals import CONSULTING_GROUNDS

_CALENDAR = work_calendar()
_TOWN = Remedies(reconsideration_organ="沧县人民政府", court="沧县人民法院")
_WITHHOLDING = (AnswerKind.WITHHELD, AnswerKind.PARTLY)


def test_every_answer_has_its_words_its_article_and_its_hint() -> None:
    assert set(ANSWER_KIND_LABELS) == set(ANSWER_ARTICLES) == set(ANSWER_HINTS) == set(AnswerKind)
    assert set(WITHHELD_GROUND_LABELS) == set(WithheldGround)
    assert set(CONSULT_REPLY_LABELS) == set(ConsultReply)
    assert set(CONSULT_BASES) == CONSULTING_GROUNDS
    assert all("许可" not in f"{ANSWER_KIND_LABELS[each]}{ANSWER_ARTICLES[each]}" for each in AnswerKind)


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_an_answer_rests_on_its_article_and_tells_both_ways_of_complaint(kind: AnswerKind) -> None:
    answer = check_answer(kind.value, "随本答复书提供复印件。", ground="PROCESS", reasons="属于过程稿。")
    assert ANSWER_ARTICLES[kind] in answer.basis
    assert ("第十六条第二款" in answer.basis) is (kind in _WITHHOLDING)
    first, second = answer_remedies(answer, _TOWN)
    assert "行政复议" in first
    assert "沧县人民政府" in first
    assert "行政诉讼" in second
    assert "沧县人民法院" in second
    assert answer.sentence.startswith(ANSWER_KIND_LABELS[kind])


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_reconsideration_comes_first_only_against_what_is_withheld(kind: AnswerKind) -> None:
    """行政复议法 23 (1) 4: 申请政府信息公开，行政机关不予公开."""
    answer = check_answer(kind.value, "如上。", ground="SECRET", reasons="理由。")
    first, second = answer_remedies(answer, _TOWN)
    assert ("应当先" in first) is (kind in _WITHHOLDING)
    assert ("十五日" in second) is (kind in _WITHHOLDING)


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("", {}, "kind"),
        ("GRANT", {}, "kind"),
        ("WITHHELD", {"reasons": "理由。"}, "ground"),
        ("PARTLY", {"reasons": "理由。", "ground": "WHIM"}, "ground"),
        ("WITHHELD", {"ground": "SECRET"}, "reasons"),
        ("NOT_OURS", {}, "reasons"),
        ("UNREASONABLE", {}, "reasons"),
        ("PROVIDED", {"said": " "}, "said"),
    ],
)
def test_an_answer_that_lacks_what_its_article_asks_for_is_refused(
    kind: str, more: dict[str, str], field: str
) -> None:
    told = {"said": "如下。", **more}
    with pytest.raises(RuleViolation) as refused:
        check_answer(kind, **told)
    assert refused.value.field == field
    assert isinstance(refused.value, NotChosen | AnswerUnreasoned | AnswerUnsaid)


def test_a_correction_is_asked_for_once_and_within_seven_workdays() -> None:
    """2026-09-28 is a Monday; the holiday of October and its make-up day lie between."""
    received, last = date(2026, 9, 28), date(2026, 10, 13)
    assert _CALENDAR.add_workdays(received, 7).date == last
    check_correction(received, last, _CALENDAR, corrected=False)
    with pytest.raises(CorrectionIsOver):
        check_correction(received, date(2026, 10, 14), _CALENDAR, corrected=False)
    with pytest.raises(CorrectionIsOver):
        check_correction(received, received, _CALENDAR, corrected=True)


def test_a_request_lapses_only_after_the_last_day_to_correct() -> None:
    last = correct_by(date(2026, 11, 16), _CALENDAR)
    assert last == _CALENDAR.add_workdays(date(2026, 11, 16), 15).date
    with pytest.raises(StillTime):
        check_over(last, last, what="补正期限")
    check_over(last, date(2026, 12, 31), what="补正期限")
    assert "视为放弃申请" in correction_words("12月7日")


@pytest.mark.parametrize("family", list(Family))
def test_a_copy_of_the_card_does_for_an_information_request_only(family: Family) -> None:
    assert (IdentityCheck.COPY in identity_checks(family)) is (family is Family.DISCLOSURE)
    check_copy(IdentityCheck.IN_PERSON, family)
    if family is not Family.DISCLOSURE:
        with pytest.raises(CopyIsNoIdentity):
            check_copy(IdentityCheck.COPY, family)
