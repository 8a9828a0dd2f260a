"""Every act of a village and of those who consent, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import village
from yimen.data.cases.models import CaseStep


def _file(_: Any) -> Twice:
    return both(**village.filing(now=LATER))


def _filed_steps() -> int:
    return CaseStep.objects.filter(act="SUBMIT").values("act").distinct().count()


SCENARIOS = {
    # two neighbors may have the same thing filed at once: each submission is a case of its own
    "cases.file_for_neighbor": Scenario(prepare=_file, only_one=_filed_steps, winners=2, entries=2),
}
