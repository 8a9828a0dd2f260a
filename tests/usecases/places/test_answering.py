"""The county answers an explanation: accepted it stands, rejected the place is short and reads why."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.usecases.places.dossiers import ROOMS, recorded, station_recorded, verdicts
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW, OUTSIDER, VILLAGE
from yimen.data.journal.models import Entry
from yimen.data.places.models import StandardExplanation, StandardVerdict
from yimen.rules.access import Actor, NotAllowed, NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.place_entries import NothingChanged
from yimen.rules.standards import Standard
from yimen.rules.text import TextMissing
from yimen.usecases.places.answering import ExplanationGone, answer_explanation
from yimen.usecases.places.board import get_standards_board
from yimen.usecases.places.explaining import explain_standard

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def _explained(text: str = "村部翻建，暂用旧房", *, actor: Actor = CENTER_HEAD) -> UUID:
    explain_standard(actor=actor, now=LATER, point_code=VILLAGE, standard=Standard.AREA, text=text)
    return StandardExplanation.objects.get(ended_at=None).pk


def _answer(
    said: UUID, *, accepts: bool = False, reason: str = "", actor: Actor = COUNTY_OFFICER
) -> Standard:
    return answer_explanation(
        actor=actor, now=LATER, point_code=VILLAGE, explanation_id=said, accepts=accepts, reason=reason
    )


def _waiting() -> list[str]:
    return [each.text for each in get_standards_board(actor=COUNTY_OFFICER).waiting]


def test_a_rejected_explanation_leaves_the_place_short_and_says_why_until_there_is_a_better_one() -> None:
    station_recorded()
    said = _explained()
    assert _waiting() == ["村部翻建，暂用旧房"]
    assert _answer(said, reason="村部已经建成，请搬进去") is Standard.AREA
    assert verdicts(VILLAGE)["AREA"] == "NOT_MET"
    reason = StandardVerdict.objects.get(standard="AREA", until=None).reason
    assert reason.endswith("说明：村部翻建，暂用旧房；县里不认可：村部已经建成，请搬进去")
    assert _waiting() == []
    entry = Entry.objects.get(act="places.answer_explanation").text
    assert "NOT_ACCEPTED" in entry
    assert "请搬进去" not in entry
    _explained("新村部 12 月装修好")
    assert verdicts(VILLAGE)["AREA"] == "EXPLAINED"


def test_an_accepted_explanation_stands_and_the_county_may_come_back_on_its_answer() -> None:
    station_recorded()
    said = _explained()
    _answer(said, accepts=True)
    assert verdicts(VILLAGE)["AREA"] == "EXPLAINED"
    assert _waiting() == []
    with pytest.raises(NothingChanged):
        _answer(said, accepts=True)
    _answer(said, reason="查看过，够用的房间空着")
    assert verdicts(VILLAGE)["AREA"] == "NOT_MET"


def test_what_the_county_itself_says_waits_for_nobody() -> None:
    station_recorded()
    _explained(actor=COUNTY_OFFICER)
    assert StandardExplanation.objects.get().answer == "ACCEPTED"
    assert _waiting() == []


def test_a_fact_recorded_later_makes_the_explanation_lapse_and_nobody_need_answer_it() -> None:
    station_recorded()
    _explained()
    recorded(raw=ROOMS | {"area": ["12"]}, point_code=VILLAGE, now=LATER + timedelta(days=1))
    assert verdicts(VILLAGE)["AREA"] == "LAPSED"
    assert _waiting() == []


@pytest.mark.parametrize(
    ("actor", "refusal"), [(CENTER_HEAD, NotAllowed), (CITY_OFFICER, NotAllowed), (OUTSIDER, RuleViolation)]
)
def test_only_the_county_of_the_place_answers(actor: Actor, refusal: type[RuleViolation]) -> None:
    station_recorded()
    said = _explained()
    with pytest.raises(refusal):
        _answer(said, accepts=True, actor=actor)


def test_a_rejection_has_a_reason_and_is_of_what_stands_now() -> None:
    station_recorded()
    said = _explained()
    with pytest.raises(TextMissing):
        _answer(said, reason=" ")
    _explained("改了一句")
    with pytest.raises(ExplanationGone):
        _answer(said, accepts=True)
    with pytest.raises(NotFound):
        answer_explanation(
            actor=COUNTY_OFFICER, now=LATER, point_code="130921100202", explanation_id=said, accepts=True
        )
