"""The pages of a village: the phone's intake in one submission, masked lists, the way back of a consent."""

import re
from base64 import b64encode
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.uploads import JPEG, PNG
from tests.usecases.cases import village
from tests.usecases.cases.village import CARD, HOUSEHOLD, NEIGHBOR_ID, OLD_ID, asked, filed, photograph, told
from tests.web.sessions import as_actor
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY,
    ID,
    INSTANT_ITEM_CODE,
    PASSWORD,
    PENSION_ITEM_CODE,
    RESIDENT,
    SECOND_PROXY,
    SENSITIVE_ITEM_CODE,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseFile, Consent
from yimen.data.catalog.models import ItemVersion

pytestmark = pytest.mark.django_db

SIGNATURE = "data:image/png;base64," + b64encode(PNG).decode()
INTAKE = reverse("desk:village_file", args=[PENSION_ITEM_CODE])


def _fields(**changed: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "request_key": "phone-made-this",
        "name": "孙秀英",
        "id_no": NEIGHBOR_ID,
        "phone": village.NEIGHBOR_PHONE,
        "card_seen": "1",
        f"photo-{CARD}": [SimpleUploadedFile("a.jpg", JPEG), SimpleUploadedFile("b.png", PNG)],
        f"without-{HOUSEHOLD}": "BRING",
        "consent_way": "SIGNED",
        "signature_data": SIGNATURE,
    }
    return fields | changed


