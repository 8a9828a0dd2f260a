"""`POST /cases`: a case is opened by what the token's post may do."""

import pytest

from tests.api.calling import Caller, token_of
from tests.api.cases import counter_case, instant_case, lacking_case
from tests.api.counting import counted
from tests.world import APPROVER, CLERK, COUNTY, ID, INSTANT_VERSION, MATERIALS, OUTSIDER, VILLAGE_PROXY
from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry

pytestmark = pytest.mark.usefixtures("db")


def test_a_clerk_takes_a_case_in_and_gets_its_number_code_and_receipt() -> None:
    answer = Caller(token_of(CLERK)).post("/cases", counter_case(), key="k-1")
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    case = Case.objects.get(case_no=told["case_no"])
    assert answer.headers["Location"] == f"/api/v1/cases/{case.case_no}"
    assert told["state"] == case.state == "RECEIVED"
    assert told["state_label"] == "待受理"
    assert told["check_code"] == case.check_code
    assert told["paper"]["kind"] == "RECEIPT"
    paper = Paper.objects.get(paper_no=told["paper"]["paper_no"])
    assert told["paper"]["file_url"].endswith(f"/{case.case_no}/papers/{paper.pk}/file")
    assert case.applicant_phone == "13800000001"
    assert case.first_contact_id == CLERK.post_id
    assert set(CaseMaterial.objects.filter(case=case).values_list("verdict", flat=True)) == {"PASS"}


def test_the_journal_names_the_token_beside_the_post() -> None:
    told = Caller(token_of(CLERK)).post("/cases", counter_case()).json()
    case = Case.objects.get(case_no=told["case_no"])
    entry = Entry.objects.get(subject_id=case.pk)
    assert f"post:{CLERK.post_id}+token:" in entry.text


def test_what_lacks_is_told_at_once_by_one_notice() -> None:
    told = Caller(token_of(CLERK)).post("/cases", lacking_case()).json()
    assert told["state"] == "CORRECTING"
    assert told["paper"]["kind"] == "ONE_TIME_NOTICE"
    second = CaseMaterial.objects.get(material_id=MATERIALS[1])
    assert second.verdict == "MISSING"


def test_an_instant_service_is_closed_at_once_also_in_a_village() -> None:
    assert Caller(token_of(CLERK)).post("/cases", instant_case()).json()["state"] == "CLOSED"
    elsewhere = Caller(token_of(VILLAGE_PROXY)).post("/cases", instant_case())
    assert elsewhere.status_code == 400
    assert elsewhere.json()["code"] == "cases.not_done_here"  # the item is the township's own
    ItemVersion.objects.filter(pk=INSTANT_VERSION).update(levels=["TOWNSHIP", "VILLAGE"])
    in_village = instant_case(identity_check="AT_VILLAGE")
    answer = Caller(token_of(VILLAGE_PROXY, name="村里的")).post("/cases", in_village)
    assert answer.json()["state"] == "CLOSED"


def test_a_key_that_comes_again_gets_the_first_answer_and_opens_nothing() -> None:
    caller = Caller(token_of(CLERK))
    first = caller.post("/cases", counter_case(), key="same")
    second = caller.post("/cases", counter_case(), key="same")
    assert second.status_code == 201
    assert second.json() == first.json()
    assert second.headers["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first.headers
    assert Case.objects.filter(county_code=COUNTY).count() == 1
    other = caller.post("/cases", counter_case(request="别的内容"), key="same")
    assert other.status_code == 409
    assert other.json()["code"] == "request.key_used_otherwise"


def test_who_may_not_take_in_is_told_so() -> None:
    for actor in (APPROVER, VILLAGE_PROXY):
        answer = Caller(token_of(actor)).post("/cases", counter_case())
        assert answer.status_code == 403
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "access.not_allowed"
    assert Caller().post("/cases", counter_case()).status_code == 401


def test_a_village_of_another_place_is_refused_at_its_field() -> None:
    answer = Caller(token_of(OUTSIDER)).post("/cases", counter_case())
    assert answer.status_code == 400
    assert answer.json()["field"] == "village_code"
    assert not Case.objects.filter(organ_id=ID("organ:qingxian_town")).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"act": "GRANT"}, "act"),
        ({"item_code": "CZ\x000010"}, "item_code"),
        ({"village_code": "1" * 200}, "village_code"),
        ({"identity_check": "A_WINK"}, "identity_check"),
        ({"applicant": {"name": "赵\ud800", "id_no": "1"}}, "applicant.name"),
        ({"applicant": {"name": "赵"}}, "applicant.id_no"),
        ({"materials": [{"key": 2**70, "verdict": "PASS"}]}, "materials.0.key"),
        ({"nick_name": "小赵"}, "nick_name"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(changes: dict[str, object], field: str) -> None:
    answer = Caller(token_of(CLERK)).post("/cases", counter_case(**changes))
    assert answer.status_code == 422, answer.content.decode()
    told = answer.json()
    assert told["code"] == "api.unfit"
    assert told["errors"][0]["field"] == field
    assert told["errors"][0]["detail"]


def test_a_code_in_full_width_signs_is_understood() -> None:
    answer = Caller(token_of(CLERK)).post("/cases", counter_case(village_code=" １３０９２１１００２０１ "))
    assert answer.status_code == 201, answer.content.decode()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b"null", b"NaN"])
def test_what_is_no_json_object_is_refused_in_words(body: bytes) -> None:
    answer = Caller(token_of(CLERK)).post_raw("/cases", body)
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_bad_key_is_refused() -> None:
    answer = Caller(token_of(CLERK)).post("/cases", counter_case(), key="k" * 81)
    assert answer.status_code == 422


def test_the_rule_of_the_case_speaks_for_itself() -> None:
    marks = [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "FAIL"}]
    answer = Caller(token_of(CLERK)).post("/cases", counter_case(materials=marks))
    assert answer.status_code == 400
    assert "林木权属证明" in answer.json()["detail"]
    unknown = Caller(token_of(CLERK, name="另一个")).post("/cases", counter_case(item_code="CZ9999"))
    assert unknown.json()["code"] == "cases.item_not_here"


@pytest.mark.usefixtures("real_db")
def test_opening_a_case_asks_little_of_the_database() -> None:
    caller = Caller(token_of(CLERK))
    caller.post("/cases", counter_case(), key="warm")  # the calendar, the chain and the token's day
    with counted() as found:
        assert caller.post("/cases", counter_case(), key="second").status_code == 201
    assert len(found) <= 12, str(found)
