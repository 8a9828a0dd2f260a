"""What a department's own program sees and does about the decisions that it supervises."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.calling import Caller, token_of
from tests.api.walks import set_clock
from tests.uploads import JPEG
from tests.usecases.cases import overseeing
from tests.usecases.cases.overseeing import NEXT_DAY
from tests.world import CLERK, COUNTY_OFFICER, OVERSEER
from yimen.data.cases.models import CaseEvidence
from yimen.data.cases.oversight import OversightReferral

pytestmark = pytest.mark.django_db
CHECK = {"checked_on": "2026-11-17", "checker": "赵强", "result": "CLEAN"}


@pytest.fixture(autouse=True)
def _tomorrow() -> None:
    set_clock(NEXT_DAY)


def _department() -> Caller:
    return Caller(token_of(OVERSEER))


def _state(row: OversightReferral) -> str:
    return str(overseeing.referral(row.case_id).state)


def test_a_department_lists_confirms_and_checks_by_its_program(gateways: Any) -> None:
    row, other = overseeing.handed_over(), overseeing.handed_over()
    department = _department()
    listed = department.get("/oversight").json()
    assert {each["referral_id"] for each in listed["results"]} == {str(row.pk), str(other.pk)}
    assert listed["results"][0]["due_on"] == "2026-11-19"
    assert {each["pile"]: each["count"] for each in listed["counts"]}["TO_ACKNOWLEDGE"] == "2"

    ids = {"referral_ids": [str(row.pk), str(other.pk)]}
    done = department.post("/oversight/acknowledge", ids, key="k1")
    assert (done.status_code, done.json()) == (200, {"count": 2})
    assert department.post("/oversight/acknowledge", ids, key="k1").json() == {"count": 2}, "once, not twice"

    photo = department.upload("/files", "现场.jpg", JPEG).json()["key"]
    checked = department.post(f"/oversight/{row.pk}/first-check", CHECK | {"photo": photo}).json()
    assert (checked["state"], checked["checkers"], checked["result_label"]) == (
        "CHECKED",
        ["赵强"],
        "未发现问题",
    )
    assert "孙秀英" not in str(checked)
    kinds = CaseEvidence.objects.filter(county_code="130921", case_id=row.case_id).values_list(
        "kind", flat=True
    )
    assert "OVERSIGHT_PHOTO" in set(kinds)
    assert department.get("/oversight", pile="CHECKED").json()["results"][0]["checked_on"] == "2026-11-17"


def test_a_list_goes_on_by_its_cursor(gateways: Any) -> None:
    rows = [overseeing.handed_over(), overseeing.handed_over()]
    department = _department()
    first = department.get("/oversight", limit=1).json()
    rest = department.get("/oversight", limit=1, cursor=first["next"]).json()
    assert rest["next"] is None
    found = [first["results"][0]["referral_id"], rest["results"][0]["referral_id"]]
    assert sorted(found) == sorted(str(row.pk) for row in rows)
    assert department.get("/oversight", cursor="!").status_code == 400


def test_what_moved_on_or_does_not_fit_is_refused_in_words(gateways: Any) -> None:
    row = overseeing.handed_over()
    department = _department()
    url = f"/oversight/{row.pk}"
    early = department.post(f"{url}/first-check", CHECK)
    assert (early.status_code, early.json()["code"]) == (409, "oversight.moved_on")
    assert department.post("/oversight/acknowledge", {"referral_ids": []}).status_code == 422
    assert department.post(f"{url}/first-check", CHECK | {"result": "GOOD"}).status_code == 422
    back = department.post(f"{url}/send-back", {"reason": "城区行道树归城管。"})
    assert back.json() == {"state": "UNNAMED"}
    assert _state(row) == "UNNAMED"
    assert department.get(url).status_code == 404, "what was sent back is found no more"
    problems = overseeing.acknowledged()
    asked = department.post(f"/oversight/{problems.pk}/first-check", CHECK | {"result": "CORRECTED"})
    assert (asked.status_code, asked.json()["field"]) == (400, "problems")


def test_other_departments_and_posts_find_nothing(gateways: Any) -> None:
    row = overseeing.handed_over()
    overseeing.ruled(item=row.item_id, organ=overseeing.CIVIL_AFFAIRS)
    clerk, office = Caller(token_of(CLERK)), Caller(token_of(COUNTY_OFFICER, name="县"))
    for caller in (clerk, office):
        assert caller.get("/oversight").status_code == 403
        assert caller.post("/oversight/acknowledge", {"referral_ids": [str(row.pk)]}).status_code == 403
    department = _department()
    assert department.get(f"/oversight/{uuid4()}").status_code == 404
    assert department.post("/oversight/acknowledge", {"referral_ids": [str(uuid4())]}).status_code == 404
    assert _state(row) == "HANDED_OVER"
    assert Caller().get("/oversight").status_code == 401
