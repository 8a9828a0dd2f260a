"""The sample village: filed by the real acts, made once, with somebody due."""

from collections import Counter

from tests import world
from yimen.cli.demo.village import seed_village
from yimen.data.cases.models import Case, CaseStep, Consent
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import Party
from yimen.usecases.cases.queries import get_village_desk, list_due
from yimen.usecases.people.queries import list_sample_actors


def _rows() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Case, CaseStep, Consent, Entry, Outbox))


def test_the_proxy_has_filed_cases_a_question_out_and_people_due(people: None) -> None:
    assert seed_village(world.NOW) == 4
    wanted = {"FORWARDED": 1, "PASSED_ON": 1, "RECEIVED": 1, "SUBMITTED": 1}
    assert Counter(Case.objects.values_list("state", flat=True)) == wanted
    assert set(Case.objects.values_list("sample", flat=True)) == {True}
    actors = list_sample_actors(world.NOW.date())
    proxy = next(each for each in actors if each.party is Party.VILLAGE_PROXY)
    desk = get_village_desk(actor=proxy, now=world.NOW)
    assert (len(desk.filed), len(desk.consents), desk.handed_over) == (4, 1, 1)
    assert [row.is_over for row in list_due(actor=proxy, today=world.NOW.date()).rows] == [True, False]


def test_a_second_run_changes_nothing(people: None) -> None:
    seed_village(world.NOW)
    once = _rows()
    seed_village(world.NOW)
    assert _rows() == once


def test_without_sample_people_nothing_is_filed(db: None) -> None:
    assert seed_village(world.NOW) == 0
