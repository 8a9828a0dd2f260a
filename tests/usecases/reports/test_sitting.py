"""A county's month in one sitting: what nothing speaks against is taken in, the rest named."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.usecases.reports.months import (
    COUNTY_UNIT,
    MONTH,
    answered,
    filed,
    frozen,
    revision_of,
    state_of,
    this_year,
)
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW, SECOND_TOWNSHIP, TOWNSHIP
from yimen.data.reports.models import ReportEvent
from yimen.rules.access import NotAllowed
from yimen.rules.reports import Hold, ReportState
from yimen.usecases.reports.answering import TypedCell
from yimen.usecases.reports.frames import NotYourReport
from yimen.usecases.reports.freezing import restate_report
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.reports.sitting import NothingToTakeIn, Sitting, accept_all
from yimen.usecases.reports.taking_in import comment_on, send_back

pytestmark = pytest.mark.django_db
NEIGHBOR_HEAD = replace(CENTER_HEAD, scope_code=SECOND_TOWNSHIP)


def _sit(**more: Any) -> Sitting:
    told: dict[str, Any] = {
        "actor": COUNTY_OFFICER,
        "now": NOW,
        "unit_code": COUNTY_UNIT,
        "month": MONTH,
        "seen": {unit: revision_of(unit) for unit in (TOWNSHIP, SECOND_TOWNSHIP)},
    }
    return accept_all(**(told | more))


def _holds() -> dict[str, Hold | None]:
    page = get_report_page(actor=COUNTY_OFFICER, unit_code=COUNTY_UNIT, month=MONTH, now=NOW)
    return {row.unit_code: row.hold for row in page.below}


def test_all_that_nothing_speaks_against_is_taken_in_at_once() -> None:
    filed()
    filed(NEIGHBOR_HEAD)
    assert _sit() == Sitting(accepted=2, left={})
    assert {state_of(), state_of(SECOND_TOWNSHIP)} == {ReportState.ACCEPTED}
    assert ReportEvent.objects.filter(kind="ACCEPTED", account_id=COUNTY_OFFICER.account_id).count() == 2
    with pytest.raises(NothingToTakeIn):
        _sit()


def test_a_figure_that_somebody_stated_otherwise_is_looked_at_first() -> None:
    this_year()
    stated = {"cases_received": TypedCell(text="7", reason="窗口另有手工登记")}
    answered(NEIGHBOR_HEAD)
    answered(NEIGHBOR_HEAD, typed=stated)
    filed(NEIGHBOR_HEAD, answers=False)
    filed()
    assert _holds() == {TOWNSHIP: None, SECOND_TOWNSHIP: Hold.STATED}
    assert _sit() == Sitting(accepted=1, left={SECOND_TOWNSHIP: Hold.STATED})
    assert state_of(SECOND_TOWNSHIP) is ReportState.FILED


def test_a_comment_is_open_until_the_unit_files_anew() -> None:
    filed()
    told: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "unit_code": TOWNSHIP, "month": MONTH}
    comment_on(**told, text="培训人次请核对")
    assert _holds()[TOWNSHIP] is Hold.COMMENT
    with pytest.raises(NothingToTakeIn):
        _sit()
    send_back(**told, text="培训人次请核对")
    assert _holds()[TOWNSHIP] is None, "what is being mended is not waiting"
    filed(answers=False, now=NOW + timedelta(minutes=1))
    assert _sit().accepted == 1


def test_what_changed_since_it_was_seen_stays() -> None:
    filed()
    filed(NEIGHBOR_HEAD)
    found = _sit(seen={TOWNSHIP: revision_of() - 1, SECOND_TOWNSHIP: revision_of(SECOND_TOWNSHIP)})
    assert found == Sitting(accepted=1, left={TOWNSHIP: Hold.CHANGED})


def test_only_the_unit_itself_sits_over_its_month() -> None:
    filed()
    with pytest.raises(NotAllowed):
        _sit(actor=CENTER_HEAD)
    with pytest.raises(NotYourReport):
        _sit(actor=CITY_OFFICER)
    assert state_of() is ReportState.FILED


def test_a_township_restated_after_the_freeze_says_that_it_waits_for_the_next() -> None:
    frozen()
    told: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "unit_code": TOWNSHIP, "month": MONTH}
    restate_report(**told, reason="培训少报一次")
    filed(answers=False)
    page = get_report_page(**told)
    assert page.own is not None
    assert page.own.is_restated
    county = get_report_page(**(told | {"unit_code": COUNTY_UNIT}))
    assert {row.unit_code: row.is_restated for row in county.below}[TOWNSHIP]
    assert county.own is not None
    assert not county.own.is_restated
