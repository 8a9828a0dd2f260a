"""Takes a case in at the counter in one submission: person, item, a mark for each material, the receipt."""

from datetime import datetime

from yimen.rules.access import Actor, require
from yimen.rules.case_intake import require_complete
from yimen.rules.cases import Act
from yimen.usecases.cases.acting import CaseDone, Done
from yimen.usecases.cases.disclosing import begin_answering
from yimen.usecases.cases.intake import (
    Checked,
    Intake,
    brought,
    check_intake,
    count_scans,
    intake_facts,
    keep_marks,
    store_scans,
    with_representative,
)
from yimen.usecases.cases.messages import tell_taken_in
from yimen.usecases.cases.opening import Filing, Opened, file_case
from yimen.usecases.cases.papers import order_receipt
from yimen.usecases.cases.places import center_of
from yimen.usecases.shared.registry import action


@action("cases.take_in")
def take_in(*, actor: Actor, now: datetime, intake: Intake, request_key: str | None = None) -> CaseDone:
    """Open a case as RECEIVED; leaves the receipt of what was laid on the counter, and a message.

    For every family that keeps a case open. A material that was seen is PASS, scanned or on paper;
    what was not brought and is not required is MISSING; the verdicts stand at acceptance. A permit's
    five workdays to tell begin here (行政许可法 32); of an information request the time to answer, as
    REVIEWING (政府信息公开条例 31). Refuses everything that `check_intake` refuses, and
    a required material that is missing or does not do: then the notice goes out
    (`take_in_lacking`). An open case of the same person for the same item is no ground to refuse.
    """
    require(actor, "cases.take_in")
    scans = store_scans(intake.scans, actor, now)
    found: list[Checked] = []

    def filing() -> Filing:
        checked = check_intake(intake, actor, now)
        require_complete(checked.materials, checked.marks)
        found.append(checked)
        return checked.filing

    def core(opened: Opened) -> Done:
        case, writes = opened.case, keep_marks(opened, found[0], scans, now)
        _, clocks = begin_answering(case, now)
        done = Done(
            facts=intake_facts(found[0]),
            paper=order_receipt(case, actor, brought(opened.materials), files=count_scans(opened, scans)),
            messages=(tell_taken_in(case, center_of(case).name),),
            writes=(*writes, *clocks),
        )
        return with_representative(done, found[0].representative)

    return file_case(
        act=Act.TAKE_IN,
        action="cases.take_in",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body=intake.body(),
        filing=filing,
        core=core,
    )
