"""Tracking by number and check code from outside: counted per address, so that nobody guesses for long."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.documents import normalize_check_code, parse_case_no
from yimen.usecases.cases.queries.tracking import TrackView, find_tracked, track_view
from yimen.usecases.people.attempts import Way, confirm, reserve


def track_from(*, actor: Actor, now: datetime, case_no: str, check_code: str, address: str) -> TrackView:
    """As `track`, for someone at this address.

    What cannot be a number or a code is refused and not counted. A wrong pair counts against the
    address and, for this address only, against the case: else a stranger could lock a case for its
    applicant. Too many of them are refused (`TooManyAttempts`).
    """
    require(actor, "cases.track")
    case = find_counted(now=now, case_no=case_no, check_code=check_code, address=address)
    return track_view(case, beijing_date(now))


def find_counted(*, now: datetime, case_no: str, check_code: str, address: str) -> Case:
    """The row with this number and code, for someone at this address; counted and refused as `track_from`."""
    parse_case_no(case_no, field="number")
    normalize_check_code(check_code, field="check_code")
    number = "".join(case_no.split()).upper()
    reservation = reserve(now=now, way=Way.TRACK, value=f"{number} {address}", address=address)
    found = find_tracked(case_no=case_no, check_code=check_code)
    confirm(reservation)
    return found
