"""Looking at cases as a program: lists, one case, its papers and files, and nothing of others."""

from uuid import uuid4

import pytest

from tests.api.calling import Caller, token_of
from tests.api.cases import counter_case
from tests.api.counting import counted
from tests.api.walks import Walk
from tests.uploads import JPEG
from tests.usecases.cases.journey import make_papers
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY_OFFICER,
    ID_NUMBER,
    NOW,
    OUTSIDER,
    REVIEWER,
    SENSITIVE_ITEM_CODE,
    VILLAGE,
    VILLAGE_PROXY,
)

pytestmark = pytest.mark.usefixtures("db")
NAMES = ("赵建国", "孙秀英", "李春花")


def _opened(count: int = 1) -> Walk:
    walk = Walk()
    for at in range(count):
        applicant = {"name": NAMES[at % 3], "id_no": ID_NUMBER, "phone": "13800000001"}
        walk.open(CLERK, counter_case(applicant=applicant))
    return walk


def test_a_list_is_masked_and_goes_on_by_its_cursor() -> None:
    walk = _opened(3)
    caller = walk.caller(CLERK)
    first = caller.get("/cases", limit=2).json()
    assert len(first["results"]) == 2
    row = first["results"][0]
    assert row["applicant_name"] in {"赵*国", "孙*英", "李*花"}
    assert "id_no" not in row
    second = caller.get("/cases", limit=2, cursor=first["next"]).json()
    assert len(second["results"]) == 1
    assert second["next"] is None
    numbers = [each["case_no"] for each in first["results"] + second["results"]]
    assert len(set(numbers)) == 3
    found = caller.get("/cases", q="赵建国", limit=1).json()
    assert found["next"] is None
    newest = caller.get("/cases", q=ID_NUMBER, limit=1).json()
    assert len(caller.get("/cases", q=ID_NUMBER, cursor=newest["next"]).json()["results"]) == 2


def test_a_list_is_narrowed_by_what_an_index_knows() -> None:
    walk = _opened(2)
    walk.act(CLERK, "accept")
    caller = walk.caller(CLERK)

    def found(**asked: object) -> list[str]:
        return [each["case_no"] for each in caller.get("/cases", **asked).json()["results"]]

    assert found(state="REVIEWING") == found(queue="TO_REVIEW") == [walk.case_no]
    assert len(found(item="CZ0010")) == len(found(place=VILLAGE)) == 2
    assert found(item="CZ0001") == found(place="130921101000") == found(state="CLOSED") == []
    assert found(light="RED") == []
    assert found(q=walk.case_no) == [walk.case_no]
    assert len(found(q=ID_NUMBER)) == 2
    assert len(found(whose="NOBODY")) + len(found(whose="MINE")) == 2


@pytest.mark.parametrize(
    "cursor", ["x", "无", "%%%", "MjAyNi0xMS0xNn5ub3BpZA", "a" * 80, "\x00", "fn4", "MDAwMS0wMS0wMX4"]
)
def test_a_cursor_that_is_none_is_refused_in_words(cursor: str) -> None:
    for asked in ({}, {"state": "CLOSED"}, {"q": "赵建国"}):
        answer = Caller(token_of(CLERK, name=f"{asked}")).get("/cases", cursor=cursor, **asked)
        assert answer.status_code in {400, 422}, answer.content.decode()
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 101}, {"state": "NOWHERE"}, {"q": "\x00"}])
def test_what_cannot_be_asked_is_refused(asked: dict[str, object]) -> None:
    assert Caller(token_of(CLERK)).get("/cases", **asked).status_code == 422


def test_a_case_tells_where_it_stands_and_what_may_be_done_now() -> None:
    walk = _opened()
    shown = walk.caller(CLERK).get(f"/cases/{walk.case_no}", include="all").json()
    assert shown["state"] == "RECEIVED"
    assert shown["applicant"] == {"name": "赵*国", "id_no": "110105********002X", "phone": "138****0001"}
    assert [each["key"] for each in shown["materials"]] == [1, 2]
    assert [each["kind"] for each in shown["papers"]] == ["RECEIPT"]
    acts = {each["action"]: each for each in shown["actions"]}
    assert acts["accept"]["url"] == f"/api/v1/cases/{walk.case_no}/actions/accept"
    assert acts["accept"]["body"] == "Accept"
    assert "grant" not in acts
    assert shown["why"][0]["words"]
    walk.act(CLERK, "accept")
    later = walk.caller(REVIEWER).get(f"/cases/{walk.case_no}", include="all").json()
    assert [each["due"] for each in later["clocks"]] == ["2026-12-14", "2026-11-25"]
    assert "review" in {each["action"] for each in later["actions"]}
    assert later["points"][0]["number"] == 1


