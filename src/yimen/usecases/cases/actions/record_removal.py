"""Records that the sheet was taken down after its days have run, with a photo."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import spoken_date
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.publicity import need_round, store_photo, take_down
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.record_removal")
def record_removal(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    removed_on: date | None,
    photo: Upload | None,
    request_key: str | None = None,
) -> CaseDone:
    """PUBLICIZING stays: the village says that the sheet is down, the township that the posting is over.

    Refuses a sheet that does not hang, a day on which its days had not run out (the day of posting
    is not counted, 民法典 201) or after today, and a missing photo.
    """
    require(actor, f"cases.{Act.RECORD_REMOVAL.value.lower()}")
    stored = store_photo(actor, now, photo)

    def core(case: Case) -> Done:
        row = need_round(case)
        day = take_down(actor, now, case, row, removed_on, stored)
        return Done(
            opinion=N_("{day}撤下").format(day=spoken_date(day)),
            facts={
                "round": row.order,
                "removed_on": day.isoformat(),
                "photo": stored.sha256 if stored else "",
            },
            assign_to=case.assignee_id,
        )

    return act_on_case(
        act=Act.RECORD_REMOVAL,
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
