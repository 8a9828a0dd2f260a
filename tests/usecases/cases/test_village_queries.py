"""What a proxy sees: their own cases under neutral names, questions that are out, papers to carry."""

from datetime import timedelta

import pytest

from tests.usecases.cases import journey, village
from tests.usecases.cases.village import CARD, asked, filed, linked, photograph
from tests.world import (
    CLERK,
    COUNTY,
    ID,
    INSTANT_ITEM_CODE,
    NOW,
    PENSION_ITEM_CODE,
    PENSION_VERSION,
    SECOND_PROXY,
    SENSITIVE_ITEM_CODE,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import NotFound
from yimen.usecases.cases.actions import receive, revoke_consent
from yimen.usecases.cases.queries import (
    get_intake,
    get_proxy_case,
    get_village_desk,
    list_handed_over,
    list_village_items,
    open_proxy_paper,
)

TODAY = NOW.date()


def _sensitive() -> object:
    form = ID("material:subsistence:1")
    return filed(item_code=SENSITIVE_ITEM_CODE, photographs=(photograph(form),), without={}).case_id


def test_the_first_page_names_nobody_and_nothing_sensitive(db: None) -> None:
    _sensitive()
    filed(now=NOW + timedelta(minutes=1))
    newest, oldest = get_village_desk(actor=VILLAGE_PROXY, now=NOW).filed
    assert (newest.applicant_name, newest.item_name) == ("孙*英", "城乡居民养老保险参保登记")
    assert newest.waits_for_papers, "the household book is on its way"
    assert oldest.item_name == "救助类事项"


def test_pages_go_on_by_key(db: None) -> None:
    for minute in range(3):
        filed(now=NOW + timedelta(minutes=minute))
    first = get_village_desk(actor=VILLAGE_PROXY, now=NOW, limit=2)
    second = get_village_desk(actor=VILLAGE_PROXY, now=NOW, after=first.next_key, limit=2)
    assert (len(first.filed), len(second.filed), second.next_key) == (2, 1, None)


def test_a_question_waits_until_it_is_answered_then_leads_on(db: None) -> None:
    asked()
    (waiting,) = get_village_desk(actor=VILLAGE_PROXY, now=NOW).consents
    assert (waiting.state, waiting.can_file, waiting.is_old) == ("ASKED", False, False)
    (old,) = get_village_desk(actor=VILLAGE_PROXY, now=NOW + timedelta(days=8)).consents
    assert old.is_old


def test_an_answered_question_is_used_up_by_its_filing(db: None) -> None:
    consent, _ = linked()
    (given,) = get_village_desk(actor=VILLAGE_PROXY, now=NOW).consents
    assert given.can_file
    intake = get_intake(actor=VILLAGE_PROXY, item_code=PENSION_ITEM_CODE, consent_id=given.id)
    assert intake.consent_given_by == "李芳"
    assert intake.person is not None
    assert intake.person.name == "孙*英"
    unknown = {"name": "", "id_no": "", "phone": "", "request": ""}
    done = filed(consent=consent, told=unknown)
    assert Case.objects.get(county_code=COUNTY, pk=done.case_id).applicant_id_no == village.NEIGHBOR_ID
    assert get_village_desk(actor=VILLAGE_PROXY, now=NOW).consents == ()


def test_another_proxy_and_a_revoked_consent_see_nothing(db: None) -> None:
    case_id = filed().case_id
    assert get_village_desk(actor=SECOND_PROXY, now=NOW).filed == ()
    with pytest.raises(NotFound):
        get_proxy_case(actor=SECOND_PROXY, case_id=case_id, today=TODAY)
    revoke_consent(actor=CLERK, now=NOW, case_id=case_id, reason="本人撤回。")
    assert get_village_desk(actor=VILLAGE_PROXY, now=NOW).filed == ()
    with pytest.raises(NotFound):
        get_proxy_case(actor=VILLAGE_PROXY, case_id=case_id, today=TODAY)


def test_the_case_says_what_comes_next_and_shows_what_was_handed_in(db: None) -> None:
    found = get_proxy_case(actor=VILLAGE_PROXY, case_id=filed().case_id, today=TODAY)
    assert found.track.next_thing.what == "等窗口收件、核对材料"
    assert not found.track.next_thing.is_yours
    assert not found.track.can_sign
    assert [len(each.files) for each in found.materials] == [1, 0]
    assert (found.consent_label, found.consent_giver) == ("本人在手机上签名", "孙秀英")


def test_the_receipt_can_be_opened_once_it_is_made(db: None) -> None:
    case_id = filed().case_id
    paper_id = CasePaper.objects.get(county_code=COUNTY, case=case_id).paper_id
    with pytest.raises(NotFound):
        open_proxy_paper(actor=VILLAGE_PROXY, case_id=case_id, paper_id=paper_id)
    journey.make_papers(NOW)
    assert open_proxy_paper(actor=VILLAGE_PROXY, case_id=case_id, paper_id=paper_id).content


def test_the_list_for_the_township_names_the_papers_to_carry_until_it_has_them(db: None) -> None:
    case_id = filed().case_id
    (row,) = list_handed_over(actor=VILLAGE_PROXY).rows
    assert row.papers == ("户口簿首页和本人页",)
    receive(actor=CLERK, now=NOW + timedelta(hours=1), case_id=case_id, identity_check="AT_VILLAGE")
    assert list_handed_over(actor=VILLAGE_PROXY).rows == ()


def test_the_list_for_the_township_tells_no_papers_of_a_sensitive_kind(db: None) -> None:
    _sensitive()
    (row,) = list_handed_over(actor=VILLAGE_PROXY).rows
    assert (row.item_name, row.papers) == ("救助类事项", ())


def test_what_can_be_filed_is_found_by_words_and_platform_items_are_left_out(db: None) -> None:
    found = list_village_items("养老保险参保")
    assert PENSION_ITEM_CODE in [each.code for each in found]
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(apply_way="LINK")
    assert PENSION_ITEM_CODE not in [each.code for each in list_village_items("养老保险参保")]


def test_without_words_what_is_done_in_villages_is_listed(db: None) -> None:
    assert list_village_items("") == ()
    ItemVersion.objects.filter(item__code__in=[PENSION_ITEM_CODE, INSTANT_ITEM_CODE]).update(
        levels=["TOWNSHIP", "VILLAGE"]
    )
    listed = {each.code: each.is_instant for each in list_village_items(" ")}
    assert listed == {PENSION_ITEM_CODE: False, INSTANT_ITEM_CODE: True}


def test_the_page_warns_of_the_same_thing_on_its_way(db: None) -> None:
    done = filed()
    view = get_intake(actor=VILLAGE_PROXY, item_code=PENSION_ITEM_CODE, person_id=done.case_id)
    assert view.open_case_no == done.case_no
    assert next(each.id for each in view.materials) == CARD
