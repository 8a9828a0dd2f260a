"""What is done at the counter, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import counter, journey
from tests.world import CLERK, ID_NUMBER
from yimen.data.cases.models import Case, CasePaper


def _look_up_person(_: Any) -> Twice:
    journey.submitted()
    return both(actor=CLERK, now=LATER, id_no=ID_NUMBER)


def _take_in(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, intake=counter.intake(scans=(counter.scan(),)))


def _take_in_lacking(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, intake=counter.intake(verdicts=counter.ONE_MISSING))


def _take_in_list(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, **counter.listed(rows=counter.ROWS[:1]))


def _papers_of_cases(kind: str) -> int:
    """How many different counts of such papers the cases have; each has the same, one."""
    return len({CasePaper.objects.filter(case=case, paper__kind=kind).count() for case in Case.objects.all()})


SCENARIOS = {
    # two submissions are two cases: a second one is warned of, never barred; each number is used once
    "cases.take_in": Scenario(
        prepare=_take_in,
        only_one=lambda: _papers_of_cases("RECEIPT"),
        winners=2,
        entries=2,
    ),
    "cases.take_in_lacking": Scenario(
        prepare=_take_in_lacking,
        only_one=lambda: _papers_of_cases("ONE_TIME_NOTICE"),
        winners=2,
        entries=2,
    ),
    "cases.take_in_list": Scenario(
        prepare=_take_in_list,
        only_one=lambda: _papers_of_cases("RECEIPT"),
        winners=2,
        entries=2,
    ),
    # each look at a personal value is journaled by itself
    "cases.look_up_person": Scenario(
        prepare=_look_up_person, only_one=Case.objects.count, winners=2, entries=2
    ),
}
