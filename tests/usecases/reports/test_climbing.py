"""The report climbs: sent back, mended, taken in, sent up, frozen, restated with a visible difference."""

from datetime import date
from typing import Any

import pytest

from tests.usecases.programme.programmes import contact_written
from tests.usecases.reports.months import (
    COUNTY_UNIT,
    LATE,
    MONTH,
    accepted,
    answered,
    filed,
    frozen,
    revision_of,
    sent,
    state_of,
)
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.data.journal.models import Entry, Outbox
from yimen.data.reports.models import Report, ReportVersion
from yimen.rules.access import NotAllowed
from yimen.rules.reports import (
    ExceptionTooLong,
    NotLocked,
    ReportStandsElsewhere,
    ReportState,
    SentWayMissing,
    Timeliness,
)
from yimen.rules.text import TextMissing
from yimen.usecases.reports.answering import TypedCell
from yimen.usecases.reports.days import DaySetAlready, set_township_day
from yimen.usecases.reports.filing import NotConfirmed
from yimen.usecases.reports.frames import NotYourReport
from yimen.usecases.reports.freezing import freeze_report, restate_report
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.reports.sending import NotFiledYet, TownshipsMissing, record_sending, send_report
from yimen.usecases.reports.taking_in import (
    ExceptionThere,
    FiledAnew,
    accept_report,
    comment_on,
    grant_exception,
    send_back,
)

pytestmark = pytest.mark.django_db
ABOVE: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "unit_code": TOWNSHIP, "month": MONTH}
CITY: dict[str, Any] = {"actor": CITY_OFFICER, "now": NOW, "unit_code": COUNTY_UNIT, "month": MONTH}
OWN: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "unit_code": COUNTY_UNIT, "month": MONTH}


def _county(actor: Any = COUNTY_OFFICER) -> Any:
    return get_report_page(actor=actor, unit_code=COUNTY_UNIT, month=MONTH, now=NOW)


def test_a_county_sends_one_back_with_what_to_mend_and_its_contact_is_told() -> None:
    contact_written()
    filed()
    with pytest.raises(TextMissing):
        send_back(text=" ", **ABOVE)
    assert send_back(text="培训人次和通报的对不上，请核对。", **ABOVE) == "RETURNED"
    assert "培训人次和通报的对不上" in Outbox.objects.get().payload["text"]
    page = get_report_page(actor=CENTER_HEAD, unit_code=TOWNSHIP, month=MONTH, now=NOW)
    assert page.own.returned_for == "培训人次和通报的对不上，请核对。"
    answered(typed={"trained": TypedCell(text="30")})
    assert filed(answers=False) == "FILED"
    row = Report.objects.get()
    assert (row.returns, row.first_filed_at) == (1, NOW)
    assert ReportVersion.objects.count() == 1


def test_what_is_taken_in_is_what_was_read() -> None:
    filed()
    with pytest.raises(FiledAnew):
        accept_report(revision=1, **ABOVE)
    assert accept_report(revision=revision_of(), **ABOVE) == "ACCEPTED"
    with pytest.raises(ReportStandsElsewhere):
        accept_report(**ABOVE)


def test_only_the_level_right_above_takes_in() -> None:
    filed()
    with pytest.raises(NotYourReport):
        accept_report(**(ABOVE | {"actor": CITY_OFFICER}))
    with pytest.raises(NotAllowed):
        accept_report(**(ABOVE | {"actor": CENTER_HEAD}))
    with pytest.raises(NotYourReport):
        send_back(text="不行", **(CITY | {"actor": COUNTY_OFFICER}))


def test_a_comment_changes_no_state() -> None:
    filed()
    comment_on(text="网点照片请补一张", **ABOVE)
    comment_on(**(ABOVE | {"actor": CENTER_HEAD, "text": "已经补了"}))
    assert state_of() is ReportState.FILED
    with pytest.raises(NotYourReport):
        comment_on(**(ABOVE | {"actor": CITY_OFFICER, "text": "市里"}))


def test_a_county_is_never_held_up_by_a_township_but_says_why() -> None:
    accepted()
    answered(COUNTY_OFFICER)
    with pytest.raises(TownshipsMissing):
        sent_once(without="")
    with pytest.raises(NotConfirmed):
        sent_once(confirmed=False)
    assert sent_once() == "FILED"
    version = ReportVersion.objects.get(report__unit_code=COUNTY_UNIT)
    assert set(version.rows) == {row.unit_code for row in _county().below}
    cells = {cell.key: cell for cell in _county().own.cells}
    assert cells["trainings"].words == "2", "one of its own, one of the township"
    assert cells["trainings"].below_unknown == 1


