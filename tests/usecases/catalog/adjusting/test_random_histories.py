"""Random histories of lists: one line and one version at any instant, and every edition stays readable."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import IntegrityError, transaction

from tests.usecases.cases import journey
from tests.usecases.catalog.adjusting.walks import (
    SNACKS,
    begun,
    drafted,
    in_review,
    order,
    publish,
    published,
    published_item,
    with_item,
)
from tests.world import COUNTY_OFFICER, ITEM_CODE, NOW, OWN_ITEM_CODE, SECOND_TOWNSHIP, TOWNSHIP
from yimen.data.cases.models import Case
from yimen.data.catalog.models import Delegation, Item, ItemVersion, ListEdition
from yimen.rules.adjustments import ItemChange
from yimen.rules.delegations import OpenCases, Way
from yimen.rules.errors import RuleViolation
from yimen.usecases.catalog.adjusting.delegating import draft_withdrawal
from yimen.usecases.catalog.unit_lists import UnitList, get_unit_list, list_editions
from yimen.usecases.catalog.versions import get_version_facts
from yimen.usecases.shared.ids import new_id

pytestmark = pytest.mark.django_db
UNITS = (TOWNSHIP, SECOND_TOWNSHIP)
STEPS = 14
Kept = dict[tuple[str, int], UnitList]


def _give(chance: Random, codes: list[str], step: int) -> None:
    way = chance.choice([Way.GRANTED, Way.PASSED_ON, Way.ENTRUSTED])
    units = tuple(chance.sample(UNITS, chance.randint(1, 2)))
    told = order(
        items=tuple(chance.sample(codes, chance.randint(1, len(codes)))),
        units=units,
        way=way,
        basis=f"依据 {step}",
        promised=chance.choice(["", "3", "即办"]),
    )
    publish(in_review(drafted(told)), now=NOW + timedelta(hours=step))


def _take_back(chance: Random, codes: list[str], step: int) -> None:
    adjustment = begun(title=f"收回 {step}")
    draft_withdrawal(
        actor=COUNTY_OFFICER,
        now=NOW,
        adjustment_id=adjustment,
        items=(chance.choice(codes),),
        units=(chance.choice(UNITS),),
        open_cases=chance.choice(list(OpenCases)),
        reason="调整",
    )
    publish(in_review(adjustment), now=NOW + timedelta(hours=step))


def _restand(chance: Random, codes: list[str], step: int) -> None:
    change = chance.choice([ItemChange.SUSPEND, ItemChange.RESUME])
    publish(in_review(with_item(None, change=change, code=codes[0])), now=NOW + timedelta(hours=step))


@pytest.mark.parametrize("seed", [108, 2020, 424])
def test_whatever_is_published_every_edition_stays_as_it_was(seed: int) -> None:
    chance, kept = Random(seed), Kept()  # noqa: S311 - no secret
    published_item(now=NOW + timedelta(minutes=1))
    own = Item.objects.get(source_name=SNACKS.name).code
    codes = [own, ITEM_CODE, OWN_ITEM_CODE]
    published(order(items=(ITEM_CODE,), units=UNITS), now=NOW + timedelta(minutes=2))
    case_id = journey.received(now=NOW + timedelta(minutes=3))
    for step in range(1, STEPS):
        for unit in UNITS:
            for edition in list_editions(unit):
                if edition.in_force:
                    kept[unit, edition.number] = get_unit_list(unit)
        act = chance.choice([_give, _give, _take_back, _restand])
        try:
            act(chance, codes, step)
        except RuleViolation:
            continue  # what may not be is refused, and nothing of it stays
    _check_times()
    for (unit, number), known in kept.items():
        again = get_unit_list(unit, number)
        assert again.lines == known.lines, f"seed {seed}: edition {number} of {unit} reads otherwise"
        assert again.edition.digest == known.edition.digest
    case = Case.objects.select_related("delegation").get(county_code="130921", pk=case_id)
    assert get_version_facts(case.version_id).item_code == ITEM_CODE
    assert case.delegation is not None
    assert case.delegation.promised_amount == 5


def _check_times() -> None:
    for item in Item.objects.all():
        spans = (
            ItemVersion.objects.filter(item=item)
            .order_by("number")
            .values_list("published_at", "superseded_at")
        )
        assert all(end == start for (_, end), (start, _) in pairwise(spans))
        for unit in UNITS:
            rows = Delegation.objects.exclude(published_at=None).filter(item=item, unit_code=unit)
            lines = [
                (each.published_at, each.ended_at)
                for each in rows.order_by("published_at")
                if each.published_at != each.ended_at
            ]
            assert all(end is not None and end <= start for (_, end), (start, _) in pairwise(lines))
    for unit in UNITS:
        numbers = (
            ListEdition.objects.filter(unit_code=unit).order_by("number").values_list("number", flat=True)
        )
        assert list(numbers) == list(range(1, len(numbers) + 1))
        assert ListEdition.objects.filter(unit_code=unit, superseded_at=None).count() == 1


def test_the_database_itself_refuses_a_second_line_at_the_same_time() -> None:
    published()
    row = Delegation.objects.get()
    row.pk, row.published_at = new_id(NOW), NOW + timedelta(hours=1)
    with pytest.raises(IntegrityError, match="one_at_any_instant"), transaction.atomic():
        row.save(force_insert=True)
