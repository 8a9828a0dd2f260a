"""Over random trees: a county is the sum of its townships, kept totals are a count from scratch."""

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from tests.usecases.indicators.trees import COUNTIES, STEPS, Tree
from yimen.data.indicators.models import FoldMark
from yimen.data.orgs.models import Region
from yimen.rules.access import system_actor
from yimen.rules.indicators import INDICATORS, Figure, combine, last_months, month_of
from yimen.usecases.indicators.figures import figures_of
from yimen.usecases.indicators.folding import recount_totals

SYSTEM = system_actor("test")
ADDITIVE = [each.key for each in INDICATORS.values() if each.is_additive]


def grown(seed: int) -> Tree:
    """A tree in which sixty things happened."""
    tree = Tree(rng=Random(seed))  # noqa: S311 - the same tree for the same seed
    tree.plant()
    for _ in range(60):
        getattr(tree, tree.rng.choice(STEPS))()
    return tree


def all_figures(tree: Tree) -> Mapping[tuple[str, str, date], Figure]:
    codes = [*{each.code for each in tree.regions}, "130900000000"]
    return figures_of(codes, ADDITIVE, last_months(month_of(tree.today), 18), now=tree.now)


@pytest.mark.usefixtures("real_db")
@pytest.mark.parametrize("seed", range(4))
def test_a_county_is_the_sum_of_its_townships_whatever_opened_ended_or_moved(seed: int) -> None:
    tree = grown(seed)
    live = all_figures(tree)
    months = last_months(month_of(tree.today), 18)
    townships, counties = tree.codes("TOWNSHIP"), [f"{each}000000" for each in COUNTIES]
    rest = list(
        Region.objects.filter(level="COUNTY").exclude(code__in=counties).values_list("code", flat=True)
    )
    others = figures_of(rest, ADDITIVE, months, now=tree.now)
    seen = 0
    for key in ADDITIVE:
        for month in months:
            for county in counties:
                parts = [live[unit, key, month] for unit in townships if unit[:6] == county[:6]]
                assert live[county, key, month] == combine(parts), (county, key, month)
                seen += bool(live[county, key, month].value)
            everywhere = [
                *(live[unit, key, month] for unit in counties),
                *(others[unit, key, month] for unit in rest),
            ]
            assert live["130900000000", key, month] == combine(everywhere), (key, month)
    assert seen > 40
    assert recount_totals(actor=SYSTEM, now=tree.now).changed == 0
    assert FoldMark.objects.count() == 1
    assert all_figures(tree) == live
