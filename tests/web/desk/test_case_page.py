"""The page of a case on the desk: every act by its button, every refusal in words."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.usecases.cases import journey
from tests.web.sessions import as_actor
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY,
    MATERIALS,
    NEIGHBOR_CLERK,
    OUTSIDE_APPROVER,
    OUTSIDER,
    REVIEWER,
)
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry

pytestmark = pytest.mark.django_db


def _url(case_id: UUID) -> str:
    return reverse("desk:case", args=[case_id])


def _state(case_id: UUID) -> str:
    return Case.objects.get(county_code=COUNTY, pk=case_id).state


def _just_now() -> datetime:
    """So lately that the five workdays to tell are not over by the clock of the server."""
    return timezone.now() - 2 * journey.HOUR


def _post(client: Client, case_id: UUID, act: str, **fields: Any) -> Any:
    return client.post(_url(case_id), {"act": act, "request_key": "k" * 20, **fields})


def _verdicts(value: str = "PASS") -> dict[str, str]:
    return {f"verdict-{material}": value for material in MATERIALS}


def test_a_clerk_receives_by_saying_how_the_identity_was_checked() -> None:
    case_id = journey.submitted().case_id
    answer = _post(as_actor(CLERK), case_id, "RECEIVE", choice="IN_PERSON")
    assert (answer.status_code, answer["Location"]) == (302, f"{_url(case_id)}?done=RECEIVE")
    assert _state(case_id) == "RECEIVED"


def test_receiving_without_a_check_of_identity_is_refused_at_the_field() -> None:
    case_id = journey.submitted().case_id
    answer = _post(as_actor(CLERK), case_id, "RECEIVE")
    assert answer.status_code == 400
    assert "请选择怎样核对的身份" in answer.content.decode()
    assert _state(case_id) == "SUBMITTED"


def test_a_clerk_accepts_when_every_material_has_passed() -> None:
    case_id = journey.received()
    assert _post(as_actor(CLERK), case_id, "ACCEPT", **_verdicts()).status_code == 302
    assert _state(case_id) == "REVIEWING"


def test_what_few_permits_need_is_folded_until_something_stands_there() -> None:
    url = _url(journey.received())
    assert '<details class="case__rare">' in as_actor(CLERK).get(url).content.decode()
    sent = {"act": "ACCEPT", "renews_no": "没有这个号", **_verdicts()}
    page = as_actor(CLERK).post(url, sent).content.decode()
    assert '<details class="case__rare" open>' in page
    assert 'href="#field-renews_no"' in page


def test_other_acts_leave_out_the_one_in_hand_and_lead_back_to_the_due_one() -> None:
    url = _url(journey.received())
    page = as_actor(CLERK).get(url, {"doing": "DECLINE"}).content.decode()
    assert "?doing=ACCEPT" in page
    assert f'<li><a href="{url}?doing=DECLINE"' not in page


def test_a_missing_verdict_keeps_the_others_as_they_were_chosen() -> None:
    case_id = journey.received(now=_just_now())
    chosen = {f"verdict-{MATERIALS[0]}": "PASS"}
    page = _post(as_actor(CLERK), case_id, "ACCEPT", **chosen)
    assert page.status_code == 400
    text = page.content.decode()
    assert f'id="verdict-{MATERIALS[0]}-pass" name="verdict-{MATERIALS[0]}" value="PASS" checked' in text
    assert "还有 1 样材料没有核" in text


def test_a_reviewer_ticks_the_points_and_proposes() -> None:
    case_id = journey.accepted()
    points = [str(point) for point in journey.points_of(case_id)]
    answer = _post(as_actor(REVIEWER), case_id, "REVIEW", points=points, choice="GRANT", opinion="情况属实。")
    assert answer.status_code == 302
    assert _state(case_id) == "DECIDING"


def test_an_open_point_asks_for_its_reason_and_takes_it() -> None:
    case_id = journey.accepted()
    points = [str(point) for point in journey.points_of(case_id)]
    client = as_actor(REVIEWER)
    page = _post(client, case_id, "REVIEW", points=points[1:], choice="GRANT", opinion="情况属实。")
    assert page.status_code == 400
    assert f'name="point-reason-{points[0]}"' in page.content.decode()
    reason = {f"point-reason-{points[0]}": "已电话核实，不影响准予"}
    again = _post(
        client, case_id, "REVIEW", points=points[1:], choice="GRANT", opinion="情况属实。", **reason
    )
    assert again.status_code == 302
    assert _state(case_id) == "DECIDING"


def test_granting_asks_once_more_without_scripts_and_then_grants() -> None:
    case_id = journey.reviewed()
    client = as_actor(APPROVER)
    asked = _post(client, case_id, "GRANT", opinion="同意。")
    assert asked.status_code == 200
    assert "准予这件许可" in asked.content.decode()
    assert _state(case_id) == "DECIDING"
    answer = _post(client, case_id, "GRANT", opinion="同意。", confirmed="1")
    assert answer.status_code == 302
    assert _state(case_id) == "GRANTED"


def test_a_double_click_grants_once_and_both_answers_are_the_same() -> None:
    case_id = journey.reviewed()
    client = as_actor(APPROVER)
    answers = [_post(client, case_id, "GRANT", opinion="同意。", confirmed="1") for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"{_url(case_id)}?done=GRANT"] * 2
    assert Entry.objects.filter(subject_id=case_id, act="cases.grant").count() == 1


def test_a_stale_page_says_in_words_that_a_colleague_was_faster() -> None:
    case_id = journey.granted()
    page = client_page = _post(as_actor(APPROVER), case_id, "GRANT", opinion="同意。", confirmed="1")
    assert page.status_code == 409
    assert "可能有同事先办了" in client_page.content.decode()


def test_refusing_has_a_form_of_its_own_that_wants_facts_and_reasons() -> None:
    case_id = journey.reviewed()
    client = as_actor(APPROVER)
    assert _post(client, case_id, "TO_REFUSE")["Location"] == f"{_url(case_id)}?doing=REFUSE"
    page = client.get(f"{_url(case_id)}?doing=REFUSE").content.decode()
    assert 'name="facts"' in page
    assert 'name="reasons"' in page
    bare = client.post(
        f"{_url(case_id)}?doing=REFUSE",
        {"act": "REFUSE", "confirmed": "1", "facts": "", "reasons": "无权属。"},
    )
    assert bare.status_code == 400
    assert _state(case_id) == "DECIDING"
    answer = client.post(
        f"{_url(case_id)}?doing=REFUSE",
        {"act": "REFUSE", "confirmed": "1", "facts": "查明权属有争议。", "reasons": "不符合森林法规定。"},
    )
    assert answer.status_code == 302
    assert _state(case_id) == "REFUSED"


def test_an_approver_sends_back_with_a_reason() -> None:
    case_id = journey.reviewed()
    client = as_actor(APPROVER)
    assert _post(client, case_id, "SEND_BACK", opinion="").status_code == 400
    assert _post(client, case_id, "SEND_BACK", opinion="请再核四至。").status_code == 302
    assert _state(case_id) == "REVIEWING"


def test_a_clerk_records_delivery_at_the_counter() -> None:
    case_id = journey.granted()
    assert _post(as_actor(CLERK), case_id, "DELIVER", choice="COUNTER").status_code == 302
    assert _state(case_id) == "DELIVERED"


@pytest.mark.parametrize("stranger", [OUTSIDER, OUTSIDE_APPROVER, NEIGHBOR_CLERK])
def test_a_case_of_another_place_is_not_found(stranger: Any) -> None:
    case_id = journey.received()
    client = as_actor(stranger)
    assert client.get(_url(case_id)).status_code == 404
    answer = _post(client, case_id, "ACCEPT", **_verdicts())
    assert answer.status_code == 404
    assert "不在您的辖区" in answer.content.decode()
    assert _state(case_id) == "RECEIVED"


def test_whoever_has_nothing_to_do_reads_who_must_act() -> None:
    case_id = journey.reviewed()
    page = as_actor(CENTER_HEAD).get(_url(case_id)).content.decode()
    assert "现在不用您办" in page


def test_personal_values_are_masked_until_a_reason_is_given_and_then_shown_once() -> None:
    case_id = journey.received()
    client = as_actor(CLERK)
    full = Case.objects.get(county_code=COUNTY, pk=case_id).applicant_id_no
    assert full not in client.get(_url(case_id)).content.decode()
    url = reverse("desk:reveal", args=[case_id])
    assert client.post(url, {"field": "id", "reason": ""}).status_code == 400
    shown = client.post(url, {"field": "id", "reason": "联系申请人补材料"})
    assert full in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert full not in client.get(_url(case_id)).content.decode()
    assert Entry.objects.filter(subject_id=case_id, act="cases.reveal").count() == 1


def test_an_unknown_button_and_an_unknown_case_are_not_found() -> None:
    case_id = journey.received()
    client = as_actor(CLERK)
    assert _post(client, case_id, "EXPLODE").status_code == 404
    assert client.get(_url(UUID(int=7))).status_code == 404


def test_a_session_that_ended_in_mid_form_gives_back_the_opinion_to_the_same_person() -> None:
    case_id = journey.accepted()
    client = as_actor(REVIEWER)
    page = client.get(_url(case_id)).content.decode()
    owner = page.split('name="form_owner" value="')[1].split('"')[0]
    client.session.flush()
    client.cookies.clear()
    lost = _post(client, case_id, "REVIEW", opinion="写了很久的意见", choice="GRANT", form_owner=owner)
    assert lost.status_code == 302
    assert "kept=1" in lost["Location"]
    assert _state(case_id) == "REVIEWING"
    parked = client.session["parked"]
    for actor, comes_back in ((CLERK, False), (REVIEWER, True)):
        fresh = as_actor(actor)
        session = fresh.session
        session["parked"] = {**parked, "at": parked["at"]}
        session.save()
        assert ("写了很久的意见" in fresh.get(_url(case_id)).content.decode()) is comes_back


def test_hostile_text_is_answered_in_words() -> None:
    case_id = journey.reviewed()
    client = as_actor(APPROVER)
    for text in ("a\x00b", "长" * 1_000_00, "\u202e倒过来"):
        answer = _post(client, case_id, "GRANT", opinion=text, confirmed="1")
        assert answer.status_code == 400, text[:5]
    assert _state(case_id) == "DECIDING"


def test_files_are_shown_sandboxed_and_only_in_scope() -> None:
    case_id = journey.received()
    page = as_actor(CLERK).get(_url(case_id)).content.decode()
    url = page.split(f"{_url(case_id)}files/")[1].split('"')[0]
    answer = as_actor(CLERK).get(f"{_url(case_id)}files/{url}")
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert as_actor(OUTSIDER).get(f"{_url(case_id)}files/{url}").status_code == 404
