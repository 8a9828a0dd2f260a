"""Records that the sheet hangs in the village: where, since which day, with a photo."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_forms import EvidenceKind
from yimen.rules.case_reviews import check_day
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.publicity import PLACE_LENGTH, PostedAlready
from yimen.rules.text import clean_line
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.publicity import POSTED, keep_photo, need_round, sheet_issued_on, store_photo
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@action("cases.record_posting")
def record_posting(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    posted_on: date | None,
    place: str,
    photo: Upload | None,
    request_key: str | None = None,
) -> CaseDone:
    """PUBLICIZING stays; from the day after `posted_on` the days of posting count.

    Done by the village's proxy from a phone, or by the township. Refuses a case without a sheet, a
    sheet that hangs already, a day before the sheet was made or after today, and a missing
    place or photo.
    """
    require(actor, f"cases.{Act.RECORD_POSTING.value.lower()}")
    stored = store_photo(actor, now, photo)

    def core(case: Case) -> Done:
        row = need_round(case)
        if row.posted_on is not None:
            raise PostedAlready(day=spoken_date(row.posted_on))
        row.posted_on = check_day(
            posted_on,
            field="posted_on",
            what=POSTED,
            today=beijing_date(now),
            not_before=sheet_issued_on(case),
            first=N_("公示单出具日期"),
        )
        row.place = clean_line(place, field="place", max_length=PLACE_LENGTH)
        keep_photo(actor, now, case, row, EvidenceKind.POSTING_PHOTO, stored)
        write_back(row, ["posted_on", "place"], county_code=row.county_code)
        return Done(
            opinion=N_("{day}张贴在{place}").format(day=spoken_date(row.posted_on), place=row.place),
            facts={
                "round": row.order,
                "posted_on": row.posted_on.isoformat(),
                "photo": stored.sha256 if stored else "",
            },
            personal={"place": row.place},
            assign_to=case.assignee_id,
        )

    return act_on_case(
        act=Act.RECORD_POSTING,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "posted_on": posted_on.isoformat() if posted_on else None,
            "place": place,
            "photo": photo.digest if photo else "",
        },
        core=core,
    )