def test_what_the_case_offers_can_be_done() -> None:
    walk = _opened()
    shown = walk.caller(CLERK).get(f"/cases/{walk.case_no}", include="all").json()
    schemas = Caller().get("/openapi.json").json()["components"]["schemas"]
    assert {each["body"] for each in shown["actions"]} <= set(schemas)


def test_what_hangs_on_a_case_is_told_only_when_asked_for() -> None:
    walk = _opened()
    caller = walk.caller(CLERK)
    plain = caller.get(f"/cases/{walk.case_no}").json()
    whole = caller.get(f"/cases/{walk.case_no}", include="all").json()
    assert {name: whole[name] for name in plain} == plain
    assert set(whole) - set(plain) == {*plain["parts"], "why", "last_step"}
    some = caller.get(f"/cases/{walk.case_no}", include="papers,steps").json()
    assert set(some) - set(plain) == {"papers", "steps"}
    refused = caller.get(f"/cases/{walk.case_no}", include="papers,everything")
    assert (refused.status_code, refused.json()["field"]) == (422, "include")


def test_looking_a_case_up_costs_three_statements_for_every_post_and_state() -> None:
    walk = _opened()
    caller = walk.caller(CLERK)
    for act in ("", "accept"):
        if act:
            walk.act(CLERK, act)
        caller.get(f"/cases/{walk.case_no}")
        with counted() as found:
            caller.get(f"/cases/{walk.case_no}")
        assert len(found) == 3, str(found)


def test_a_number_typed_in_full_width_finds_the_case() -> None:
    walk = _opened()
    typed = walk.case_no.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    assert walk.caller(CLERK).get(f"/cases/{typed}").json()["case_no"] == walk.case_no


def test_nothing_is_told_out_of_scope_or_without_duty() -> None:
    walk = _opened()
    for path in ("", "/materials", "/papers", f"/papers/{uuid4()}/file", f"/files/{uuid4()}"):
        answer = Caller(token_of(OUTSIDER, name=path or "-")).get(f"/cases/{walk.case_no}{path}")
        assert answer.status_code == 404, path
    assert Caller(token_of(OUTSIDER)).get("/cases").json()["results"] == []
    marks = [{"key": 1, "verdict": "PASS"}]
    walk.open(CLERK, counter_case(item_code=SENSITIVE_ITEM_CODE, materials=marks))
    assert walk.caller(CLERK).get(f"/cases/{walk.case_no}").status_code == 200
    for actor in (APPROVER, CENTER_HEAD, COUNTY_OFFICER):
        assert walk.caller(actor).get(f"/cases/{walk.case_no}").status_code == 404
        listed = walk.caller(actor).get("/cases").json()["results"]
        assert walk.case_no not in {each["case_no"] for each in listed}
    assert walk.caller(VILLAGE_PROXY).get("/cases").status_code == 403


def test_a_paper_is_made_a_moment_later() -> None:
    walk = _opened()
    caller = walk.caller(CLERK)
    [paper] = caller.get(f"/cases/{walk.case_no}/papers").json()["results"]
    waiting = caller.get(paper["url"].removeprefix("/api/v1"))
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "3")
    make_papers(NOW)
    made = caller.get(paper["url"].removeprefix("/api/v1"))
    assert made.status_code == 200
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert "no-store" in made.headers["Cache-Control"]


def test_files_come_back_as_they_were_brought() -> None:
    walk = Walk()
    marks = [{"key": 1, "verdict": "PASS", "scans": [walk.photo(CLERK)]}, {"key": 2, "verdict": "PASS"}]
    walk.open(CLERK, counter_case(materials=marks))
    caller = walk.caller(CLERK)
    [first, second] = caller.get(f"/cases/{walk.case_no}/materials").json()["results"]
    [file] = first["files"]
    assert second["files"] == []
    found = caller.get(file["url"].removeprefix("/api/v1"))
    assert found.content == JPEG
    assert found.headers["Content-Disposition"].startswith("attachment")


def test_reading_asks_the_same_number_of_statements_whatever_the_rows() -> None:
    walk = _opened(2)
    caller = walk.caller(CLERK)
    caller.get("/cases")
    with counted() as few:
        caller.get("/cases")
        caller.get(f"/cases/{walk.case_no}")
    for _ in range(4):
        walk.open(CLERK)
    with counted() as many:
        caller.get("/cases")
        caller.get(f"/cases/{walk.case_no}")
    assert len(many) == len(few), str(many)
