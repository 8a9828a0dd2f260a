"""Who may consent, by which way, and what a consent carries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from yimen.rules.consents import (
    AlreadyAnswered,
    ConsentNotGiven,
    ConsentOfAnother,
    ConsentPaperMissing,
    ConsentState,
    ConsentUsed,
    ConsentWay,
    GuardianNeeded,
    LinkTooOld,
    Relation,
    check_answerable,
    check_given,
    check_giver,
    check_paper,
    check_revocable,
)
from yimen.rules.errors import RuleViolation

TODAY = date(2026, 11, 16)
ASKED = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def _giver(name: str, relation: str, born: date = date(1950, 3, 7)) -> tuple[str, Relation]:
    found = check_giver(name, relation, applicant="孙秀英", born=born, today=TODAY)
    return found.name, found.relation


def test_without_a_word_the_applicant_gave_it() -> None:
    assert _giver("", "") == ("孙秀英", Relation.SELF)
    assert _giver("别的名字", "SELF") == ("孙秀英", Relation.SELF)


def test_somebody_else_is_named_with_their_relation() -> None:
    assert _giver(" 李芳 ", "CHILD") == ("李芳", Relation.CHILD)
    for name, relation in (("", "CHILD"), ("李芳", "FRIEND")):
        with pytest.raises(RuleViolation):
            _giver(name, relation)


def test_guardians_consent_until_the_fourteenth_birthday() -> None:
    day_before, birthday = date(2012, 11, 17), date(2012, 11, 16)
    for relation in ("SELF", "CHILD", "KIN"):
        with pytest.raises(GuardianNeeded):
            _giver("周兰", relation, day_before)
    assert _giver("周兰", "PARENT", day_before)[1] is Relation.PARENT
    assert _giver("", "SELF", birthday)[1] is Relation.SELF


def test_a_signature_and_a_paper_are_pictures_a_link_is_none() -> None:
    check_paper(ConsentWay.LINK, has_file=False)
    for way, field in ((ConsentWay.SIGNED, "signature"), (ConsentWay.PHOTO, "consent_photo")):
        check_paper(way, has_file=True)
        with pytest.raises(ConsentPaperMissing) as refused:
            check_paper(way, has_file=False)
        assert refused.value.field == field


def test_a_link_carries_one_filing_for_whom_and_what_it_was_asked() -> None:
    check_given(ConsentState.GIVEN, used=False, fits=True)
    with pytest.raises(ConsentOfAnother):
        check_given(ConsentState.GIVEN, used=False, fits=False)
    with pytest.raises(ConsentUsed):
        check_given(ConsentState.GIVEN, used=True, fits=True)
    for state in set(ConsentState) - {ConsentState.GIVEN}:
        with pytest.raises(ConsentNotGiven):
            check_given(state, used=False, fits=True)


def test_it_is_answered_within_seven_days_and_revoked_at_any_time() -> None:
    check_answerable(ConsentState.ASKED, asked_at=ASKED, now=ASKED + timedelta(days=7, seconds=-1))
    with pytest.raises(LinkTooOld):
        check_answerable(ConsentState.ASKED, asked_at=ASKED, now=ASKED + timedelta(days=7))
    for state in set(ConsentState) - {ConsentState.ASKED}:
        with pytest.raises(AlreadyAnswered):
            check_answerable(state, asked_at=ASKED, now=ASKED)
    check_revocable(ConsentState.GIVEN)
    for state in set(ConsentState) - {ConsentState.GIVEN}:
        with pytest.raises(AlreadyAnswered):
            check_revocable(state)
