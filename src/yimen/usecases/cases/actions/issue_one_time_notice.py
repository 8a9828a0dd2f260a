"""Tells the applicant, once, all that is missing."""

from collections.abc import Mapping
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import by_id
from yimen.rules.case_notices import lacking_of
from yimen.rules.cases import Act
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.disclosing import await_correction
from yimen.usecases.cases.door import check_in_time
from yimen.usecases.cases.messages import tell_noticed
from yimen.usecases.cases.noticing import keep_notice, notice_facts, read_asked
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.issue_one_time_notice")
def issue_one_time_notice(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    verdicts: Mapping[str, str],
    reasons: Mapping[str, str] | None = None,
    notices_before: int = 0,
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED or CORRECTING → CORRECTING; the paper lists every lacking material with why and standard.

    `verdicts` gives PASS, FAIL or MISSING for every material by id or number, `reasons` why one does
    not do; a missing one may go without. A second notice is issued, classified and counted, never refused
    (docs/rules/told-once.md). Ends the five workdays to tell. Tells the phone how many are to be
    corrected. Refuses: a material without a verdict, nothing lacking, a failure without a why;
    for permits a notice after the five workdays, as the case is accepted by law; and when there
    are other notices than the `notices_before` that the clerk has seen, as a colleague was faster.
    Of an information request only once and within seven workdays (`CorrectionIsOver`); the time to
    answer then runs from the correction (政府信息公开条例 30).
    """
    given = {str(key): value for key, value in verdicts.items()}
    why = {str(key): value for key, value in (reasons or {}).items()}

    def core(case: Case) -> Done:
        check_in_time(case, Act.ISSUE_ONE_TIME_NOTICE, now)
        _, asked = read_asked(case)
        found, reasons = by_id(asked, given), by_id(asked, why)
        lacking = lacking_of(asked, found, reasons)
        columns, correction = await_correction(case, now)
        notice, paper = keep_notice(
            case,
            actor,
            now,
            lacking,
            verdicts=found,
            notices_before=notices_before,
            more=correction.words,
        )
        center = center_of(case).name
        return Done(
            changed=columns,
            facts=notice_facts(notice),
            paper=paper,
            messages=(tell_noticed(case, len(notice.materials), center),),
            writes=correction.writes,
        )

    return act_on_case(
        act=Act.ISSUE_ONE_TIME_NOTICE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"verdicts": dict(given), "reasons": dict(why), "notices_before": notices_before},
        core=core,
    )
