"""What each way of delivering must show."""

from typing import Any

import pytest

from tests.rules.seeds import day
from yimen.rules.case_forms import DeliveryWay
from yimen.rules.deliveries import (
    Delivery,
    DeliveryForm,
    DeliveryIncomplete,
    DeliveryMisdated,
    NotAnnounced,
    check_delivery,
)

W = DeliveryWay
SOUND: dict[DeliveryWay, dict[str, Any]] = {
    W.DOWNLOAD: {},
    W.COUNTER: {},
    W.DIRECT: {"place": "东关村 12 号", "second_deliverer": "王二"},
    W.MAIL: {"place": "东关村 12 号", "tracking_no": "EX1"},
    W.LEFT: {"place": "东关村 12 号", "second_deliverer": "王二", "reason": "拒收", "witnesses": "赵一"},
    W.ANNOUNCED: {"place": "村务公开栏", "reason": "下落不明", "delivered_on": day("2026-11-01")},
}


def _check(way: DeliveryWay, *, sensitive: bool = False, **changed: Any) -> Delivery:
    return check_delivery(
        DeliveryForm(way=way, **{**SOUND[way], **changed}),
        applicant="赵建国",
        deliverer="张窗口",
        center="旧州镇行政综合服务中心",
        decided_on=day("2026-10-30"),
        today=day("2026-12-01"),
        sensitive=sensitive,
    )


@pytest.mark.parametrize("way", list(DeliveryWay))
def test_each_way_with_what_it_must_show_counts(way: DeliveryWay) -> None:
    assert _check(way).way is way


@pytest.mark.parametrize(
    ("way", "field"),
    [(way, field) for way, asked in SOUND.items() for field in asked if field != "delivered_on"],
)
def test_what_is_missing_is_named(way: DeliveryWay, field: str) -> None:
    with pytest.raises(DeliveryIncomplete) as refused:
        _check(way, **{field: " "})
    assert refused.value.field == field


def test_somebody_else_says_how_they_are_related() -> None:
    with pytest.raises(DeliveryIncomplete) as refused:
        _check(W.COUNTER, receiver="赵小明")
    assert refused.value.field == "relation"
    assert _check(W.COUNTER, receiver="赵小明", relation="儿子").relation == "儿子"


def test_two_deliverers_are_two_people() -> None:
    with pytest.raises(DeliveryIncomplete):
        _check(W.DIRECT, second_deliverer="张窗口")
    assert _check(W.DIRECT).deliverers == ("张窗口", "王二")


def test_an_announcement_takes_thirty_days() -> None:
    assert _check(W.ANNOUNCED).on == day("2026-12-01")
    with pytest.raises(DeliveryMisdated):
        _check(W.ANNOUNCED, delivered_on=day("2026-11-02"))


def test_a_sensitive_kind_is_never_announced() -> None:
    with pytest.raises(NotAnnounced):
        _check(W.ANNOUNCED, sensitive=True)


@pytest.mark.parametrize("told", ["2026-10-29", "2026-12-02"])
def test_not_before_the_decision_and_not_tomorrow(told: str) -> None:
    with pytest.raises(DeliveryMisdated):
        _check(W.MAIL, delivered_on=day(told))


def test_at_the_counter_it_is_today() -> None:
    assert _check(W.COUNTER, delivered_on=day("2026-11-05")).on == day("2026-12-01")
