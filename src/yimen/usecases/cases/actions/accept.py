"""Accepts a case: every material has its verdict, both clocks start, the notice of acceptance goes out."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.cases import Act
from yimen.usecases.cases.accepting import begin_handling
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.door import deemed_day
from yimen.usecases.cases.verdicts import keep_verdicts
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("cases.accept")
def accept(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    verdicts: Mapping[str, str],
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED → REVIEWING; `verdicts` gives PASS, FAIL or MISSING per material id.

    Starts the statutory and the promised clock, in working or natural days as the frozen version
    says, and the clock of the review. The notice goes out in the name of whoever will decide; unknown
    authority is refused here already. Refuses, naming the materials, a missing verdict, a failed
    material, and a required one that is missing. When the five workdays to tell have passed, a permit
    is accepted by law (行政许可法 32 (1) 4): the day of acceptance is the day of receipt, the journal
    says `deemed`, and what is missing stands against nothing any more.
    """
    given = {str(material_id): verdict for material_id, verdict in verdicts.items()}

    def core(case: Case) -> Done:
        rows = keep_verdicts(case, given, deemed=deemed_day(case, now) is not None)
        found: dict[str, JSON] = {str(row.material_id): row.verdict for row in rows}
        return begin_handling(case, actor, now, {"verdicts": found})

    return act_on_case(
        act=Act.ACCEPT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"verdicts": dict(given)},
        core=core,
    )
