"""What a program is told when an act cannot be done: the same as on the page, as a problem document."""

import pytest

from tests.api.calling import Caller, token_of
from tests.api.cases import counter_case
from tests.api.walks import Walk
from tests.uploads import JPEG
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    REVIEWER,
    SECOND_CLERK,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Consent
from yimen.data.documents.models import StoredFile

pytestmark = pytest.mark.usefixtures("db")


def _opened() -> Walk:
    walk = Walk()
    walk.open(CLERK)
    return walk


def test_an_act_out_of_turn_tells_where_the_case_stands() -> None:
    walk = _opened()
    walk.act(CLERK, "accept")
    answer = walk.caller(CLERK).post(f"/cases/{walk.case_no}/actions/accept", {})
    assert answer.status_code == 409
    assert answer.json()["code"] == "cases.out_of_turn"
    assert answer.json()["case_state"] == "REVIEWING"


def test_out_of_scope_and_not_there_are_the_same() -> None:
    walk = _opened()
    for actor in (OUTSIDER, NEIGHBOR_CLERK):
        answer = Caller(token_of(actor)).post(f"/cases/{walk.case_no}/actions/accept", {})
        assert answer.status_code == 404
        assert answer.json()["code"] == "access.not_found"
    for wrong in ("130921-2026-100-999999", "没有", "00000000-0000-0000-0000-000000000000", "a" * 80):
        answer = walk.caller(CLERK).post(f"/cases/{wrong}/actions/accept", {})
        assert answer.status_code == 404, wrong
    assert walk.caller(CLERK).post("/cases/%00/actions/accept", {}).status_code == 404


def test_a_role_without_the_grant_is_refused_before_the_body_is_read() -> None:
    walk = _opened()
    answer = Caller(token_of(APPROVER)).post_raw(f"/cases/{walk.case_no}/actions/accept", b"{")
    assert answer.status_code == 403


def test_a_repeated_act_gives_its_first_answer() -> None:
    walk = _opened()
    path = f"/cases/{walk.case_no}/actions/accept"
    first = walk.caller(CLERK).post(path, {}, key="once")
    second = walk.caller(CLERK).post(path, {}, key="once")
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replay"] == "true"


def test_a_rule_of_the_act_names_its_field() -> None:
    walk = _opened()
    walk.act(CLERK, "accept")
    path = f"/cases/{walk.case_no}/actions/review"
    answer = walk.caller(REVIEWER).post(path, {"points": [], "opinion": "情况属实。", "advice": "GRANT"})
    assert answer.status_code == 400
    assert answer.json()["field"] == "points"
    empty = walk.caller(REVIEWER).post(path, {"opinion": " ", "advice": "GRANT"})
    assert empty.json()["field"] == "opinion"


def test_a_file_is_told_by_its_bytes_and_opens_to_its_bringer_only() -> None:
    walk = _opened()
    caller = walk.caller(CLERK)
    assert caller.upload("/files", "病毒.jpg", b"MZ\x90\x00").json()["code"] == "uploads.wrong_type"
    assert caller.upload("/files", "空.pdf", b"").status_code == 400
    key = caller.upload("/files", "撤回.jpg", JPEG).json()["key"]
    path = f"/cases/{walk.case_no}/actions/withdraw"
    stranger = walk.caller(SECOND_CLERK).post(path, {"written": key})
    assert stranger.status_code == 400
    assert stranger.json()["code"] == "documents.file_key_unknown"
    assert caller.post(path, {"written": key}).status_code == 200
    assert StoredFile.objects.filter(county_code=COUNTY).values("sha256").distinct().count() == 1


def test_a_key_of_a_file_ends_after_hours() -> None:
    from datetime import timedelta

    walk = _opened()
    caller = walk.caller(CLERK)
    key = caller.upload("/files", "撤回.jpg", JPEG).json()["key"]
    row = StoredFile.objects.get(pk=key)
    StoredFile.objects.filter(pk=key).update(stored_at=row.stored_at - timedelta(hours=21))
    answer = caller.post(f"/cases/{walk.case_no}/actions/withdraw", {"written": key})
    assert answer.json()["code"] == "documents.file_key_unknown"


def test_who_needs_no_files_uploads_none() -> None:
    assert Caller(token_of(APPROVER)).upload("/files", "a.jpg", JPEG).status_code == 403


def test_a_proxy_files_for_a_neighbor_with_the_signature_by_key() -> None:
    walk = Walk()
    caller = walk.caller(VILLAGE_PROXY)
    signature, card = walk.photo(VILLAGE_PROXY), walk.photo(VILLAGE_PROXY)
    sent = {
        "act": "FILE_FOR_NEIGHBOR",
        "item_code": "CZ0041",
        "applicant": {"name": "孙秀英", "id_no": "130921195003079002", "phone": "13800000031"},
        "materials": [{"key": 1, "photos": [card]}, {"key": 2, "without": "BRING"}],
        "consent": {"way": "SIGNED", "file": signature},
        "card_seen": True,
    }
    answer = caller.post("/cases", sent)
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["state"] == "SUBMITTED"
    assert answer.json()["paper"]["kind"] == "VILLAGE_RECEIPT"
    lacking = caller.post("/cases", sent | {"materials": [{"key": 1, "photos": [card]}]})
    assert lacking.json()["code"] == "cases.photograph_missing"
    unknown = caller.post("/cases", sent | {"materials": [{"key": 9, "without": "BRING"}]})
    assert unknown.status_code == 404


def test_a_consent_by_link_is_asked_answered_and_used() -> None:
    walk = Walk()
    caller = walk.caller(VILLAGE_PROXY)
    who = {"name": "孙秀英", "id_no": "130921195003079002"}
    asked = caller.post("/consents", {"item_code": "CZ0041", **who, "giver_phone": "13800000032"})
    assert asked.status_code == 201, asked.content.decode()
    consent_id = asked.json()["consent_id"]
    sent = {
        "act": "FILE_FOR_NEIGHBOR",
        "item_code": "CZ0041",
        "applicant": who,
        "materials": [{"key": 1, "without": "BRING"}, {"key": 2, "without": "NONE"}],
        "consent": {"way": "LINK", "consent_id": consent_id},
        "card_seen": True,
    }
    early = caller.post("/cases", sent)
    assert early.status_code in {400, 409}, early.content.decode()
    Consent.objects.filter(pk=consent_id).update(state="GIVEN", answered_at=NOW)
    answer = caller.post("/cases", sent)
    assert answer.status_code == 201, answer.content.decode()


def test_scans_lie_beside_their_material() -> None:
    walk = Walk()
    scan = walk.photo(CLERK)
    marks = [{"key": 1, "verdict": "PASS", "scans": [scan]}, {"key": 2, "verdict": "PASS"}]
    walk.open(CLERK, counter_case(materials=marks))
    from yimen.data.cases.models import CaseFile

    assert CaseFile.objects.get(county_code=COUNTY).case_material.order == 1
