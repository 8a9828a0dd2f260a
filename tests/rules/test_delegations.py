"""Which way fits which level and type, and what each must name."""

from datetime import date
from typing import Any

import pytest

from yimen.rules.catalog import Authority, ItemType
from yimen.rules.delegations import (
    BasisMissing,
    Delegated,
    DirectOnlyService,
    EntrustingOrganMissing,
    NoticeMissing,
    PermitToVillage,
    ValidityBackwards,
    Way,
    WayDoesNotFit,
    authority_under,
    check_delegated,
    ways_at,
)
from yimen.rules.orgs import Level

TOLD: dict[str, Any] = {
    "way": Way.GRANTED,
    "level": Level.TOWNSHIP,
    "item": "林木采伐许可证核发",
    "item_type": ItemType.PERMIT,
    "department": "林业和草原",
    "has_entrusting_organ": True,
    "basis": "森林法第五十七条",
    "notice": "公告〔2026〕1号",
}


def _told(**changes: Any) -> Delegated:
    return Delegated(**(TOLD | changes))


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"way": Way.VILLAGE_RECEIVES}, WayDoesNotFit),
        ({"way": Way.COUNTY_TERMS}, WayDoesNotFit),
        ({"level": Level.COUNTY}, WayDoesNotFit),
        ({"level": Level.VILLAGE}, WayDoesNotFit),
        ({"level": Level.VILLAGE, "way": Way.VILLAGE_RECEIVES}, PermitToVillage),
        ({"level": Level.VILLAGE, "way": Way.DIRECT}, PermitToVillage),
        ({"way": Way.DIRECT}, DirectOnlyService),
        ({"way": Way.DIRECT, "level": Level.VILLAGE, "item_type": ItemType.BENEFIT}, DirectOnlyService),
        ({"basis": " "}, BasisMissing),
        ({"way": Way.ENTRUSTED, "basis": ""}, BasisMissing),
        ({"way": Way.ENTRUSTED, "has_entrusting_organ": False}, EntrustingOrganMissing),
        ({"way": Way.ENTRUSTED, "notice": ""}, NoticeMissing),
        ({"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 2)}, ValidityBackwards),
    ],
)
def test_what_the_law_or_the_level_does_not_allow_is_refused(
    changes: dict[str, Any], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        check_delegated(_told(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"way": Way.ENTRUSTED},
        {"way": Way.PASSED_ON, "basis": "", "notice": ""},
        {"way": Way.ASSISTED, "level": Level.VILLAGE, "basis": "", "notice": ""},
        {"way": Way.DIRECT, "item_type": ItemType.PUBLIC_SERVICE, "level": Level.VILLAGE, "basis": ""},
        {"way": Way.VILLAGE_RECEIVES, "item_type": ItemType.BENEFIT, "level": Level.VILLAGE, "basis": ""},
        {"way": Way.COUNTY_TERMS, "level": Level.COUNTY, "basis": ""},
        {"way": Way.ENTRUSTED, "item_type": ItemType.BENEFIT, "notice": ""},
    ],
)
def test_what_is_allowed_passes(changes: dict[str, Any]) -> None:
    check_delegated(_told(**changes))


def test_no_village_ever_decides_a_permit() -> None:
    for way in ways_at(Level.VILLAGE):
        if way is not Way.ASSISTED:
            with pytest.raises((PermitToVillage, WayDoesNotFit)):
                check_delegated(_told(level=Level.VILLAGE, way=way))


def test_in_whose_name_follows_from_the_way() -> None:
    assert authority_under(Way.GRANTED) is Authority.OWN
    assert authority_under(Way.ENTRUSTED) is Authority.ENTRUSTED
    assert [way for way in Way if authority_under(way) is None] == [
        Way.PASSED_ON,
        Way.ASSISTED,
        Way.VILLAGE_RECEIVES,
        Way.VILLAGE_PASSES_UP,
        Way.COUNTY_TERMS,
    ]
