"""派件: the head's page, with and without scripts."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.usecases.cases import journey
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY, OUTSIDER, REVIEWER, SECOND_CLERK, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CaseNote

pytestmark = pytest.mark.django_db


def _holder(case_id: UUID) -> UUID | None:
    return Case.objects.get(county_code=COUNTY, pk=case_id).assignee_id


def _assign(case_ids: list[UUID], to: UUID | str | None, **more: Any) -> Any:
    told = {"cases": [str(each) for each in case_ids], "post_id": str(to), "request_key": "k" * 20, **more}
    return as_actor(CENTER_HEAD).post(reverse("desk:duty"), told)


def test_the_door_stands_in_the_head_for_a_head_only() -> None:
    assert reverse("desk:duty") in as_actor(CENTER_HEAD).get(reverse("desk:worklist")).content.decode()
    assert reverse("desk:duty") not in as_actor(CLERK).get(reverse("desk:worklist")).content.decode()
    assert as_actor(CLERK).get(reverse("desk:duty")).status_code == 403


def test_ticked_cases_go_to_the_chosen_post() -> None:
    cases = [journey.submitted().case_id, journey.submitted().case_id]
    answer = _assign(cases, SECOND_CLERK.post_id, reason="集中办")
    assert answer.status_code == 302
    assert {_holder(each) for each in cases} == {SECOND_CLERK.post_id}
    page = as_actor(CENTER_HEAD).get(answer["Location"]).content.decode()
    assert "已把 2 件交给second_clerk" in page


def test_what_does_not_fit_is_told_and_the_ticks_stay() -> None:
    case_id = journey.submitted().case_id
    answer = _assign([case_id], REVIEWER.post_id)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "要由窗口人员办" in text
    assert f'value="{case_id}" checked' in text


def test_no_applicant_stands_on_the_page() -> None:
    journey.submitted()
    Case.objects.update(sensitive=True, version_id=SENSITIVE_VERSION)
    text = as_actor(CENTER_HEAD).get(reverse("desk:duty")).content.decode()
    assert "救助类事项" in text
    assert "赵" not in text


def test_a_worklist_is_looked_at_and_then_handed_over() -> None:
    case_id = journey.received()
    head = as_actor(CENTER_HEAD)
    asked = {"from": str(CLERK.post_id), "to": str(SECOND_CLERK.post_id)}
    preview = head.get(reverse("desk:hand_over"), asked).content.decode()
    assert "clerk 名下的 1 件交给 second_clerk" in preview
    assert _holder(case_id) == CLERK.post_id
    refused = head.post(reverse("desk:hand_over"), {**asked, "request_key": "a" * 20, "reason": ""})
    assert refused.status_code == 400
    done = head.post(reverse("desk:hand_over"), {**asked, "request_key": "b" * 20, "reason": "出差"})
    assert done.status_code == 302
    assert _holder(case_id) == SECOND_CLERK.post_id
    assert "已把 1 件交给second_clerk" in head.get(done["Location"]).content.decode()


@pytest.mark.parametrize("query", ["?pile=DESK", "?pile=DESK&desk=x", "?pile=NO&after=~"])
def test_addresses_that_are_none_are_told_so(query: str) -> None:
    assert as_actor(CENTER_HEAD).get(f"{reverse('desk:duty')}{query}").status_code in {400, 404}


def test_notes_stand_on_the_page_of_the_case() -> None:
    case_id = journey.received()
    clerk = as_actor(CLERK)
    answer = clerk.post(
        reverse("desk:note", args=[case_id]), {"text": "原件在窗口。", "request_key": "n" * 20}
    )
    assert answer["Location"] == f"{reverse('desk:case', args=[case_id])}#notes"
    assert "原件在窗口。" in clerk.get(reverse("desk:case", args=[case_id])).content.decode()
    empty = clerk.post(reverse("desk:note", args=[case_id]), {"text": " ", "request_key": "m" * 20})
    assert empty.status_code == 400
    assert "备注没有记下" in empty.content.decode()
    outside = as_actor(OUTSIDER)
    assert outside.post(reverse("desk:note", args=[case_id]), {"text": "看"}).status_code == 404


def test_a_case_is_given_back_with_a_reason() -> None:
    case_id = journey.received()
    clerk = as_actor(CLERK)
    page = clerk.get(reverse("desk:case", args=[case_id])).content.decode()
    assert reverse("desk:give_back", args=[case_id]) in page
    assert clerk.post(reverse("desk:give_back", args=[case_id]), {"reason": ""}).status_code == 400
    clerk.post(reverse("desk:give_back", args=[case_id]), {"reason": "下午开会"})
    assert _holder(case_id) is None
    assert CaseNote.objects.get(case=case_id).text == "退回指派：下午开会"


def test_a_wording_is_kept_before_the_act_and_taken_over_by_a_link() -> None:
    case_id = journey.accepted()
    reviewer, url = as_actor(REVIEWER), reverse("desk:case", args=[case_id])
    kept = reviewer.post(url, {"act": "KEEP_REVIEW", "opinion": "情况属实，面积一致。", "choice": "GRANT"})
    text = kept.content.decode()
    assert kept.status_code == 200
    assert "已存为我的模板" in text
    assert Case.objects.get(pk=case_id).state == "REVIEWING"
    assert 'value="GRANT" checked' in text
    link = text.split('class="phrase phrase--own" href="')[1].split('"')[0].replace("&amp;", "&")
    assert ">情况属实，面积一致。</textarea>" in reviewer.get(link).content.decode()
    assert "还没有模板" not in reviewer.get(reverse("desk:wordings")).content.decode()


def test_a_kept_wording_is_dropped_on_its_page() -> None:
    case_id = journey.accepted()
    reviewer = as_actor(REVIEWER)
    reviewer.post(reverse("desk:case", args=[case_id]), {"act": "KEEP_REVIEW", "opinion": "情况属实。"})
    page = reviewer.get(reverse("desk:wordings")).content.decode()
    template_id = page.split('name="template_id" value="')[1].split('"')[0]
    reviewer.post(reverse("desk:wordings"), {"template_id": template_id, "request_key": "d" * 20})
    assert "还没有模板" in reviewer.get(reverse("desk:wordings")).content.decode()


def test_an_empty_wording_is_refused_at_its_field() -> None:
    case_id = journey.accepted()
    url = reverse("desk:case", args=[case_id])
    answer = as_actor(REVIEWER).post(url, {"act": "KEEP_REVIEW", "opinion": " "})
    assert answer.status_code == 400
    assert 'id="error-opinion"' in answer.content.decode()


def test_a_hand_over_to_oneself_is_refused_before_anything_is_shown() -> None:
    journey.received()
    same = {"from": str(CLERK.post_id), "to": str(CLERK.post_id)}
    answer = as_actor(CENTER_HEAD).get(reverse("desk:hand_over"), same)
    assert answer.status_code == 400
    assert "同一个岗位" in answer.content.decode()
