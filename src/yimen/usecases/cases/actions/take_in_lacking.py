"""Takes a case in at the counter that lacks something, and tells all of it at once."""

from dataclasses import replace
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.case_intake import find_lacking
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.usecases.cases.acting import CaseDone, Done, PaperOrder
from yimen.usecases.cases.disclosing import await_correction
from yimen.usecases.cases.intake import (
    Checked,
    Intake,
    check_intake,
    intake_facts,
    keep_marks,
    store_scans,
    with_representative,
)
from yimen.usecases.cases.messages import tell_taken_in_lacking
from yimen.usecases.cases.noticing import keep_notice, notice_facts
from yimen.usecases.cases.opening import Filing, Opened, file_case
from yimen.usecases.cases.places import center_of
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import write_together


@action("cases.take_in_lacking")
def take_in_lacking(
    *, actor: Actor, now: datetime, intake: Intake, request_key: str | None = None
) -> CaseDone:
    """Open a case as CORRECTING, with the one-time notice of everything that is missing or does not do.

    The first notice of the case, told on the spot (行政许可法 32 (1) 4), so no five workdays run; the
    applicant goes home with one paper. Leaves the notice and a message with number, code and the
    count. Refuses everything that `check_intake` refuses, and a notice that would tell nothing:
    then the receipt goes out (`take_in`).
    """
    require(actor, "cases.take_in_lacking")
    scans = store_scans(intake.scans, actor, now)
    found: list[Checked] = []

    def filing() -> Filing:
        found.append(check_intake(intake, actor, now))
        return found[0].filing

    def core(opened: Opened) -> Done:
        checked = found[0]
        writes = keep_marks(opened, checked, scans, now)
        case = opened.write_now()
        columns, correction = await_correction(case, now)
        write_together(writes)
        verdicts = {key: mark.verdict.value for key, mark in checked.marks.items()}
        lacking = find_lacking(checked.materials, checked.marks)
        notice, paper = keep_notice(case, actor, now, lacking, verdicts=verdicts, more=correction.words)
        center = center_of(case).name
        done = Done(
            changed=columns,
            facts=intake_facts(checked) | notice_facts(notice),
            paper=_with_code(paper, case),
            messages=(tell_taken_in_lacking(case, len(notice.materials), center),),
        )
        return with_representative(done, checked.representative)

    return file_case(
        act=Act.TAKE_IN_LACKING,
        action="cases.take_in_lacking",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body=intake.body(),
        filing=filing,
        core=core,
    )


def _with_code(paper: PaperOrder, case: Case) -> PaperOrder:
    """The notice with the code of the tracker on it: not everybody has a telephone to read it on."""
    note = N_("查进度、拍照补交，凭办件编号和查询码 {code}。").format(code=case.check_code)
    return replace(paper, facts={**paper.facts, "note": f"{paper.facts['note']}{note}"})
