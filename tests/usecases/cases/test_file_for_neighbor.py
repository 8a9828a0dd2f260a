"""A village proxy files for a neighbor: one submission, a consent that holds, a receipt, no decision."""

from datetime import timedelta

import pytest

from tests.usecases.cases import village
from tests.usecases.cases.village import CARD, HOUSEHOLD, filed, filing, photograph, told
from tests.world import (
    CLERK,
    COUNTY,
    ID,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    MATERIALS,
    NEIGHBOR_CLERK,
    NOW,
    PENSION_VERSION,
    SECOND_PROXY,
    SENSITIVE_ITEM_CODE,
    TOWNSHIP,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseEvidence, CaseFile, CaseMaterial, CasePaper, CaseStep, Consent
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.data.people.models import Post
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import Without
from yimen.rules.case_queues import Queue
from yimen.rules.consents import ConsentMissing, ConsentPaperMissing, GuardianNeeded
from yimen.rules.errors import RuleViolation
from yimen.rules.people import BadCheckDigit
from yimen.usecases.cases import actions
from yimen.usecases.cases.consents import ConsentTold
from yimen.usecases.cases.drafts import NotHere
from yimen.usecases.cases.neighbor_filing import (
    CardNotSeen,
    NobodyTakesOver,
    PhotographMissing,
    filing_faults,
)
from yimen.usecases.cases.queries import list_worklist
from yimen.usecases.shared.acting import KeyUsedOtherwise

CHILD_ID = "130921201503079031"


def test_one_submission_makes_the_case_with_files_consent_receipt_and_message(db: None) -> None:
    done = filed()
    case = Case.objects.get(county_code=COUNTY, pk=done.case_id)
    assert (case.state, case.channel, case.identity_check) == ("SUBMITTED", "PROXY", "AT_VILLAGE")
    assert case.filed_by_id == case.first_contact_id == VILLAGE_PROXY.post_id
    assert (case.applicant_name, case.account_id, case.assignee_id) == ("孙秀英", None, None)
    assert case.version_id == PENSION_VERSION
    assert case.notice_due_at is None, "the five days are of permits only"
    assert CaseFile.objects.get(county_code=COUNTY).case_material.material_id == CARD
    consent = Consent.objects.get(county_code=COUNTY, case=case)
    assert (consent.way, consent.state, consent.giver_relation) == ("SIGNED", "GIVEN", "SELF")
    evidence = CaseEvidence.objects.get(county_code=COUNTY, case=case)
    assert (evidence.kind, evidence.file_id) == ("CONSENT", consent.file_id)
    step = CaseStep.objects.get(county_code=COUNTY, case=case)
    assert (step.act, step.post_id) == ("SUBMIT", VILLAGE_PROXY.post_id)


def test_the_receipt_names_the_station_and_says_what_is_on_its_way(db: None) -> None:
    done = filed(without={HOUSEHOLD: Without.NONE})
    paper = CasePaper.objects.select_related("paper").get(county_code=COUNTY, case=done.case_id).paper
    assert paper.kind == "VILLAGE_RECEIPT"
    assert "村收" in paper.paper_no
    assert paper.facts["station_name"] == "东关村综合服务站"
    card, household = paper.facts["materials"]
    assert (card["form"], card["copies"]) == ("电子", "1")
    assert (household["copies"], household["note"]) == ("0", "村里收件时还没有")
    assert CaseMaterial.objects.get(county_code=COUNTY, case=done.case_id, order=2).verdict == "PENDING"


def test_the_neighbor_is_told_who_filed_and_what_to_do_if_unasked(db: None) -> None:
    done = filed()
    message = Outbox.objects.get(county_code=COUNTY, topic="cases.filed_by_proxy")
    assert message.payload["phone"] == village.NEIGHBOR_PHONE
    for part in ("东关村综合服务站", done.case_no, done.check_code, "如果不是您让办的"):
        assert part in message.payload["text"]


def test_a_person_without_a_telephone_is_filed_for_and_gets_no_message(db: None) -> None:
    filed(told=told(phone=""))
    assert not Outbox.objects.filter(county_code=COUNTY).exists()


def test_a_sensitive_kind_is_told_under_its_neutral_name(db: None) -> None:
    form = ID("material:subsistence:1")
    done = filed(item_code=SENSITIVE_ITEM_CODE, photographs=(photograph(form),), without={})
    text = Outbox.objects.get(county_code=COUNTY).payload["text"]
    assert "最低生活保障" not in text
    assert "救助类事项" in text
    assert Case.objects.get(county_code=COUNTY, pk=done.case_id).sensitive


def test_it_waits_on_the_list_of_the_township(db: None) -> None:
    done = filed()
    rows = list_worklist(actor=CLERK, queue=Queue.TO_RECEIVE, today=NOW.date()).rows
    assert [row.id for row in rows] == [done.case_id]
    assert list_worklist(actor=NEIGHBOR_CLERK, queue=Queue.TO_RECEIVE, today=NOW.date()).rows == ()


def test_a_permit_starts_its_five_days_in_the_village_too(db: None) -> None:
    pictures = tuple(photograph(each) for each in MATERIALS)
    done = filed(item_code=ITEM_CODE, photographs=pictures, without={})
    case = Case.objects.get(county_code=COUNTY, pk=done.case_id)
    assert (case.state, case.received_at) == ("SUBMITTED", NOW)
    assert case.notice_due_at is not None


def test_the_same_key_gives_the_same_case_as_a_broken_line_needs(db: None) -> None:
    first = filed(request_key="phone-1")
    again = filed(now=NOW + timedelta(minutes=7), request_key="phone-1")
    assert again == first
    assert Case.objects.filter(county_code=COUNTY).count() == 1
    assert Consent.objects.filter(county_code=COUNTY).count() == 1
    assert Entry.objects.filter(act="cases.file_for_neighbor").count() == 1


def test_the_same_key_with_another_picture_is_refused(db: None) -> None:
    filed(request_key="phone-1")
    with pytest.raises(KeyUsedOtherwise):
        filed(photographs=(photograph(CARD), photograph(CARD)), request_key="phone-1")


def test_a_neighbor_known_from_an_earlier_case_is_not_typed_again(db: None) -> None:
    known = filed().case_id
    done = filed(person_id=known, told={"name": "", "id_no": "", "phone": "", "request": ""})
    case = Case.objects.get(county_code=COUNTY, pk=done.case_id)
    assert (case.applicant_id_no, case.applicant_phone) == (village.NEIGHBOR_ID, village.NEIGHBOR_PHONE)


def test_a_person_of_another_village_is_not_found(db: None) -> None:
    known = filed().case_id
    with pytest.raises(NotFound):
        filed(actor=SECOND_PROXY, person_id=known)


def test_a_photographed_paper_is_kept_whoever_gave_it(db: None) -> None:
    by_daughter = ConsentTold(way="PHOTO", upload=village.SIGNATURE, giver_name="李芳", relation="CHILD")
    done = filed(consent=by_daughter)
    row = Consent.objects.get(county_code=COUNTY, case=done.case_id)
    assert (row.way, row.giver_name, row.giver_relation) == ("PHOTO", "李芳", "CHILD")


@pytest.mark.parametrize(
    ("consent", "refusal"),
    [
        (ConsentTold(way=""), ConsentMissing),
        (ConsentTold(way="SIGNED"), ConsentPaperMissing),
        (ConsentTold(way="PHOTO"), ConsentPaperMissing),
        (ConsentTold(way="LINK"), ConsentMissing),
    ],
)
def test_without_a_consent_nothing_is_filed(
    db: None, consent: ConsentTold, refusal: type[RuleViolation]
) -> None:
    with pytest.raises(refusal):
        filed(consent=consent)
    assert not Case.objects.filter(county_code=COUNTY).exists()


def test_for_a_child_under_14_a_guardian_consents(db: None) -> None:
    child = told(name="孙小雨", id_no=CHILD_ID)
    with pytest.raises(GuardianNeeded) as refused:
        filed(told=child)
    assert refused.value.field == "giver_name"
    by_mother = ConsentTold(way="SIGNED", upload=village.SIGNATURE, giver_name="周兰", relation="PARENT")
    assert filed(told=child, consent=by_mother).case_no


def test_the_card_must_have_been_seen(db: None) -> None:
    with pytest.raises(CardNotSeen) as refused:
        filed(card_seen=False)
    assert refused.value.field == "card_seen"


def test_a_required_material_needs_a_picture_or_a_word(db: None) -> None:
    with pytest.raises(PhotographMissing) as refused:
        filed(without={})
    assert refused.value.field == f"photo-{HOUSEHOLD}"
    assert "户口簿" in refused.value.sentence()


def test_a_mistyped_number_is_refused_at_its_field(db: None) -> None:
    with pytest.raises(BadCheckDigit) as refused:
        filed(told=told(id_no="130921195003079003"))
    assert refused.value.field == "id_no"


def test_a_picture_for_a_material_of_another_item_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        filed(photographs=(photograph(CARD), photograph(MATERIALS[0])))


def test_an_item_of_the_provinces_platform_is_not_filed_here(db: None) -> None:
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(apply_way="LINK")
    with pytest.raises(NotHere):
        filed()


def test_what_is_done_on_the_spot_has_no_filing(db: None) -> None:
    with pytest.raises(RuleViolation):
        filed(
            item_code=INSTANT_ITEM_CODE,
            photographs=(),
            without={ID("material:insured_proof:1"): Without.BRING},
        )


def test_a_township_without_a_clerk_takes_nothing_over(db: None) -> None:
    Post.objects.filter(role="CLERK", region__code=TOWNSHIP).update(valid_to=NOW.date())
    with pytest.raises(NobodyTakesOver, match="没有窗口人员在岗"):
        filed()


def test_only_a_village_proxy_files_for_a_neighbor(db: None) -> None:
    with pytest.raises(NotAllowed):
        actions.file_for_neighbor(**filing(actor=CLERK))


def test_everything_that_is_to_be_mended_is_told_at_once_in_the_order_of_the_page(db: None) -> None:
    sent = filing(
        told=told(name="", id_no="1309", phone="12"),
        card_seen=False,
        photographs=(),
        without={},
        consent=ConsentTold(way="SIGNED"),
    )["sent"]
    fields = [fault.field for fault in filing_faults(VILLAGE_PROXY, NOW, sent)]
    assert fields == [
        "name",
        "id_no",
        "phone",
        "card_seen",
        f"photo-{CARD}",
        f"photo-{HOUSEHOLD}",
        "signature",
    ]
    assert filing_faults(VILLAGE_PROXY, NOW, filing(told=told(phone=""))["sent"]) == ()
