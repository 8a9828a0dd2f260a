"""The parts of a benefit's page: the visit, the rounds of posting, the photos; nothing of other families."""

import datetime as dt
from collections.abc import Sequence

from yimen.data.cases.models import Case, CaseEvidence, CasePublicity, CaseStep
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_forms import EVIDENCE_KIND_LABELS, EvidenceKind
from yimen.rules.case_reviews import HOUSEHOLD_CHECK_LABELS, HouseholdCheck
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.rules.publicity import fits_round, last_day_of, read_objections
from yimen.usecases.cases.publicity import round_note
from yimen.usecases.cases.queries.parts import last_step
from yimen.usecases.cases.queries.views import EvidenceView, ObjectionView, RoundView, VisitView

_PHOTOS = (EvidenceKind.VISIT_PHOTO, EvidenceKind.POSTING_PHOTO, EvidenceKind.REMOVAL_PHOTO)
_ONE_DAY = dt.timedelta(days=1)


def read_photos(case: Case) -> list[CaseEvidence]:
    """The photos of visits and postings, oldest first: one statement, none for other families."""
    if case.family != Family.BENEFIT.value:
        return []
    rows = CaseEvidence.objects.filter(
        county_code=case.county_code, case=case, kind__in=[each.value for each in _PHOTOS]
    )
    return list(rows.select_related("file").order_by("at", "id"))


def read_visit(steps: Sequence[CaseStep], photos: Sequence[CaseEvidence]) -> VisitView | None:
    """The last visit, unless the case was sent back after it."""
    step = last_step(steps, Act.RECORD_VISIT)
    if step is None or _order(steps, Act.SEND_BACK) > step.order:
        return None
    kept = dict(step.findings[0])
    return VisitView(
        visited_on=dt.date.fromisoformat(str(kept["visited_on"])),
        visitors="、".join(str(each) for each in kept["visitors"]),
        household_check=HOUSEHOLD_CHECK_LABELS[HouseholdCheck(str(kept["household_check"]))],
        found=step.opinion,
        photos=tuple(
            _view(each)
            for each in photos
            if each.kind == EvidenceKind.VISIT_PHOTO.value and each.at == step.at
        ),
    )


def read_rounds(
    case: Case, steps: Sequence[CaseStep], photos: Sequence[CaseEvidence], calendar: WorkCalendar
) -> tuple[RoundView, ...]:
    """The rounds of posting, newest first: one statement, none for other families."""
    if case.family != Family.BENEFIT.value:
        return ()
    rows = list(CasePublicity.objects.filter(county_code=case.county_code, case=case).order_by("-order"))
    counts = _order(steps, Act.ISSUE_PUBLICITY_SHEET) > _order(steps, Act.SEND_BACK)
    return tuple(_round(row, photos, calendar, is_current=counts and not at) for at, row in enumerate(rows))


def round_lets(act: Act, rounds: Sequence[RoundView]) -> bool:
    """Whether the round that counts lets the act be done: a sheet is hung up before it is taken down."""
    now = next((each for each in rounds if each.is_current), None)
    return fits_round(
        act,
        is_made=now is not None,
        is_posted=now is not None and now.posted_on is not None,
        is_removed=now is not None and now.removed_on is not None,
    )


def _order(steps: Sequence[CaseStep], act: Act) -> int:
    step = last_step(steps, act)
    return step.order if step is not None else 0


def _round(
    row: CasePublicity, photos: Sequence[CaseEvidence], calendar: WorkCalendar, *, is_current: bool
) -> RoundView:
    last = last_day_of(row.posted_on, row.days, calendar) if row.posted_on else None
    return RoundView(
        order=row.order,
        days=row.days,
        place=row.place,
        posted_on=row.posted_on,
        last_day=last,
        earliest=last + _ONE_DAY if last else None,
        removed_on=row.removed_on,
        is_current=is_current,
        objections=tuple(
            ObjectionView(
                number=number, by=each.by or N_("没有留姓名"), text=each.text, handling=each.handling
            )
            for number, each in enumerate(read_objections(row.objections), start=1)
        ),
        photos=tuple(_view(each) for each in photos if each.note == round_note(row.order)),
    )


def _view(row: CaseEvidence) -> EvidenceView:
    return EvidenceView(
        id=row.file_id,
        label=EVIDENCE_KIND_LABELS[EvidenceKind(row.kind)],
        name=row.file.name,
        at=row.at,
        is_image=row.file.media_type.startswith("image/"),
    )
