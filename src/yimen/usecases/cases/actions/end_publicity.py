"""Says that the posting is over: the days have run, the sheet is down, every objection is settled."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import spoken_date
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.publicity import check_handled
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.publicity import need_round, objections_of, store_photo, take_down
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.end_publicity")
def end_publicity(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    removed_on: date | None = None,
    photo: Upload | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """PUBLICIZING → CONFIRMING; the case goes up to whoever confirms.

    Where the village has not recorded the removal, `removed_on` and its photo come along here.
    Refuses a sheet that was never made or posted, a removal before its days have run out, and any
    objection that does not say what became of it, by number.
    """
    require(actor, f"cases.{Act.END_PUBLICITY.value.lower()}")
    stored = store_photo(actor, now, photo)

    def core(case: Case) -> Done:
        row = need_round(case)
        objections = objections_of(row)
        day = row.removed_on or take_down(actor, now, case, row, removed_on, stored)
        check_handled(objections)
        words = N_("{day}撤下，没有异议") if not objections else N_("{day}撤下，{count} 条异议都已处理")
        return Done(
            opinion=words.format(day=spoken_date(day), count=len(objections)),
            facts={"round": row.order, "removed_on": day.isoformat(), "objections": len(objections)},
        )

    return act_on_case(
        act=Act.END_PUBLICITY,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "removed_on": removed_on.isoformat() if removed_on else None,
            "photo": photo.digest if photo else "",
        },
        core=core,
    )