def _post(client: Client | None = None, **changed: Any) -> Any:
    return (client or as_actor(VILLAGE_PROXY)).post(INTAKE, _fields(**changed))


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_proxy_who_logs_in_comes_to_the_village() -> None:
    answer = Client().post("/desk/login/", {"account": VILLAGE_PROXY.name, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:village"))


def test_one_submission_leads_to_number_and_code() -> None:
    answer = _post()
    case = Case.objects.get(county_code=COUNTY)
    assert answer["Location"] == reverse("desk:village_case", args=[case.pk]) + "?filed=1"
    assert CaseFile.objects.filter(county_code=COUNTY).count() == 2
    page = _text(as_actor(VILLAGE_PROXY).get(answer["Location"]))
    assert case.case_no in page
    assert case.check_code in page
    assert NEIGHBOR_ID not in page


def test_the_same_submission_again_leads_to_the_same_case() -> None:
    first, again = _post(), _post()
    assert first["Location"] == again["Location"]
    assert Case.objects.filter(county_code=COUNTY).count() == 1


def test_a_refusal_names_everything_and_keeps_what_was_typed_and_the_key() -> None:
    answer = _post(card_seen="", signature_data="", **{f"without-{HOUSEHOLD}": ""})
    assert answer.status_code == 400
    page = _text(answer)
    assert "有 3 处要改" in page
    for href in ("#field-card_seen", f"#field-photo-{HOUSEHOLD}", "#field-signature"):
        assert href in page
    assert f'value="{NEIGHBOR_ID}"' in page
    assert 'name="request_key" value="phone-made-this"' in page
    assert not Case.objects.filter(county_code=COUNTY).exists()


def test_a_photographed_paper_takes_the_place_of_the_signature() -> None:
    by_paper = {"consent_way": "PHOTO", "consent_photo": SimpleUploadedFile("委托书.jpg", JPEG)}
    _post(relation="CHILD", giver_name="李芳", **by_paper)
    row = Consent.objects.get(county_code=COUNTY)
    assert (row.way, row.giver_name, row.file is not None) == ("PHOTO", "李芳", True)


@pytest.mark.parametrize(
    "drawn", ["", "data:image/png;base64,%%%", "data:text/html;base64,PGI+", "x" * 900_000]
)
def test_what_is_no_drawing_is_no_signature(drawn: str) -> None:
    assert _post(signature_data=drawn).status_code == 400
    assert not Case.objects.filter(county_code=COUNTY).exists()


def test_a_known_neighbor_is_shown_masked_and_not_typed_again() -> None:
    known = filed().case_id
    page = _text(as_actor(VILLAGE_PROXY).get(f"{INTAKE}?person={known}"))
    assert "孙*英" in page
    assert NEIGHBOR_ID not in page
    assert 'name="id_no"' not in page
    assert "您已经交过" in page
    _post(person=str(known), name="", id_no="", phone="", request_key="another")
    assert Case.objects.filter(county_code=COUNTY, applicant_id_no=NEIGHBOR_ID).count() == 2


def test_the_words_that_look_for_a_neighbor_stand_in_no_address() -> None:
    filed()
    answer = as_actor(VILLAGE_PROXY).post(reverse("desk:village_find"), {"q": "孙秀英"})
    page = _text(answer)
    assert "130921********9002" in page
    assert not re.search(r'href="[^"]*孙', page)
    assert "至少两个字" in _text(as_actor(VILLAGE_PROXY).post(reverse("desk:village_find"), {"q": "孙"}))


def test_lists_are_neutral_and_nothing_is_kept_by_the_browser() -> None:
    form = ID("material:subsistence:1")
    filed(item_code=SENSITIVE_ITEM_CODE, photographs=(photograph(form),), without={})
    for name in ("desk:village", "desk:village_hand_over", "desk:due"):
        answer = as_actor(VILLAGE_PROXY).get(reverse(name))
        page = _text(answer)
        assert "最低生活保障" not in page, name
        assert "低保申请表" not in page, name
        assert "孙秀英" not in page, name
        assert "no-store" in answer["Cache-Control"], name


@pytest.mark.parametrize("stranger", [CLERK, CENTER_HEAD, RESIDENT])
def test_the_village_is_for_its_proxy(stranger: Any) -> None:
    assert as_actor(stranger).get(reverse("desk:village")).status_code == 403


def test_another_villages_proxy_finds_no_case_paper_or_picture() -> None:
    case_id = filed().case_id
    file_id = CaseFile.objects.get(county_code=COUNTY).file_id
    for name, args in (("desk:village_case", [case_id]), ("desk:village_photo", [case_id, file_id])):
        assert as_actor(SECOND_PROXY).get(reverse(name, args=args)).status_code == 404
        assert as_actor(VILLAGE_PROXY).get(reverse(name, args=args)).status_code == 200


def test_asking_by_link_leads_home_and_says_so() -> None:
    url = reverse("desk:village_ask", args=[PENSION_ITEM_CODE])
    sent = {"name": "孙秀英", "id_no": NEIGHBOR_ID, "giver_phone": "12"}
    assert "手机号" in _text(as_actor(VILLAGE_PROXY).post(url, sent))
    answer = as_actor(VILLAGE_PROXY).post(url, sent | {"giver_phone": village.DAUGHTER_PHONE})
    assert answer["Location"] == reverse("desk:village") + "?asked=1"
    assert "等待同意" in _text(as_actor(VILLAGE_PROXY).get(answer["Location"]))


def test_an_answered_link_goes_on_without_another_consent() -> None:
    consent_id, token = asked()
    Client().post(
        reverse("portal:consent", args=[token]), {"answer": "YES", "giver_name": "李芳", "relation": "CHILD"}
    )
    # The link is answered on the real clock, long after the world's day: the row is set to its answer.
    Consent.objects.filter(pk=consent_id).update(state="GIVEN", giver_name="李芳", giver_relation="CHILD")
    page = _text(as_actor(VILLAGE_PROXY).get(f"{INTAKE}?consent={consent_id}"))
    assert "李芳 已经用短信链接同意" in page
    _post(consent=str(consent_id), name="", id_no="", consent_way="", signature_data="")
    assert Consent.objects.get(pk=consent_id).case_id is not None


def test_the_paper_to_sign_names_the_item_and_nobody() -> None:
    page = _text(as_actor(VILLAGE_PROXY).get(reverse("desk:village_letter", args=[PENSION_ITEM_CODE])))
    for part in ("委托书", "城乡居民养老保险参保登记", "东关村综合服务站", "沧县旧州镇人民政府"):
        assert part in page


def test_the_sheet_of_visits_is_whole_only_for_a_reason() -> None:
    filed(told=told(name="周桂香", id_no=OLD_ID))
    client = as_actor(CLERK)
    assert "周桂香" not in _text(client.get(reverse("desk:due")))
    refused = client.post(reverse("desk:due_sheet"), {"reason": ""})
    assert (refused.status_code, "周桂香" in _text(refused)) == (400, False)
    assert "周桂香" in _text(client.post(reverse("desk:due_sheet"), {"reason": "上门认证"}))
    assert client.get(reverse("desk:due_sheet")).status_code == 302


def _revoke(case_id: UUID, reason: str) -> Any:
    return as_actor(CLERK).post(
        reverse("desk:revoke_consent", args=[case_id]), {"revoke_reason": reason, "request_key": "r" * 20}
    )


def test_a_clerk_sees_the_consent_and_takes_it_back_for_who_asks() -> None:
    case_id = filed().case_id
    here = reverse("desk:case", args=[case_id])
    page = _text(as_actor(CLERK).get(here))
    assert "代办委托" in page
    file_id = Consent.objects.get(county_code=COUNTY).file_id
    assert as_actor(CLERK).get(reverse("desk:evidence", args=[case_id, file_id])).status_code == 200
    assert _revoke(case_id, "").status_code == 400
    assert _revoke(case_id, "本人来电撤回。")["Location"] == here
    assert "已撤回" in _text(as_actor(CLERK).get(here))
    assert as_actor(VILLAGE_PROXY).get(reverse("desk:village_case", args=[case_id])).status_code == 404


def test_the_proxy_hands_in_what_was_missing_all_at_once() -> None:
    case_id = village.noticed()
    url = reverse("desk:village_supplement", args=[case_id])
    client = as_actor(VILLAGE_PROXY)
    assert "替邻居补材料" in _text(client.get(reverse("desk:village_case", args=[case_id])))
    assert "户口簿首页和本人页" in _text(client.get(url))
    assert client.post(url, {"request_key": "s" * 20}).status_code == 400
    picture = {f"file-{HOUSEHOLD}": SimpleUploadedFile("户口簿.jpg", JPEG)}
    answer = client.post(url, {"request_key": "s" * 20, **picture})
    assert answer["Location"] == reverse("desk:village_case", args=[case_id])
    assert Case.objects.get(county_code=COUNTY, pk=case_id).state == "RECEIVED"
    assert client.get(url).status_code == 302, "nothing is asked for any more"
    assert as_actor(SECOND_PROXY).get(url).status_code == 404


def test_what_is_done_in_the_village_is_closed_on_one_page() -> None:
    ItemVersion.objects.filter(item__code=INSTANT_ITEM_CODE).update(levels=["TOWNSHIP", "VILLAGE"])
    url = reverse("desk:village_settle", args=[INSTANT_ITEM_CODE])
    client = as_actor(VILLAGE_PROXY)
    assert url in _text(client.get(reverse("desk:village_items")))
    sent = {
        "name": "孙秀英",
        "id_no": NEIGHBOR_ID,
        "card_seen": "1",
        f"seen-{ID('material:insured_proof:1')}": "1",
        "result": "打印参保证明 1 份。",
    }
    unseen = client.post(url, sent | {"card_seen": ""})
    assert (unseen.status_code, "#field-card_seen" in _text(unseen)) == (400, True)
    answer = client.post(url, sent)
    case = Case.objects.get(county_code=COUNTY)
    assert (case.state, case.channel, case.filed_by_id) == ("CLOSED", "PROXY", VILLAGE_PROXY.post_id)
    shown = _text(client.get(answer["Location"]))
    assert case.check_code in shown
    assert "办好了" in shown
    assert "看过原件，符合" in shown
