"""The counter's screen as plain forms, step by step; scripts only make it quicker."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.uploads import PNG
from tests.usecases.cases import counter
from tests.web.sessions import as_actor
from tests.world import (
    CLERK,
    COUNTY,
    ID_NUMBER,
    INSTANT_ITEM_CODE,
    NEIGHBOR_CLERK,
    PENSION_ITEM_CODE,
    RESIDENT_PHONE,
    REVIEWER,
    VILLAGE,
)
from yimen.data.cases.models import Case, CaseFile
from yimen.data.journal.models import Entry

pytestmark = pytest.mark.django_db
URL = "/desk/intake/"
FORM = {
    "request_key": "k" * 32,
    "visit_id": str(counter.VISIT),
    "id_no": ID_NUMBER,
    "looked": ID_NUMBER,
    "known": "0",
    "name": "赵建国",
    "phone": RESIDENT_PHONE,
    "village_code": VILLAGE,
    "identity_check": "IN_PERSON",
    "item": PENSION_ITEM_CODE,
    f"verdict-{counter.CARD}": "PASS",
    f"verdict-{counter.HOUSEHOLD}": "PASS",
}


def _post(act: str, client: Client | None = None, **fields: Any) -> Any:
    return (client or as_actor(CLERK)).post(URL, FORM | fields | {"act": act})


def _text(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def _focus(answer: Any) -> str:
    found = re.search(r'data-focus="([^"]*)"', _text(answer))
    assert found is not None
    return found[1]


def test_the_screen_begins_with_the_number_of_the_card() -> None:
    answer = as_actor(CLERK).get(URL)
    assert answer.status_code == 200
    assert _focus(answer) == "field-id_no"
    assert "D 东关村" in _text(answer)
    assert "北关村" not in _text(answer), "only villages of this center"


def test_enter_after_the_number_brings_out_who_was_here_before() -> None:
    counter.taken_in()
    answer = as_actor(CLERK).post(URL, {"act": "NEXT", "id_no": "11010519491231002x", "request_key": "a"})
    text = _text(answer)
    assert 'value="赵建国"' in text
    assert f'value="{RESIDENT_PHONE}"' in text
    assert f'<option value="{VILLAGE}" selected>' in text
    assert "在办 1 件" in text
    assert _focus(answer) == "field-identity_check"
    assert Entry.objects.filter(act="cases.look_up_person").count() == 1


def test_somebody_new_is_asked_for_name_and_village() -> None:
    answer = as_actor(CLERK).post(URL, {"act": "NEXT", "id_no": ID_NUMBER})
    assert "第一次来" in _text(answer)
    assert _focus(answer) == "field-name"


def test_a_wrong_number_is_said_at_once_at_its_field() -> None:
    answer = as_actor(CLERK).post(URL, {"act": "PERSON", "id_no": "110105194912310021", "name": "赵建国"})
    assert answer.status_code == 400
    assert "最后一位对不上" in _text(answer)
    assert 'href="#field-id_no"' in _text(answer)
    assert 'value="赵建国"' in _text(answer)


def test_another_number_forgets_who_stood_here_before() -> None:
    answer = _post("PERSON", id_no="130921195003079002")
    assert 'value="赵建国"' not in _text(answer)


def test_words_find_items_of_this_level_and_say_what_is_done_at_once() -> None:
    text = _text(_post("SEARCH", item="", q="参保"))
    assert f'value="ITEM:{PENSION_ITEM_CODE}"' in text
    assert f'value="ITEM:{INSTANT_ITEM_CODE}"' in text
    assert "当场办结" in text
    options = _text(as_actor(CLERK).get(reverse("desk:intake_items") + "?q=cxjm"))
    assert f'data-code="{PENSION_ITEM_CODE}"' in options


def test_enter_in_the_search_searches() -> None:
    assert f'value="ITEM:{PENSION_ITEM_CODE}"' in _text(_post("NEXT", item="", q="养老"))


def test_a_chosen_item_shows_its_materials_without_marks() -> None:
    answer = _post(f"ITEM:{PENSION_ITEM_CODE}", item="")
    assert "有效身份证件" in _text(answer)
    assert _focus(answer) == f"field-verdict-{counter.CARD}"
    assert "checked" in _text(answer), "the identity stays chosen"
    assert f'name="verdict-{counter.CARD}" value="PASS" checked' not in _text(answer)


def test_the_same_thing_open_is_warned_of_and_still_taken_in() -> None:
    first = counter.taken_in()
    answer = _post(f"ITEM:{PENSION_ITEM_CODE}", item="")
    assert first.case_no in _text(answer)
    assert "系统不拦" in _text(answer)
    assert _post("TAKE_IN").status_code == 302
    assert Case.objects.count() == 2


def test_taking_in_leads_to_what_the_applicant_takes_home() -> None:
    client = as_actor(CLERK)
    scan = SimpleUploadedFile("身份证.png", PNG, "image/png")
    answer = _post("TAKE_IN", client, **{f"scan-{counter.CARD}": scan})
    case = Case.objects.get(county_code=COUNTY)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:intake_done", args=[case.pk]))
    assert CaseFile.objects.filter(case_material__case=case).count() == 1
    text = _text(client.get(answer["Location"]))
    assert case.case_no in text
    assert case.check_code in text
    assert "申请材料接收凭证" in text
    assert "data-paper-wait" in text
    assert "赵*国" in text


def test_what_lacks_goes_out_as_the_notice() -> None:
    client = as_actor(CLERK)
    lacking = {f"verdict-{counter.HOUSEHOLD}": "MISSING"}
    refused = _post("TAKE_IN", client, **lacking)
    assert refused.status_code == 400
    assert "请出具一次性告知书" in _text(refused)
    answer = _post("TAKE_IN_LACKING", client, **lacking)
    assert Case.objects.get(county_code=COUNTY).state == "CORRECTING"
    assert "一次性告知书" in _text(client.get(answer["Location"]))


def test_an_instant_item_is_settled_on_the_spot() -> None:
    client = as_actor(CLERK)
    marks = {f"verdict-{key}": "PASS" for key in counter.verdicts_of("insured_proof", "PASS")}
    fields = {name: value for name, value in FORM.items() if not name.startswith("verdict-")}
    chosen = client.post(URL, fields | {"act": f"ITEM:{INSTANT_ITEM_CODE}"})
    assert 'value="SETTLE"' in _text(chosen)
    assert 'value="TAKE_IN"' not in _text(chosen)
    sent = fields | marks | {"act": "SETTLE", "item": INSTANT_ITEM_CODE, "result": "已打印参保证明一份。"}
    answer = client.post(URL, sent)
    case = Case.objects.get(county_code=COUNTY)
    assert (case.state, case.visit_id, case.first_contact_id) == ("CLOSED", counter.VISIT, CLERK.post_id)
    assert "当场办结" in _text(client.get(answer["Location"]))


def test_a_refusal_keeps_everything_typed_and_names_the_field() -> None:
    answer = _post("TAKE_IN", phone="12", request="盖章两份")
    text = _text(answer)
    assert answer.status_code == 400
    assert 'href="#field-phone"' in text
    assert 'value="12"' in text
    assert "盖章两份" in text
    assert f'name="verdict-{counter.CARD}" value="PASS" checked' in text
    assert not Case.objects.exists()


def test_a_material_without_a_mark_leads_to_the_materials() -> None:
    text = _text(_post("TAKE_IN", **{f"verdict-{counter.HOUSEHOLD}": ""}))
    assert f'href="#field-verdict-{counter.CARD}"' in text
    assert "还有 1 样材料没有点" in text


def test_a_double_click_and_a_replay_are_one_case() -> None:
    client = as_actor(CLERK)
    first, again = _post("TAKE_IN", client), _post("TAKE_IN", client)
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


def test_one_more_thing_keeps_the_person_and_the_visit() -> None:
    client = as_actor(CLERK)
    _post("TAKE_IN", client)
    case = Case.objects.get(county_code=COUNTY)
    answer = client.post(
        URL,
        {"act": "AGAIN", "case_id": str(case.pk), "visit_id": str(case.visit_id), "request_key": "again"},
    )
    text = _text(answer)
    assert 'value="赵建国"' in text
    assert f'name="visit_id" value="{counter.VISIT}"' in text
    assert case.case_no in text, "what was taken in at this visit"
    assert _focus(answer) == "field-q", "the identity was checked a moment ago"


def test_a_stranger_of_another_township_gets_nothing_by_the_id_of_a_case() -> None:
    done = counter.taken_in()
    client = as_actor(NEIGHBOR_CLERK)
    assert client.post(URL, {"act": "AGAIN", "case_id": str(done.case_id)}).status_code == 404
    assert client.get(reverse("desk:intake_done", args=[done.case_id])).status_code == 404


def test_a_reviewer_has_no_counter() -> None:
    assert as_actor(REVIEWER).get(URL).status_code == 403


def test_a_session_that_ended_keeps_what_was_typed() -> None:
    client = as_actor(CLERK)
    owner = re.search(r'name="form_owner" value="([^"]+)"', _text(client.get(URL)))
    assert owner is not None
    stranger = Client()
    answer = stranger.post(URL, FORM | {"act": "TAKE_IN", "form_owner": owner[1]})
    assert answer.status_code == 302
    assert "kept=1" in answer["Location"]
    assert not Case.objects.exists()


def test_the_large_sheet_names_clerk_code_and_what_to_bring() -> None:
    client = as_actor(CLERK)
    done = _post("TAKE_IN_LACKING", client, **{f"verdict-{counter.HOUSEHOLD}": "MISSING"})
    page = _text(client.get(done["Location"]))
    large = re.search(r'href="([^"]+/large/)"', page)
    assert large is not None
    text = _text(client.get(large[1]))
    case = Case.objects.get(county_code=COUNTY)
    for words in (CLERK.name, case.check_code, case.case_no, "户口簿首页和本人页", "补齐的那天", "<svg"):
        assert words in text
    assert case.check_code not in re.sub(r"#[A-Z0-9]+", "", large[1])


def test_a_receipt_of_a_permit_says_until_when_we_must_answer() -> None:
    client = as_actor(CLERK)
    permit = {"item": "CZ0010", f"verdict-{counter.CARD}": "", f"verdict-{counter.HOUSEHOLD}": ""}
    sent = {name: value for name, value in (FORM | permit).items() if value}
    sent |= {f"verdict-{key}": "PASS" for key in counter.verdicts_of("felling", "PASS", "PASS")}
    done = client.post(URL, sent | {"act": "TAKE_IN"})
    large = re.search(r'href="([^"]+/large/)"', _text(client.get(done["Location"])))
    assert large is not None
    assert "就算受理了" in _text(client.get(large[1]))


def test_a_decision_has_no_large_sheet() -> None:
    from tests.usecases.cases import journey
    from yimen.data.cases.models import CasePaper

    case_id = journey.granted()
    paper = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper_id
    assert as_actor(CLERK).get(reverse("desk:large_print", args=[case_id, paper])).status_code == 404
