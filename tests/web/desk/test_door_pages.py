"""The door on the desk: told in one go, corrected at the counter, sent away in words, taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.uploads import PNG
from tests.usecases.cases import door_journey, journey
from tests.usecases.cases.door_journey import BOTH_LACK, FORM, TITLE, WHY
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY, FILING_VERSION, REVIEWER
from yimen.data.cases.models import Case, CaseEvidence, CaseNotice, CasePaper
from yimen.usecases.cases.actions import issue_one_time_notice

pytestmark = pytest.mark.django_db

CHOSEN = {f"verdict-{FORM}": "FAIL", f"verdict-{TITLE}": "MISSING", "notices_before": "0"}


def _just_now() -> datetime:
    """So lately that the five workdays to tell are not over by the clock of the server."""
    return timezone.now() - 4 * journey.HOUR


def _url(case_id: UUID, doing: str = "") -> str:
    return reverse("desk:case", args=[case_id]) + (f"?doing={doing}" if doing else "")


def _page(actor: Any, case_id: UUID, doing: str = "") -> str:
    return as_actor(actor).get(_url(case_id, doing)).content.decode()


def _post(client: Client, case_id: UUID, act: str, **fields: Any) -> Any:
    return client.post(_url(case_id), {"act": act, "request_key": "k" * 20, **fields})


def _state(case_id: UUID) -> str:
    return Case.objects.get(county_code=COUNTY, pk=case_id).state


def _file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, content_type="image/png")


def test_what_lacks_is_told_from_the_form_of_acceptance_in_one_go() -> None:
    case_id = journey.received(now=_just_now())
    page = _page(CLERK, case_id)
    assert 'value="ISSUE_ONE_TIME_NOTICE"' in page
    assert '<option value="没有签名或盖章，请补签后重交。">' in page
    answer = _post(
        as_actor(CLERK), case_id, "ISSUE_ONE_TIME_NOTICE", **CHOSEN, **{f"reason-{FORM}": WHY[FORM]}
    )
    assert answer["Location"] == f"{_url(case_id)}?done=ISSUE_ONE_TIME_NOTICE"
    assert [each["why"] for each in CaseNotice.objects.get(case=case_id).materials] == [
        WHY[FORM],
        "没有提交",
    ]
    assert "首次告知" in _page(CLERK, case_id)


def test_a_failure_without_a_word_is_marked_at_its_material_and_all_choices_stay() -> None:
    case_id = journey.received(now=_just_now())
    answer = _post(as_actor(CLERK), case_id, "ISSUE_ONE_TIME_NOTICE", **CHOSEN)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert f'id="reason-error-{FORM}"' in text
    assert f'name="verdict-{TITLE}" value="MISSING" checked' in text
    assert _state(case_id) == "RECEIVED"


def test_after_the_five_workdays_the_page_offers_no_notice() -> None:
    case_id = journey.received(now=_just_now() - 20 * door_journey.DAY)
    page = _page(CLERK, case_id)
    assert "依法已经受理" in page
    assert 'value="ISSUE_ONE_TIME_NOTICE"' not in page


def test_a_second_notice_says_on_the_page_whose_fault_it_is() -> None:
    now = _just_now()
    case_id = door_journey.noticed(now=now)
    issue_one_time_notice(
        actor=CLERK,
        now=now + 3 * journey.HOUR,
        case_id=case_id,
        verdicts=BOTH_LACK,
        reasons=WHY,
        notices_before=1,
    )
    page = _page(CLERK, case_id)
    assert "新增要求，计为我方过失" in page
    assert "第 2 次" in page


def test_the_counter_takes_a_paper_and_a_picture() -> None:
    case_id = door_journey.noticed(now=_just_now(), verdicts=BOTH_LACK)
    page = _page(CLERK, case_id)
    assert WHY[FORM] in page
    files = {f"file-{FORM}": _file("申请.png"), f"paper-{TITLE}": "1"}
    assert _post(as_actor(CLERK), case_id, "SUPPLEMENT", **files).status_code == 302
    assert _state(case_id) == "RECEIVED"


def test_half_a_correction_is_named_and_not_taken() -> None:
    case_id = door_journey.noticed(now=_just_now(), verdicts=BOTH_LACK)
    answer = _post(as_actor(CLERK), case_id, "SUPPLEMENT", **{f"paper-{TITLE}": "1"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "还差 1 样没有补" in text
    assert f'name="paper-{TITLE}" value="1" checked' in text


def test_declining_asks_once_more_and_then_says_where_to_go() -> None:
    case_id = journey.received(now=_just_now())
    said = {"reasons": "林地在青县境内。", "competent_organ": "青县清州镇人民政府"}
    client = as_actor(CLERK)
    asked = client.post(
        _url(case_id, "DECLINE"), {"act": "DECLINE", "request_key": "k" * 20, **said}
    ).content.decode()
    assert "不予受理？" in asked
    assert _state(case_id) == "RECEIVED"
    assert _post(client, case_id, "DECLINE", confirmed="1", **said).status_code == 302
    paper = CasePaper.objects.get(case=case_id, paper__kind="DECLINE").paper
    assert paper.facts["where_to_apply"] == said["competent_organ"]


@pytest.mark.parametrize("act", ["RETURN", "FIND_NOT_NEEDED"])
def test_the_other_ways_out_stand_among_the_other_acts(act: str) -> None:
    case_id = journey.submitted(now=_just_now()).case_id
    assert f"?doing={act}" in _page(CLERK, case_id)
    words = {"reason": "测试填写。", "reasons": "房前屋后的零星林木，依照森林法第五十六条不需要许可。"}
    assert _post(as_actor(CLERK), case_id, act, confirmed="1", **words).status_code == 302
    assert _state(case_id) in {"RETURNED", "NOT_NEEDED"}


def test_a_clerk_withdraws_only_with_the_written_request() -> None:
    case_id = journey.received(now=_just_now())
    client = as_actor(CLERK)
    refused = _post(client, case_id, "WITHDRAW")
    assert refused.status_code == 400
    assert "撤回申请书" in refused.content.decode()
    assert 'enctype="multipart/form-data"' in _page(CLERK, case_id, "WITHDRAW")
    assert _post(client, case_id, "WITHDRAW", written=_file("撤回申请书.png")).status_code == 302
    assert _state(case_id) == "WITHDRAWN"
    assert CaseEvidence.objects.get(case=case_id).kind == "WITHDRAWAL"


def test_the_head_voids_and_reopens_with_a_reason() -> None:
    wrong = journey.received(now=_just_now())
    closed = door_journey.case_of(FILING_VERSION, "CLOSED")
    client = as_actor(CENTER_HEAD)
    assert _post(client, wrong, "VOID", confirmed="1", reason="登记重了。").status_code == 302
    assert client.post(
        _url(closed),
        {"act": "REOPEN", "request_key": "o" * 20, "confirmed": "1", "reason": "送错了人。"},
    ).status_code == 302  # fmt: skip
    assert (_state(wrong), _state(closed)) == ("VOIDED", "DELIVERED")
    done = client.get(_url(wrong) + "?done=VOID").content.decode()
    assert "已作废" in done
    assert "文书正在制作" not in done


def test_a_reviewer_takes_the_last_step_back_on_the_page() -> None:
    case_id = journey.reviewed(now=_just_now())
    page = _page(REVIEWER, case_id)
    assert "撤销这一步" in page
    step = page.split('name="step" value="')[1].split('"')[0]
    where = reverse("desk:undo", args=[case_id])
    client = as_actor(REVIEWER)
    answer = client.post(where, {"step": step, "request_key": "u" * 20})
    assert answer["Location"] == f"{_url(case_id)}?done=UNDO"
    assert "审查（已撤销）" in client.get(answer["Location"]).content.decode()
    assert _state(case_id) == "REVIEWING"
    again = client.post(where, {"step": step, "request_key": "v" * 20})
    assert again.status_code == 409
    assert "又有人办过" in again.content.decode()
