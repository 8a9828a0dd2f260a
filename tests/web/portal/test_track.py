"""Where is my case, by number and check code: the same answer to every wrong pair, and not for ever."""

import re

import pytest
from django.test import Client

from tests.usecases.cases import journey
from tests.usecases.feedback.closed_cases import close_case
from tests.web.portal.visits import text_of
from tests.world import SENSITIVE_VERSION
from yimen.data.cases.models import Case
from yimen.data.documents.models import Paper

pytestmark = pytest.mark.django_db
WRONG = "没有查到"


def _ask(client: Client, number: str, code: str) -> tuple[int, str]:
    answer = client.post("/track/", {"number": number, "check_code": code})
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, text_of(answer)


def test_the_form_stands_for_everybody(client: Client) -> None:
    answer = client.get("/track/")
    assert answer.status_code == 200
    assert "查询码" in text_of(answer)


def test_number_and_code_show_the_case_without_logging_in(client: Client) -> None:
    done = journey.submitted()
    status, page = _ask(client, done.case_no, done.check_code)
    assert status == 200
    for part in (done.case_no, "办到哪一步了", "赵*国", "沧县旧州镇人民政府"):
        assert part in page
    assert "赵建国" not in page
    assert "别人查这件事" not in page


@pytest.mark.parametrize("wide", [True, False])
def test_number_and_code_are_read_as_people_type_them(client: Client, *, wide: bool) -> None:
    done = journey.submitted()
    number = (
        done.case_no.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"})
        if wide
        else f" {done.case_no} "
    )
    status, _ = _ask(client, number, done.check_code.lower())
    assert status == 200


def test_a_wrong_code_and_an_unknown_number_get_the_same_sentence(client: Client) -> None:
    done = journey.submitted()
    found = {
        _ask(client, done.case_no, "ABCD2345")[0],
        _ask(client, "130921-2026-100-009999", done.check_code)[0],
    }
    assert found == {404}
    for number, code in ((done.case_no, "ABCD2345"), ("130921-2026-100-009999", done.check_code)):
        assert WRONG in _ask(client, number, code)[1]


@pytest.mark.parametrize(
    ("number", "code", "field"),
    [
        ("", "", "number"),
        ("x", "ABCD2345", "number"),
        ("\x00", "ABCD2345", "number"),
        ("9" * 1_000_000, "ABCD2345", "number"),
        ("130921-2026-100-000001", "", "check_code"),
        ("130921-2026-100-000001", "\x00", "check_code"),
        ("130921-2026-100-000001", "A" * 1_000_000, "check_code"),
    ],
    ids=[
        "nothing",
        "no number",
        "a NUL",
        "a million digits",
        "no code",
        "a NUL as code",
        "a million letters",
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field(
    client: Client, number: str, code: str, field: str
) -> None:
    status, page = _ask(client, number, code)
    assert status == 400
    assert f'href="#field-{field}"' in page
    assert f'id="error-{field}"' in page


def test_guessing_is_stopped_after_a_while(client: Client) -> None:
    done = journey.submitted()
    answers = [_ask(client, done.case_no, "ABCD2345")[0] for _ in range(12)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert "分钟后再试" in _ask(client, done.case_no, done.check_code)[1]
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert _ask(elsewhere, done.case_no, done.check_code)[0] == 200


def test_a_paper_is_opened_by_a_link_for_this_paper_only(client: Client) -> None:
    case_id = journey.delivered()
    journey.make_papers(journey.NOW)
    case = Case.objects.get(pk=case_id)
    _, page = _ask(client, case.case_no, case.check_code)
    links = dict(re.findall(r'href="/papers/([0-9a-f-]{36})/\?key=([^"]+)"', page))
    papers = {str(paper.pk) for paper in Paper.objects.filter(state="READY")}
    assert set(links) == papers
    one, other = sorted(papers)[:2]
    assert client.get(f"/papers/{one}/?key={links[one]}").getvalue().startswith(b"%PDF")
    assert client.get(f"/papers/{one}/?key={links[other]}")["Location"] == "/track/"
    assert client.get(f"/papers/{one}/?key=x")["Location"] == "/track/"
    assert client.get(f"/papers/{one}/")["Location"].startswith("/login/?next=")


def test_a_decision_is_signed_for_by_its_applicant_not_by_whoever_has_the_code(client: Client) -> None:
    case = Case.objects.get(pk=journey.granted())
    _, page = _ask(client, case.case_no, case.check_code)
    assert "登录后签收" in page
    assert "签收并下载</button>" not in page
    decision = Paper.objects.get(kind="GRANT")
    assert str(decision.pk) not in page
    assert decision.paper_no not in page


def test_a_sensitive_case_shows_no_papers_and_a_neutral_name(client: Client) -> None:
    case = close_case("quiet", version_id=SENSITIVE_VERSION, sensitive=True)
    status, page = _ask(client, case.case_no, case.check_code)
    assert status == 200
    assert "救助类事项" in page
    assert "/papers/" not in page


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put("/track/").status_code == 405
