"""A link asks somebody far away; only its digest stays."""

from datetime import timedelta

import pytest

from tests.usecases.cases import village
from tests.usecases.cases.village import DAUGHTER_PHONE, TOLD, asked, filed
from tests.world import (
    CLERK,
    COUNTY,
    NOW,
    PENSION_ITEM_CODE,
    SECOND_PROXY,
    SENSITIVE_ITEM_CODE,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Consent
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.consents import TooManyAsked
from yimen.rules.people import BadCheckDigit, BadPhone
from yimen.usecases.cases.actions import ask_consent


def test_the_telephone_gets_a_link_of_the_county_and_the_table_only_its_digest(db: None) -> None:
    consent_id, token = asked()
    row = Consent.objects.get(county_code=COUNTY, pk=consent_id)
    assert (row.state, row.way, row.case_id, row.giver_phone) == ("ASKED", "LINK", None, DAUGHTER_PHONE)
    assert token.startswith(COUNTY)
    assert token not in row.token_digest
    text = Outbox.objects.get(topic="cases.consent_asked").payload["text"]
    for part in ("东关村综合服务站", "孙*英", "城乡居民养老保险参保登记", "{public_url}/consent/"):
        assert part in text
    assert "孙秀英" not in text
    entry = Entry.objects.get(act="cases.ask_consent")
    assert DAUGHTER_PHONE not in entry.text


def test_a_sensitive_item_goes_by_its_neutral_name(db: None) -> None:
    asked(item_code=SENSITIVE_ITEM_CODE)
    text = Outbox.objects.get(topic="cases.consent_asked").payload["text"]
    assert "最低生活保障" not in text
    assert "救助类事项" in text


def test_a_known_neighbor_is_named_by_an_earlier_case_of_the_village(db: None) -> None:
    known = filed().case_id
    consent_id, _ = asked(told={}, person_id=known)
    assert Consent.objects.get(county_code=COUNTY, pk=consent_id).applicant_id_no == village.NEIGHBOR_ID
    with pytest.raises(NotFound):
        ask_consent(
            actor=SECOND_PROXY,
            now=NOW,
            item_code=PENSION_ITEM_CODE,
            told={},
            giver_phone=DAUGHTER_PHONE,
            person_id=known,
        )


def test_one_telephone_gets_five_links_a_day(db: None) -> None:
    for _ in range(5):
        asked()
    with pytest.raises(TooManyAsked):
        asked()
    asked(now=NOW + timedelta(days=1, seconds=1))


def test_wrong_numbers_are_refused_at_their_fields(db: None) -> None:
    with pytest.raises(BadPhone) as refused:
        asked(giver_phone="12345")
    assert refused.value.field == "giver_phone"
    with pytest.raises(BadCheckDigit):
        asked(told=TOLD | {"id_no": "130921195003079003"})
    assert not Consent.objects.filter(county_code=COUNTY).exists()


def test_only_a_village_proxy_asks(db: None) -> None:
    with pytest.raises(NotAllowed):
        ask_consent(actor=CLERK, now=NOW, item_code=PENSION_ITEM_CODE, told=TOLD, giver_phone=DAUGHTER_PHONE)


def test_asked_twice_by_the_same_form_sends_one_message(db: None) -> None:
    for _ in range(2):
        ask_consent(
            actor=VILLAGE_PROXY,
            now=NOW,
            item_code=PENSION_ITEM_CODE,
            told=TOLD,
            giver_phone=DAUGHTER_PHONE,
            request_key="ask-1",
        )
    assert Outbox.objects.filter(topic="cases.consent_asked").count() == 1
