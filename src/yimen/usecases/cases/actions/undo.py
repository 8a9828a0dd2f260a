"""Takes back one's own last step, while nothing has left the house."""

from datetime import datetime

from yimen.data.cases.models import CaseStep
from yimen.rules.access import Actor, Party, require
from yimen.rules.case_undo import check_undo
from yimen.usecases.cases.acting import CaseDone, make_answer, read_answer
from yimen.usecases.cases.scope import CaseKey, lock_case
from yimen.usecases.cases.undoing import last_step_of, put_back
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@action("cases.undo")
def undo(
    *, actor: Actor, now: datetime, case_id: CaseKey, step: int, request_key: str | None = None
) -> CaseDone:
    """Put the case back to before its last step, which stays, marked as undone, with both in the journal.

    `step` is the order of the step that the actor saw. Refuses a step that is not the last any more
    (`SteppedOn`), somebody else's (`NotYourStep`), and one after which a paper, a message, a job or
    a clock went on its way (`CannotUndo`); a case out of scope is not found.
    """
    require(actor, "cases.undo")
    county = actor.county_code

    def core() -> Outcome:
        case = lock_case(actor, case_id, county, supervising=actor.party is Party.CENTER_HEAD)
        rows = list(CaseStep.objects.filter(county_code=county, case=case).order_by("order"))
        last = last_step_of(rows)
        check_undo(last, order=step, post_id=actor.post_id)
        row = next(each for each in rows if each.order == step)
        left = case.state
        write_back(case, put_back(case, row.before), county_code=county)
        row.undone_at = now
        write_back(row, ["undone_at"], county_code=county)
        record = Record(
            county_code=county,
            subject_type="case",
            subject_id=case.pk,
            act="cases.undo",
            facts={
                "case_no": case.case_no,
                "undone": f"cases.{row.act.lower()}",
                "step": step,
                "from": left,
                "to": case.state,
            },
        )
        return Outcome(answer=make_answer(case), record=record)

    answer = perform(
        action="cases.undo",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"case_id": str(case_id), "step": step},
        core=core,
    )
    return read_answer(answer)
