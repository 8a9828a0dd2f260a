"""Services beyond government are added, shown while they run, and ended."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.world import (
    CITY_OFFICER,
    CLERK,
    COUNTY_OFFICER,
    NOW,
    OTHER_TOWNSHIP,
    SECOND_COUNTY_OFFICER,
    TOWNSHIP,
)
from yimen.data.catalog.models import PartnerService
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.partners import PartnerTerms
from yimen.rules.text import TextMissing
from yimen.usecases.catalog.partners import (
    ServiceEnded,
    ServiceThere,
    UnknownUnit,
    add_partner_service,
    end_partner_service,
    list_partner_services,
    partner_services_at,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)
TERMS = PartnerTerms(
    kind="FINANCE",
    name="小额取款",
    partner="沧县农村信用联社",
    contract_no="合2026-7",
    starts_on=TODAY,
    ends_on=date(2027, 11, 15),
    where="大厅 6 号窗口",
)


def added(**more: Any) -> UUID:
    """The office of the county adds it to 旧州镇."""
    told = {"actor": COUNTY_OFFICER, "now": NOW, "unit_code": TOWNSHIP, "terms": TERMS} | more
    return add_partner_service(**told)


def ended(service: UUID, **more: Any) -> UUID:
    """It ends today."""
    told = {"actor": COUNTY_OFFICER, "now": NOW, "service_id": service, "reason": "合同到期不续"} | more
    return end_partner_service(**told)


def test_a_service_stands_at_its_place_from_its_first_day_to_its_last() -> None:
    added()
    (shown,) = partner_services_at(TOWNSHIP, today=TODAY)
    assert (shown.name, shown.partner, shown.kind_label) == ("小额取款", "沧县农村信用联社", "金融")
    assert partner_services_at(TOWNSHIP, today=TODAY - timedelta(days=1)) == ()
    assert partner_services_at(TOWNSHIP, today=date(2027, 11, 16)) == ()
    assert Entry.objects.filter(act="catalog.add_partner_service").count() == 1


def test_an_ended_service_is_gone_the_next_day_and_stays_in_the_register() -> None:
    ended(added())
    assert len(partner_services_at(TOWNSHIP, today=TODAY)) == 1
    assert partner_services_at(TOWNSHIP, today=TODAY + timedelta(days=1)) == ()
    (row,) = list_partner_services(actor=COUNTY_OFFICER, today=TODAY).rows
    assert (row.ended_on, row.end_reason, row.unit_name) == (TODAY, "合同到期不续", "旧州镇")


def test_kinds_stand_in_their_order() -> None:
    added()
    added(terms=replace(TERMS, kind="PARTY", name="党员关系转接", partner="旧州镇党委", contract_no=""))
    assert [each.kind_label for each in partner_services_at(TOWNSHIP, today=TODAY)] == ["党务", "金融"]


def test_the_same_service_of_the_same_partner_stands_once_until_it_is_ended() -> None:
    first = added()
    with pytest.raises(ServiceThere):
        added()
    ended(first)
    added()
    assert PartnerService.objects.count() == 2


@pytest.mark.parametrize("code", [OTHER_TOWNSHIP, "130921000000", "130921999000", "x", ""])
def test_only_a_township_or_village_of_the_county_has_services(code: str) -> None:
    with pytest.raises(UnknownUnit):
        added(unit_code=code)


@pytest.mark.parametrize("actor", [CLERK, CITY_OFFICER])
def test_only_the_office_of_the_county_adds_and_ends(actor: Any) -> None:
    with pytest.raises(NotAllowed):
        added(actor=actor)
    with pytest.raises(NotAllowed):
        ended(added(), actor=actor)


def test_what_is_not_there_or_ended_cannot_be_ended() -> None:
    service = added()
    with pytest.raises(TextMissing):
        ended(service, reason=" ")
    with pytest.raises(NotFound):
        ended(UUID(int=7))
    ended(service, actor=SECOND_COUNTY_OFFICER)
    with pytest.raises(ServiceEnded):
        ended(service)


def test_the_register_goes_on_by_key() -> None:
    for at in range(31):
        added(terms=replace(TERMS, name=f"服务{at}"), now=NOW + timedelta(seconds=at))
    first = list_partner_services(actor=COUNTY_OFFICER, today=TODAY)
    assert len(first.rows) == 30
    rest = list_partner_services(actor=COUNTY_OFFICER, today=TODAY, after=first.next_key)
    assert [row.name for row in rest.rows] == ["服务0"]
    with pytest.raises(NotFound):
        list_partner_services(actor=COUNTY_OFFICER, today=TODAY, after="x")
