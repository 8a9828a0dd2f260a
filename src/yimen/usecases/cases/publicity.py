"""The rounds of posting of a case: which one is under way, and what is written into it."""

from collections.abc import Sequence
from datetime import date, datetime

from yimen.data.cases.models import Case, CasePublicity, CaseStep
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import EvidenceKind
from yimen.rules.case_reviews import check_day
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.publicity import (
    NoSheet,
    NotPosted,
    Objection,
    PhotoMissing,
    RemovedAlready,
    check_removal,
    read_objections,
)
from yimen.usecases.cases import evidence
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.rows import write_back

REMOVED = N_("撤下日期")
POSTED = N_("张贴日期")


def current_round(case: Case) -> CasePublicity | None:
    """The round under way or just finished; None before a sheet was made.

    What was posted before the case was sent back counts for nothing any more: the steps are done
    again, with a sheet of their own.
    """
    steps = CaseStep.objects.filter(county_code=case.county_code, case=case, undone_at=None)
    last = steps.filter(act__in=(Act.ISSUE_PUBLICITY_SHEET.value, Act.SEND_BACK.value)).order_by("-order")
    step = last.first()
    if step is None or step.act == Act.SEND_BACK.value:
        return None
    return last_round(case)


def last_round(case: Case) -> CasePublicity | None:
    """The newest row of all rounds."""
    rows = CasePublicity.objects.filter(county_code=case.county_code, case=case)
    return rows.order_by("-order").first()


def need_round(case: Case) -> CasePublicity:
    """The round under way; refuses a case for which no sheet was made."""
    found = current_round(case)
    if found is None:
        raise NoSheet
    return found


def sheet_issued_on(case: Case) -> date:
    """The day on which the sheet of the round under way was made."""
    steps = CaseStep.objects.filter(
        county_code=case.county_code, case=case, act=Act.ISSUE_PUBLICITY_SHEET.value, undone_at=None
    )
    at: datetime = steps.order_by("-order").values_list("at", flat=True)[0]
    return beijing_date(at)


def take_down(
    actor: Actor,
    now: datetime,
    case: Case,
    row: CasePublicity,
    removed_on: date | None,
    photo: StoredFile | None,
) -> date:
    """Write down when the sheet was taken down, with its photo; the row is saved.

    Refuses a sheet that does not hang, a missing photo, and a day before the posting has run out.
    """
    if row.posted_on is None:
        raise NotPosted
    if row.removed_on is not None:
        raise RemovedAlready(day=row.removed_on.isoformat())
    day = check_day(removed_on, field="removed_on", what=REMOVED, today=beijing_date(now))
    check_removal(
        day, posted_on=row.posted_on, days=row.days, calendar=current_calendar(), field="removed_on"
    )
    keep_photo(actor, now, case, row, EvidenceKind.REMOVAL_PHOTO, photo)
    row.removed_on = day
    write_back(row, ["removed_on"], county_code=row.county_code)
    return day


def keep_photo(
    actor: Actor,
    now: datetime,
    case: Case,
    row: CasePublicity,
    kind: EvidenceKind,
    photo: StoredFile | None,
) -> None:
    """Put the photo of a posting or removal to the case; refuses a missing one."""
    if photo is None:
        what = N_("张贴好的照片") if kind is EvidenceKind.POSTING_PHOTO else N_("撤下后的照片")
        raise PhotoMissing(field="photo", what=what)
    evidence.keep(case, kind, photo, actor=actor, now=now, note=round_note(row.order))


def round_note(order: int) -> str:
    """How a photo says to which round it belongs."""
    return N_("第 {order} 次公示").format(order=order)


def objections_of(row: CasePublicity) -> tuple[Objection, ...]:
    """The objections of the round."""
    return read_objections(row.objections)


def write_objections(row: CasePublicity, objections: Sequence[Objection]) -> None:
    """Save the objections of the round."""
    row.objections = [
        {"at": each.at, "by": each.by, "text": each.text, "handling": each.handling} for each in objections
    ]
    write_back(row, ["objections"], county_code=row.county_code)


def store_photo(actor: Actor, now: datetime, photo: Upload | None) -> StoredFile | None:
    """The photo in the file store before the transaction, or None when none came."""
    if photo is None or photo.is_empty:
        return None
    return evidence.store(photo, actor=actor, now=now, county_code=actor.county_code)
