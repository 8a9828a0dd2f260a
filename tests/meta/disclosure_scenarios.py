"""The acts of information requests, made ready to be done twice at once."""

from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import disclosures
from tests.world import APPROVER, CLERK, REVIEWER, SECOND_APPROVER
from yimen.data.cases.models import CaseInterval, CasePaper, CaseStep


def _consult(_: Any) -> Twice:
    return both(actor=REVIEWER, now=LATER, case_id=disclosures.requested(), **disclosures.ASKED)


def _end_consultation(_: Any) -> Twice:
    return both(actor=REVIEWER, now=LATER, case_id=disclosures.consulted(), reply="AGREES")


def _answer(_: Any) -> Twice:
    told = {"case_id": disclosures.searched(), "now": LATER, **disclosures.GIVEN}
    return {"actor": APPROVER, **told}, {"actor": SECOND_APPROVER, **told}


def _lapse(_: Any) -> Twice:
    late = LATER + timedelta(days=40)
    return both(actor=CLERK, now=late, case_id=disclosures.unclear(), reason="没有补正。")


SCENARIOS: dict[str, Scenario] = {
    "cases.consult": Scenario(
        prepare=_consult, only_one=lambda: CaseInterval.objects.filter(kind="STOP").count()
    ),
    "cases.end_consultation": Scenario(
        prepare=_end_consultation,
        only_one=lambda: CaseStep.objects.filter(act="END_CONSULTATION").count(),
    ),
    "cases.answer": Scenario(
        prepare=_answer, only_one=lambda: CasePaper.objects.filter(paper__kind="ANSWER").count()
    ),
    "cases.lapse": Scenario(prepare=_lapse, only_one=lambda: CaseStep.objects.filter(act="LAPSE").count()),
}
