"""Items and places: what everybody may ask, as data."""

from typing import Any

from tests.api.calling import Caller
from tests.usecases.catalog.lists import take_in, whole_list
from tests.world import ITEM_CODE, SENSITIVE_ITEM_CODE, TOWNSHIP, VILLAGE


def _names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [each["name"] for each in answer.json()["results"]]


def test_what_people_call_it_finds_the_item_first(empty_db: None) -> None:
    take_in(whole_list())
    answer = Caller().get("/items", q="砍树")
    first = answer.json()["results"][0]
    assert first["name"].startswith("林木采伐许可证核发")
    assert (first["family"], first["heard"], first["limit_words"] is not None) == ("PERMIT", "砍树", True)
    assert answer.json()["next"] is None
    assert len(_names(Caller().get("/items", q="证", limit=3))) == 3


def test_without_a_query_the_catalogue_comes_page_by_page_and_ends(db: None) -> None:
    whole = _names(Caller().get("/items", limit=100))
    told: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = Caller().get("/items", limit=2, cursor=cursor)
        told += _names(answer)
        cursor = answer.json()["next"]
    assert told == whole
    assert len(whole) > 4


def test_a_level_narrows_both_ways_of_asking(empty_db: None) -> None:
    take_in(whole_list())
    for asked in ({"q": "证"}, {"limit": 100}):
        all_of_them = Caller().get("/items", **asked).json()["results"]
        at_village = Caller().get("/items", level="VILLAGE", **asked).json()["results"]
        assert at_village
        assert all("VILLAGE" in each["levels"] for each in at_village)
        assert len(all_of_them) >= len(at_village)


def test_a_guide_tells_units_and_sources_and_says_null_for_what_is_not_published(db: None) -> None:
    told = Caller().get(f"/items/{ITEM_CODE}", place=TOWNSHIP).json()
    assert told["statutory_limit"] == {"amount": 20, "unit": "WORKDAYS", "words": "20 个工作日"}
    assert told["promised_limit"]["amount"] == 7
    assert told["decided_in_name_of"] == "沧县林业主管部门"
    assert told["takes_prefiling"] is True
    assert [each["key"] for each in told["materials"]] == [1, 2]
    assert [each["code"] for each in told["steps"]][:2] == ["RECEIVE", "ACCEPT"]
    assert told["sensitive"] is False
    hushed = Caller().get(f"/items/{SENSITIVE_ITEM_CODE}").json()
    assert (hushed["promised_limit"], hushed["fee_words"], hushed["place_name"]) == (None, None, None)
    assert hushed["sensitive"] is True
    unpublished = Caller().get("/items/CZ0014").json()
    assert (unpublished["statutory_limit"], unpublished["limit_words"]) == (None, "未公布")


def test_an_answer_that_still_holds_is_not_sent_again(db: None) -> None:
    from django.test import Client

    first = Caller().get(f"/items/{ITEM_CODE}")
    again = Client().get(f"/api/v1/items/{ITEM_CODE}", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = Client().get("/api/v1/items", headers={"if-none-match": first.headers["ETag"]})
    assert other.status_code == 200


def test_places_go_down_one_level_at_a_time(db: None) -> None:
    assert _names(Caller().get("/places")) == ["河北省"]
    below = Caller().get("/places", under=TOWNSHIP).json()["results"]
    assert {"code": VILLAGE, "level": "VILLAGE"}.items() <= {
        key: value for each in below if each["code"] == VILLAGE for key, value in each.items()
    }.items()
    assert Caller().get("/places", under=VILLAGE).json() == {"results": []}
    assert Caller().get("/places", under="１３０９２１").json()["results"]


def test_what_is_not_there_or_no_code_is_said(db: None) -> None:
    for path in ("/items/CZ9999", "/places?under=990000000000", f"/items/{ITEM_CODE}?place=130921100399"):
        answer = Caller().get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "access.not_found"), path
    wrong = Caller().get("/places", under="沧县")
    assert (wrong.status_code, wrong.json()["field"]) == (400, "under")
    unfit = Caller().get("/items", q="a\x00", limit=0, level="STREET")
    assert unfit.status_code == 422
    assert [each["field"] for each in unfit.json()["errors"]] == ["q", "level", "limit"]
