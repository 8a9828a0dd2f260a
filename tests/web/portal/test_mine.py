"""One's own list and cases: in plain words, to the owner only, and the decision signed for once."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.usecases.cases import journey
from tests.usecases.feedback.closed_cases import close_case
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CLERK, NOW, RESIDENT, SENSITIVE_VERSION
from yimen.data.cases.models import Case
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_an_empty_list_leads_to_the_search() -> None:
    answer = as_actor(RESIDENT).get("/mine/")
    assert "您还没有办件" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]


def test_the_list_says_for_each_case_what_is_next() -> None:
    done = journey.submitted()
    journey.draft()
    page = text_of(as_actor(RESIDENT).get("/mine/"))
    assert "接着填" in page
    assert done.case_no in page
    assert f'href="/mine/{done.case_no}/"' in page
    assert "核对身份" in page


def test_more_than_a_page_goes_on_by_key_and_back_to_the_newest() -> None:
    for number in range(23):
        close_case(
            f"{number:030d}",
            case_no=f"130921-2026-100-{number:06d}",
            received_at=NOW + timedelta(hours=number),
        )
    client = as_actor(RESIDENT)
    first = client.get("/mine/")
    assert first.content.count(b"130921-2026-100-0000") >= 20
    key = text_of(first).partition('rel="next" href="')[2].partition('"')[0]
    second = text_of(client.get(key))
    assert "130921-2026-100-000000" in second
    assert "130921-2026-100-000022" not in second
    assert "回到最新的" in second


@pytest.mark.parametrize("key", ["x", "~", "2026-01-01~zz", "\x00", "n" * 100_000])
def test_a_page_key_of_nobody_is_refused_in_words(key: str) -> None:
    answer = as_actor(RESIDENT).get("/mine/", {"after": key})
    assert answer.status_code == 400
    assert "翻页链接" in text_of(answer)


def test_a_sensitive_case_goes_by_its_neutral_name() -> None:
    close_case("quiet", version_id=SENSITIVE_VERSION, sensitive=True)
    page = text_of(as_actor(RESIDENT).get("/mine/"))
    assert "救助类事项" in page
    assert "低保" not in page


def test_the_own_case_shows_steps_code_and_whom_to_ask() -> None:
    done = journey.submitted()
    answer = as_actor(RESIDENT).get(f"/mine/{done.case_no}/")
    page = text_of(answer)
    for part in (
        done.case_no,
        done.check_code,
        "办到哪一步了",
        "哪天办完",
        "找谁问",
        "旧州镇行政综合服务中心",
    ):
        assert part in page
    assert "no-store" in answer["Cache-Control"]


def test_a_visitor_is_led_to_log_in(client: Client) -> None:
    assert client.get("/mine/")["Location"] == "/login/?next=%2Fmine%2F"


def test_staff_have_no_list_of_their_own_here() -> None:
    assert as_actor(CLERK).get("/mine/").status_code == 403


def _number(case_id: object) -> str:
    return Case.objects.get(pk=case_id).case_no


def test_a_paper_that_is_being_made_is_said_to_be_with_a_way_to_look_again() -> None:
    case_id = journey.reviewed()
    from tests.world import APPROVER
    from yimen.usecases.cases import actions

    actions.grant(actor=APPROVER, now=NOW + timedelta(hours=4), case_id=case_id, opinion="同意。")
    number = _number(case_id)
    client = as_actor(RESIDENT)
    page = text_of(client.get(f"/mine/{number}/"))
    assert "文书正在制作" in page
    assert "正在制作</span>" in page
    assert f'href="/mine/{number}/">刷新看看做好没有' in page
    assert "js/paper_wait.js" in page
    assert "签收并下载</button>" not in page
    answer = post(client, f"/mine/{number}/sign/", {})
    assert answer.status_code == 409
    assert "文书正在制作" in text_of(answer)


def test_signing_delivers_once_and_brings_the_file_along() -> None:
    case_id = journey.granted()
    number = _number(case_id)
    client = as_actor(RESIDENT)
    before = text_of(client.get(f"/mine/{number}/"))
    assert "签收并下载</button>" in before
    assert "签收后下载" in before
    paper = Paper.objects.get(kind="GRANT")
    assert str(paper.pk) not in before
    assert client.get(f"/papers/{paper.pk}/").status_code == 404
    answer = post(client, f"/mine/{number}/sign/", {})
    assert (answer.status_code, answer["Location"]) == (302, f"/mine/{number}/?signed=1")
    page = text_of(client.get(answer["Location"]))
    assert f'content="0;url=/papers/{paper.pk}/"' in page
    assert "准予许可" in page
    file = client.get(f"/papers/{paper.pk}/")
    assert file.getvalue().startswith(b"%PDF")
    assert "attachment" in file["Content-Disposition"]
    for key in ("k" * 24, "z" * 24):
        client.post(f"/mine/{number}/sign/", {"request_key": key})
    assert Entry.objects.filter(act="cases.deliver").count() == 1
    assert Case.objects.get(pk=case_id).delivery_way == "DOWNLOAD"


def test_the_address_of_signing_read_again_is_the_case() -> None:
    number = _number(journey.granted())
    answer = as_actor(RESIDENT).get(f"/mine/{number}/sign/")
    assert (answer.status_code, answer["Location"]) == (302, f"/mine/{number}/")


def test_before_signing_the_page_does_not_say_which_way_it_went() -> None:
    page = text_of(as_actor(RESIDENT).get(f"/mine/{_number(journey.granted())}/"))
    assert "准予行政许可" not in page
    assert "准予许可" not in page
    assert "已有结果" in page
