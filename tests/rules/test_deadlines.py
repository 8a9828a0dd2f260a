"""Due dates: agreement with a day-by-day count, and the properties that hold for every history."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.day_by_day import count, random_history, stopped, works
from tests.rules.seeds import day, work_calendar
from yimen.rules.calendar import BEIJING, DayKind, spoken_date
from yimen.rules.deadlines import (
    DueDate,
    Extension,
    IntervalKind,
    Limit,
    Stop,
    StopGround,
    Unit,
    deemed_accepted_on,
    due,
    explain,
    limit_text,
    notice_deadline,
)
from yimen.rules.due_days import due_day

TWENTY = Limit(amount=20, unit=Unit.WORKDAYS)
ONE_DAY = dt.timedelta(days=1)
HISTORIES = st.integers(min_value=0, max_value=2**32).map(lambda seed: random_history(random.Random(seed)))  # noqa: S311


def find_due(
    accepted: str, limit: Limit | None, *stops: Stop, extensions: tuple[Extension, ...] = ()
) -> DueDate:
    return due(
        accepted_on=day(accepted), limit=limit, stops=stops, extensions=extensions, calendar=work_calendar()
    )


def stop(start: str, end: str | None, ground: StopGround = StopGround.INSPECTION) -> Stop:
    ended_on = day(end) if end else None
    return Stop(started_on=day(start), ended_on=ended_on, ground=ground, basis="许可法45", document_no="1号")


def test_due_dates_agree_with_a_day_by_day_count_on_ten_thousand_random_histories() -> None:
    chance = random.Random(20260918)  # noqa: S311 - a fixed seed is the point
    calendar = work_calendar()
    open_ends = provisional = 0
    for number in range(10_000):
        accepted_on, limit, stops, extensions = random_history(chance)
        found = due(
            accepted_on=accepted_on, limit=limit, stops=stops, extensions=extensions, calendar=calendar
        )
        expected = count(accepted_on, limit, stops, extensions)
        told = (found.date, found.provisional)
        assert told == expected, (number, accepted_on, limit, stops, extensions)
        assert due_day(accepted_on, limit, calendar, stops, extensions) == told
        assert found.running is (found.date is not None)
        open_ends += found.date is None
        provisional += found.provisional
    # The histories must be hard enough to mean something.
    assert open_ends > 300
    assert provisional > 500


@given(HISTORIES)
def test_the_quick_count_tells_the_same_day(history: tuple) -> None:
    accepted_on, limit, stops, extensions = history
    found = due(
        accepted_on=accepted_on, limit=limit, stops=stops, extensions=extensions, calendar=work_calendar()
    )
    quick = due_day(accepted_on, limit, work_calendar(), stops, extensions)
    assert quick == (found.date, found.provisional)


def test_the_quick_count_knows_no_limit_and_an_instant_one() -> None:
    assert due_day(day("2026-03-02"), None, work_calendar()) == (None, False)
    instant = Limit(amount=0, unit=Unit.INSTANT)
    assert due_day(day("2026-03-02"), instant, work_calendar()) == (day("2026-03-02"), False)


@given(HISTORIES)
def test_the_intervals_hold_exactly_the_days_of_the_limit_and_miss_no_counting_day(history: tuple) -> None:
    accepted_on, limit, stops, extensions = history
    found = due(
        accepted_on=accepted_on, limit=limit, stops=stops, extensions=extensions, calendar=work_calendar()
    )
    if found.date is not None:
        ran = sum(each.days for each in found.intervals if each.kind is IntervalKind.RUN)
        added = sum(each.days for each in found.intervals if each.kind is IntervalKind.EXTENSION)
        assert (ran, added) == (limit.amount, sum(each.days for each in extensions))
    previous = accepted_on
    for interval in found.intervals:
        assert previous < interval.start
        gap = previous + ONE_DAY
        while gap < interval.start:
            assert limit.unit is Unit.NATURAL_DAYS or not works(gap) or stopped(gap, stops)
            gap += ONE_DAY
        previous = interval.end or dt.date.max


@given(HISTORIES)
def test_the_order_of_stops_does_not_matter(history: tuple) -> None:
    accepted_on, limit, stops, extensions = history
    ways = [
        due(
            accepted_on=accepted_on, limit=limit, stops=order, extensions=extensions, calendar=work_calendar()
        )
        for order in (stops, stops[::-1])
    ]
    assert (ways[0].date, ways[0].provisional) == (ways[1].date, ways[1].provisional)


@given(HISTORIES, st.integers(min_value=1, max_value=10))
def test_one_more_stop_or_extension_never_brings_the_date_nearer(history: tuple, days: int) -> None:
    accepted_on, limit, stops, extensions = history
    before = due(accepted_on=accepted_on, limit=limit, stops=stops, calendar=work_calendar()).date
    more = Stop(
        started_on=accepted_on + days * ONE_DAY,
        ended_on=accepted_on + 3 * days * ONE_DAY,
        ground=StopGround.TESTING,
        basis="",
        document_no="",
    )
    after = due(accepted_on=accepted_on, limit=limit, stops=[*stops, more], calendar=work_calendar()).date
    extended = due(
        accepted_on=accepted_on, limit=limit, stops=stops, extensions=extensions, calendar=work_calendar()
    ).date
    assert before is None or after is None or before <= after
    assert before is None or extended is None or before <= extended


def test_the_day_of_acceptance_is_not_counted() -> None:
    found = find_due("2026-03-02", Limit(amount=1, unit=Unit.WORKDAYS))
    assert found.date == day("2026-03-03")


def test_twenty_workdays_over_national_day_count_make_up_days_and_skip_the_holiday() -> None:
    assert find_due("2026-09-18", TWENTY).date == day("2026-10-22")


def test_a_stop_counts_its_first_day_and_leaves_out_the_days_after_it_through_its_last() -> None:
    # Monday accepted; Tuesday counts although the stop begins; Wednesday and Thursday do not; Friday does.
    found = find_due("2026-03-02", Limit(amount=2, unit=Unit.WORKDAYS), stop("2026-03-03", "2026-03-05"))
    assert found.date == day("2026-03-06")
    kinds = [(each.kind, each.days) for each in found.intervals]
    assert kinds == [(IntervalKind.RUN, 1), (IntervalKind.STOP, 2), (IntervalKind.RUN, 1)]


def test_a_stop_that_starts_and_ends_on_one_day_changes_nothing() -> None:
    assert (
        find_due("2026-03-02", TWENTY, stop("2026-03-05", "2026-03-05")).date
        == find_due("2026-03-02", TWENTY).date
    )


def test_two_stops_that_touch_are_told_as_one_and_an_empty_one_is_not_told() -> None:
    found = find_due(
        "2026-03-02",
        TWENTY,
        stop("2026-03-04", "2026-03-10"),
        stop("2026-03-10", "2026-03-12", StopGround.AUCTION),
        stop("2026-03-17", "2026-03-17"),
    )
    stops = [
        (each.start, each.end, each.days, each.reason)
        for each in found.intervals
        if each.kind is IntervalKind.STOP
    ]
    assert stops == [(day("2026-03-05"), day("2026-03-12"), 6, "检验、拍卖")]


def test_overlapping_and_touching_stops_count_once() -> None:
    one = find_due("2026-03-02", TWENTY, stop("2026-03-03", "2026-03-20"))
    many = find_due(
        "2026-03-02",
        TWENTY,
        stop("2026-03-10", "2026-03-20", StopGround.HEARING),
        stop("2026-03-03", "2026-03-10"),
        stop("2026-03-05", "2026-03-12"),
    )
    assert many.date == one.date
    stops = [each for each in many.intervals if each.kind is IntervalKind.STOP]
    assert [each.reason for each in stops] == ["检验、听证"]


def test_an_open_stop_leaves_the_date_open_and_the_clock_standing() -> None:
    found = find_due("2026-03-02", TWENTY, stop("2026-03-10", None))
    assert (found.date, found.running) == (None, False)
    assert (found.intervals[-1].end, found.intervals[-1].days) == (None, 0)
    assert "到期日待定" in explain(found)[-1].sentence()


def test_a_stop_after_the_limit_has_run_out_changes_nothing() -> None:
    plain = find_due("2026-03-02", TWENTY)
    late = find_due("2026-03-02", TWENTY, stop("2026-03-30", None))
    assert plain.date == day("2026-03-30")
    assert (late.date, late.running) == (plain.date, True)


def test_a_stop_before_acceptance_changes_nothing() -> None:
    early = find_due("2026-03-02", TWENTY, stop("2026-02-01", "2026-03-02"))
    assert early.date == find_due("2026-03-02", TWENTY).date


def test_an_extension_adds_its_workdays_and_keeps_its_reason() -> None:
    ten = Extension(days=10, granted_on=day("2026-03-20"), reason="需要补充现场核查")
    found = find_due("2026-03-02", TWENTY, extensions=(ten,))
    assert found.date == day("2026-04-14")
    assert any("需要补充现场核查" in reason.sentence() for reason in explain(found))


def test_natural_days_that_end_on_a_rest_day_end_on_the_next_workday() -> None:
    # 15 days from 16 September 2026 end on 1 October, and the holiday lasts to the 7th.
    found = find_due("2026-09-16", Limit(amount=15, unit=Unit.NATURAL_DAYS))
    assert found.date == day("2026-10-08")
    assert any("民法典第二百零三条" in reason.sentence() for reason in explain(found))


def test_what_does_not_apply_is_not_said() -> None:
    natural = [r.sentence() for r in explain(find_due("2026-03-02", Limit(amount=7, unit=Unit.NATURAL_DAYS)))]
    assert natural == [
        "2026年3月2日(周一)受理，当日不计入，从次日起算（民法典第二百零一条）。",
        "时限 7日(自然日)。",
        "因此到期日是2026年3月9日(周一)。",
    ]
    workdays = "".join(r.sentence() for r in explain(find_due("2026-03-02", TWENTY)))
    assert "按工作日计算" in workdays
    assert "顺延" not in workdays
    # Natural days cross holidays without a word: only the last day asks for one.
    over = "".join(
        r.sentence() for r in explain(find_due("2026-09-20", Limit(amount=30, unit=Unit.NATURAL_DAYS)))
    )
    assert "放假" not in over


def test_the_first_day_that_counts_may_be_a_make_up_day_and_is_named() -> None:
    said = "".join(r.sentence() for r in explain(find_due("2026-09-19", Limit(amount=1, unit=Unit.WORKDAYS))))
    assert "2026年9月20日(周日)因国庆节调休上班，计入" in said
    before = "".join(
        r.sentence() for r in explain(find_due("2026-09-20", Limit(amount=1, unit=Unit.WORKDAYS)))
    )
    assert "2026年9月20日(周日)因" not in before


def test_natural_days_that_end_on_a_make_up_day_end_there() -> None:
    found = find_due("2026-10-03", Limit(amount=7, unit=Unit.NATURAL_DAYS))
    assert found.date == day("2026-10-10")


def test_an_instant_item_is_due_on_the_day_itself() -> None:
    found = find_due("2026-10-01", Limit(amount=0, unit=Unit.INSTANT))
    assert found.date == day("2026-10-01")
    assert "当场办结" in explain(found)[0].sentence()


def test_an_unpublished_limit_has_no_date_and_says_so() -> None:
    found = find_due("2026-03-02", None)
    assert (found.date, found.running, found.provisional) == (None, True, False)
    assert "未定时限" in explain(found)[0].sentence()


def test_a_date_in_a_year_without_notice_is_provisional_and_says_so() -> None:
    found = find_due("2026-12-21", TWENTY)
    assert found.provisional
    assert found.date == day("2027-01-18")
    assert "暂定" in explain(found)[-1].sentence()


def test_every_special_day_that_was_crossed_is_named_once() -> None:
    found = find_due("2026-09-18", TWENTY)
    assert found.date is not None
    said = "".join(reason.sentence() for reason in explain(found))
    crossed = work_calendar().special_days(found.accepted_on, found.date)
    make_up = [spoken_date(each.date) for each in crossed if each.kind is DayKind.WORKDAY]
    assert make_up == ["2026年9月20日(周日)", "2026年10月10日(周六)"]
    assert all(said.count(each) == 1 for each in make_up)
    assert "2026年10月1日(周四)至2026年10月7日(周三)国庆节放假" in said
    assert said.endswith("因此到期日是2026年10月22日(周四)。")


@given(HISTORIES)
def test_every_explanation_is_a_filled_sentence_that_names_the_date(history: tuple) -> None:
    accepted_on, limit, stops, extensions = history
    found = due(
        accepted_on=accepted_on, limit=limit, stops=stops, extensions=extensions, calendar=work_calendar()
    )
    sentences = [reason.sentence() for reason in explain(found)]
    assert all("{" not in each and each.endswith("。") for each in sentences)
    if found.date is not None:
        assert any(spoken_date(found.date) in each for each in sentences)


def test_limits_are_always_told_with_their_unit() -> None:
    assert limit_text(TWENTY) == "20个工作日"
    assert limit_text(Limit(amount=15, unit=Unit.NATURAL_DAYS)) == "15日(自然日)"
    assert limit_text(Limit(amount=0, unit=Unit.INSTANT)) == "当场办结"
    assert limit_text(None) == "未定时限"


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def test_the_time_to_tell_ends_at_close_of_business_of_the_fifth_workday() -> None:
    received = moment("2026-09-18T10:00")
    assert notice_deadline(received, work_calendar(), dt.time(17, 30)) == moment("2026-09-24T17:30")


def test_without_closing_time_it_ends_at_twenty_four_hours() -> None:
    assert notice_deadline(moment("2026-09-18T10:00"), work_calendar()) == moment("2026-09-25T00:00")


def test_received_at_night_is_received_that_day_in_beijing() -> None:
    late = dt.datetime(2026, 3, 4, 15, 59, tzinfo=dt.UTC)
    after_midnight = late + dt.timedelta(minutes=1)
    assert notice_deadline(late, work_calendar(), dt.time(17)) == moment("2026-03-11T17:00")
    assert notice_deadline(after_midnight, work_calendar(), dt.time(17)) == moment("2026-03-12T17:00")


def test_silence_over_the_time_to_tell_means_accepted_on_the_day_of_receipt() -> None:
    received, closing = moment("2026-09-18T10:00"), dt.time(17, 30)
    end = moment("2026-09-24T17:30")
    assert deemed_accepted_on(received, end, work_calendar(), closing) is None
    second = dt.timedelta(seconds=1)
    assert deemed_accepted_on(received, end + second, work_calendar(), closing) == day("2026-09-18")
