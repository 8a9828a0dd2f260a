"""The sample benefits: each where its plan says, made once, and none but sample rows."""

from collections import Counter
from datetime import timedelta

from tests import world
from yimen.cli.demo.benefit_walks import BENEFIT_PLANS, seed_benefits
from yimen.data.cases.models import Case, CaseStep
from yimen.rules.calendar import beijing_date
from yimen.usecases.cases.queries import list_postings
from yimen.usecases.people.queries import list_sample_actors


def test_every_benefit_stands_where_its_plan_says_and_a_second_run_changes_nothing(people: None) -> None:
    assert seed_benefits(world.NOW) == len(BENEFIT_PLANS)
    states = Counter(Case.objects.values_list("state", flat=True))
    assert states == Counter({"VERIFYING": 1, "PUBLICIZING": 1, "CONFIRMING": 1, "GRANTED": 1})
    steps = CaseStep.objects.count()
    seed_benefits(world.NOW)
    assert CaseStep.objects.count() == steps


def test_a_run_on_a_later_day_leaves_what_was_done(people: None) -> None:
    seed_benefits(world.NOW)
    steps = CaseStep.objects.count()
    seed_benefits(world.NOW + timedelta(days=3))
    assert CaseStep.objects.count() == steps
    assert Case.objects.count() == len(BENEFIT_PLANS)


def test_the_samples_are_marked_sensitive_and_lie_in_the_past(people: None) -> None:
    seed_benefits(world.NOW)
    assert set(Case.objects.values_list("sample", "sensitive")) == {(True, True)}
    assert all(step.at <= world.NOW for step in CaseStep.objects.all())


def test_the_sample_proxy_finds_one_sheet_that_hangs(people: None) -> None:
    seed_benefits(world.NOW)
    proxy = next(
        each for each in list_sample_actors(beijing_date(world.NOW)) if each.party.value == "VILLAGE_PROXY"
    )
    rows = list_postings(actor=proxy).rows
    assert [row.posted_on is not None for row in rows] == [True]
