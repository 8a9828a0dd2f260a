"""The sample oversight: decisions in each state, made once, and nothing invented for what has no rule."""

from collections import Counter

from tests import world
from yimen.cli.demo.cases import seed_cases
from yimen.cli.demo.oversight import seed_oversight, seed_oversight_rules
from yimen.cli.demo.plans import PLANS
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.catalog.models import OversightRule
from yimen.rules.cases import CaseState


def test_sample_decisions_stand_in_every_state_and_a_second_run_changes_nothing(people: None) -> None:
    granted = [plan for plan in PLANS if plan.target in {CaseState.CLOSED, CaseState.GRANTED}]
    for _ in range(2):
        assert seed_oversight_rules(world.NOW) == 1
        seed_cases(world.NOW, granted)
        assert seed_oversight(world.NOW) == sum(not plan.refused for plan in granted)
        states = Counter(OversightReferral.objects.values_list("state", flat=True))
        assert states == {"CHECKED": 2, "ACKNOWLEDGED": 2, "HANDED_OVER": 2, "UNNAMED": 2}
        assert OversightStep.objects.filter(act="SENT_BACK").count() == 1
        assert set(OversightRule.objects.values_list("sample", flat=True)) == {True}
