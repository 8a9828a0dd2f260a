"""Contacts of units: written by the unit or above it, masked, revealed with a reason, each change kept."""

from datetime import timedelta

import pytest

from tests.usecases.programme.programmes import CONTACT, contact_written
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY_OFFICER,
    NOW,
    OTHER_TOWNSHIP,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.programme import ChangedMeanwhile, NothingToChange
from yimen.rules.text import TextMissing
from yimen.usecases.programme.contacts import get_contact, list_contacts, reveal_contact

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
COUNTY_CODE = "130921000000"


def test_a_township_names_its_contact_and_its_number_stays_masked() -> None:
    assert contact_written() == 1
    view = get_contact(actor=COUNTY_OFFICER, unit_code=TOWNSHIP)
    assert (view.values["contact_mobile"], view.values["contact_phone"]) == ("138****0021", "0317-0000021")
    told = {what: after for what, _, after in view.changes[0].changes}
    assert told["联系人手机"] == "138****0021"
    assert "13800000021" not in Entry.objects.get(act="programme.write_contact").text


def test_a_form_that_comes_back_with_the_stars_keeps_the_number() -> None:
    contact_written()
    masked = get_contact(actor=CENTER_HEAD, unit_code=TOWNSHIP).values
    assert contact_written(now=LATER, typed=masked | {"contact_name": "示例·王五"}, revision=1) == 2
    shown = reveal_contact(
        actor=CENTER_HEAD, now=NOW, unit_code=TOWNSHIP, key="contact_mobile", reason="核对"
    )
    assert shown == "13800000021"
    changes = get_contact(actor=CENTER_HEAD, unit_code=TOWNSHIP).changes[0].changes
    assert changes == (("联系人姓名", "示例·李四", "示例·王五"),)


def test_a_reveal_is_journalled_with_its_reason_and_without_the_number() -> None:
    contact_written()
    with pytest.raises(TextMissing):
        reveal_contact(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP, key="contact_mobile", reason="")
    reveal_contact(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP, key="contact_mobile", reason="催报表")
    entry = Entry.objects.get(act="programme.reveal_contact")
    assert "催报表" in entry.text
    assert "13800000021" not in entry.text
    with pytest.raises(NotFound):
        reveal_contact(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP, key="department", reason="看看")


def test_each_unit_sees_those_above_itself_and_those_below() -> None:
    contact_written()
    contact_written(actor=COUNTY_OFFICER, unit_code=COUNTY_CODE)
    city = list_contacts(actor=CITY_OFFICER, unit_code="130900000000")
    assert [(line.unit_name, line.is_told) for line in city] == [
        ("沧州市", False),
        ("沧县", True),
        ("青县", False),
    ]
    county = list_contacts(actor=COUNTY_OFFICER, unit_code=COUNTY_CODE)
    assert [line.unit_name for line in county] == ["沧州市", "沧县", "旧州镇", "兴济镇"]
    assert [line.is_writable for line in county] == [False, True, True, True]
    own = list_contacts(actor=CLERK, unit_code=TOWNSHIP)
    assert [line.unit_name for line in own] == ["沧州市", "沧县", "旧州镇"]


def test_a_unit_writes_neither_its_neighbor_s_contact_nor_its_county_s() -> None:
    for elsewhere in (SECOND_TOWNSHIP, COUNTY_CODE, OTHER_TOWNSHIP, VILLAGE, "x"):
        with pytest.raises(NotFound):
            contact_written(unit_code=elsewhere)
    with pytest.raises(NotAllowed):
        contact_written(actor=CLERK)


def test_a_stale_form_and_one_that_changes_nothing_are_refused() -> None:
    contact_written()
    with pytest.raises(ChangedMeanwhile):
        contact_written(typed=CONTACT | {"fax": "0317-0000022"})
    with pytest.raises(NothingToChange):
        contact_written(revision=1)
