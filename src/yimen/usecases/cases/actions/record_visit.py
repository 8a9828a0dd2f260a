"""Records the check of a household's means and the visit of two people to its home."""

from collections.abc import Sequence
from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import OPINION_LENGTH, EvidenceKind, choose
from yimen.rules.case_reviews import HouseholdCheck, check_day, check_visitors
from yimen.rules.cases import Act
from yimen.rules.documents import check_upload_count
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.usecases.cases import evidence
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

_VISITED = N_("入户日期")


@action("cases.record_visit")
def record_visit(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    visited_on: date | None,
    first_visitor: str,
    second_visitor: str,
    household_check: str,
    found: str,
    photos: Sequence[Upload] = (),
    request_key: str | None = None,
) -> CaseDone:
    """VERIFYING → PUBLICIZING, or beyond it where the item asks for no posting.

    Keeps the day, the two people by name, what `household_check` gave (`HouseholdCheck`), what was
    found, and the photos as evidence. Refuses a day before the acceptance or after today, one
    person named twice, a choice or a text left open, and files that no upload may be.
    """
    require(actor, f"cases.{Act.RECORD_VISIT.value.lower()}")
    given = [each for each in photos if not each.is_empty]
    check_upload_count(len(given))
    stored = [evidence.store(each, actor=actor, now=now, county_code=actor.county_code) for each in given]

    def core(case: Case) -> Done:
        day = _check_visited(visited_on, case, now)
        visitors = check_visitors(first_visitor, second_visitor)
        result = choose(household_check, HouseholdCheck, field="household_check", what=N_("核对的结果"))
        said = clean_text(found, field="found", max_length=OPINION_LENGTH)
        for file in stored:
            evidence.keep(case, EvidenceKind.VISIT_PHOTO, file, actor=actor, now=now)
        return Done(
            opinion=said,
            findings=[{"visited_on": day.isoformat(), "visitors": list(visitors), "household_check": result}],
            facts={
                "visited_on": day.isoformat(),
                "household_check": result,
                "photos": [file.sha256 for file in stored],
            },
            personal={"found": said, "visitors": "、".join(visitors)},
        )

    return act_on_case(
        act=Act.RECORD_VISIT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "visited_on": visited_on.isoformat() if visited_on else None,
            "visitors": [first_visitor, second_visitor],
            "household_check": household_check,
            "found": found,
            "photos": [each.digest for each in given],
        },
        core=core,
    )


def _check_visited(day: date | None, case: Case, now: datetime) -> date:
    """The day of the visit: from the acceptance through today."""
    return check_day(
        day,
        field="visited_on",
        what=_VISITED,
        today=beijing_date(now),
        not_before=case.accepted_on,
        first=N_("受理日期"),
    )