def sent_once(**more: Any) -> str:
    told = {**OWN, "confirmed": True, "revision": revision_of(COUNTY_UNIT), "without": "兴济镇正在核对"}
    return send_report(**(told | more))


def test_how_it_was_sent_is_kept() -> None:
    accepted()
    with pytest.raises(NotFiledYet):
        record_sending(way="FAX", note="", **OWN)
    with pytest.raises(SentWayMissing):
        record_sending(way="PIGEON", note="", **OWN)
    answered(COUNTY_OFFICER)
    sent_once()
    record_sending(way="FAX", note="0317-2175022", **OWN)
    assert [each.text for each in _county().own.sent_ways] == ["传真：0317-2175022"]


def test_the_city_freezes_the_county_with_its_townships_and_figures_stay() -> None:
    assert frozen() == "FROZEN"
    assert (state_of(), state_of(COUNTY_UNIT)) == (ReportState.FROZEN, ReportState.FROZEN)
    assert ReportVersion.objects.filter(frozen_at=None).count() == 0
    assert Entry.objects.filter(act="reports.freeze").count() == 2
    with pytest.raises(ReportStandsElsewhere):
        freeze_report(**CITY)
    with pytest.raises(ReportStandsElsewhere):
        send_back(text="再看看", **CITY)
    page = _county(CITY_OFFICER)
    assert page.own.versions[0].frozen_at == NOW
    assert page.own.timeliness is Timeliness.IN_TIME


def test_a_restatement_needs_a_reason_and_shows_its_difference() -> None:
    frozen()
    with pytest.raises(TextMissing):
        restate_report(reason="", **ABOVE)
    with pytest.raises(NotAllowed):
        restate_report(reason="市里不重报", **CITY)
    assert restate_report(reason="培训少报一次", **ABOVE) == 2
    answered(typed={"trainings": TypedCell(text="2")})
    assert filed(answers=False, now=LATE) == "FILED", "a restatement has no lock"
    page = get_report_page(actor=COUNTY_OFFICER, unit_code=TOWNSHIP, month=MONTH, now=NOW)
    second, first = page.own.versions
    assert (first.number, first.changed, first.frozen_at) == (1, (), NOW)
    assert (second.number, second.reason) == (2, "培训少报一次")
    assert [(each.heading, each.before, each.after) for each in second.changed] == [("培训次数", "1", "2")]
    assert first.digest != second.digest


def test_after_the_lock_only_an_exception_from_above_lets_one_file_and_it_ends() -> None:
    answered()
    with pytest.raises(NotLocked):
        grant_exception(until=date(2026, 12, 5), reason="停电", **ABOVE)
    late = ABOVE | {"now": LATE}
    with pytest.raises(ExceptionTooLong):
        grant_exception(until=date(2027, 1, 5), reason="停电", **late)
    grant_exception(until=date(2026, 12, 5), reason="停电", **late)
    with pytest.raises(ExceptionThere):
        grant_exception(until=date(2026, 12, 5), reason="停电", **late)
    assert filed(answers=False, now=LATE) == "FILED"
    page = get_report_page(actor=COUNTY_OFFICER, unit_code=COUNTY_UNIT, month=MONTH, now=LATE)
    row = next(each for each in page.below if each.unit_code == TOWNSHIP)
    assert row.timeliness is Timeliness.LATE
    assert (page.filed.part, page.timely.part) == (1, 0)


def test_the_county_sets_the_day_of_its_townships() -> None:
    filed()
    assert set_township_day(actor=COUNTY_OFFICER, now=NOW, year=2026, day=12) == 12
    with pytest.raises(DaySetAlready):
        set_township_day(actor=COUNTY_OFFICER, now=NOW, year=2026, day=12)
    by_unit = {row.unit_code: row for row in _county().below}
    assert by_unit[TOWNSHIP].timeliness is Timeliness.IN_TIME, "it was filed while the 16th held"
    assert {row.timeliness for code, row in by_unit.items() if code != TOWNSHIP} == {Timeliness.MISSING}


def test_the_city_sees_all_its_counties_and_their_townships() -> None:
    sent()
    page = get_report_page(actor=CITY_OFFICER, unit_code="130900000000", month=MONTH, now=NOW)
    assert page.own is None
    row = next(each for each in page.below if each.unit_code == COUNTY_UNIT)
    assert (row.state, row.below and row.below.words) == (ReportState.FILED, "1/2，50.0%")
    assert page.filed.part == 1
