"""Seeing a masked value: one at a time, with a reason, on record."""

import pytest

from tests.usecases.cases.journey import ANSWERS, submitted
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, NOW, OUTSIDER, RESIDENT, SEAL_KEEPER
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import NotChosen
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import reveal


@pytest.mark.parametrize(("field", "answer"), [("NAME", "name"), ("ID_NO", "id_no"), ("phone", "phone")])
def test_a_value_is_shown_and_the_reason_journalled(db: None, field: str, answer: str) -> None:
    case_id = submitted().case_id
    shown = reveal(
        actor=CLERK, now=NOW, case_id=case_id, field=field, reason="联系申请人补材料", request_key="v"
    )
    assert shown.value == ANSWERS[answer]
    text = Entry.objects.get(act="cases.reveal").text
    assert "联系申请人补材料" in text
    assert shown.value not in text
    kept = AnsweredRequest.objects.get(action="cases.reveal").answer
    assert shown.value not in str(kept)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_shown(db: None, reason: str) -> None:
    with pytest.raises(TextMissing) as refused:
        reveal(actor=CLERK, now=NOW, case_id=submitted().case_id, field="PHONE", reason=reason)
    assert refused.value.field == "reason"
    assert not Entry.objects.filter(act="cases.reveal").exists()


def test_a_field_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(NotChosen):
        reveal(actor=CLERK, now=NOW, case_id=submitted().case_id, field="check_code", reason="核对")


def test_the_head_of_the_center_may(db: None) -> None:
    assert reveal(actor=CENTER_HEAD, now=NOW, case_id=submitted().case_id, field="NAME", reason="回访").value


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        reveal(actor=OUTSIDER, now=NOW, case_id=submitted().case_id, field="NAME", reason="看看")


@pytest.mark.parametrize("other", [COUNTY_OFFICER, SEAL_KEEPER, RESIDENT])
def test_others_may_not(db: None, other: object) -> None:
    with pytest.raises(NotAllowed):
        reveal(actor=other, now=NOW, case_id=submitted().case_id, field="NAME", reason="看看")
