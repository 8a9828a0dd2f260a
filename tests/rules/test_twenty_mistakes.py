"""The facts of domain.md §0 that are easiest to get wrong, one test a row, as far as rules decide them.

Rows 8 and 18 stand in `test_feedback.py` as well; rows 12, 13 and 14 are shown on the real list.
What touches a case is walked on one in `tests/usecases/cases/test_twenty_mistakes.py`; row 20 is of reports.
"""

import datetime as dt
from collections import Counter

import pytest

from tests.rules.seeds import calendar_days, day, seed_bytes, work_calendar
from yimen.rules.calendar import BEIJING, CalendarDay, DayKind, build_calendar
from yimen.rules.catalog import Family, parse_limit, plan_items, read_items, review_points
from yimen.rules.deadlines import (
    DueLight,
    Extension,
    Limit,
    Stop,
    StopGround,
    Unit,
    check_extension,
    check_stop,
    deemed_accepted_on,
    due,
    due_light,
    limit_text,
    notice_deadline,
)
from yimen.rules.documents import (
    PaperIncomplete,
    PaperKind,
    Remedies,
    check_frozen,
    remedy_sentences,
    required_facts,
)
from yimen.rules.feedback import CannotRate, Rater, Stars, check_rating, satisfaction_code
from yimen.rules.intervals import PERMIT_GROUNDS, STOP_GROUND_LABELS
from yimen.rules.item_codes import check_basic_code, parse_implementation_code
from yimen.rules.orgs import (
    STYLE_2020,
    STYLE_2022,
    Level,
    PlannedDivision,
    RegionKind,
    center_name,
    check_division,
    government_name,
    irregularities,
    parse_region_code,
    place_name,
    read_divisions,
    short_place_name,
    station_name,
)
from yimen.rules.stops import CannotExtend, StopWithoutBasis

TWENTY = Limit(amount=20, unit=Unit.WORKDAYS)
ORGAN = "沧县旧州镇人民政府"


def divisions() -> tuple[PlannedDivision, ...]:
    text = seed_bytes("orgs/seed/divisions-cangzhou-2023.csv").decode("utf-8-sig")
    checked = [check_division(row) for row in read_divisions(text)]
    return tuple(each for each in checked if isinstance(each, PlannedDivision))


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def test_row_01_a_permit_s_limit_is_in_workdays_and_every_limit_carries_its_unit() -> None:
    workdays, natural = parse_limit("15"), parse_limit("15日")
    assert workdays != natural
    assert (limit_text(workdays), limit_text(natural)) == ("15个工作日", "15日(自然日)")
    start = day("2026-09-18")
    dates = [
        due(accepted_on=start, limit=each, calendar=work_calendar()).date for each in (workdays, natural)
    ]
    assert dates == [day("2026-10-15"), day("2026-10-08")]


def test_row_02_silence_of_five_workdays_accepts_on_the_day_of_receipt_and_not_on_the_fifth() -> None:
    received, closing = moment("2026-09-28T16:00"), dt.time(17, 30)
    deadline = notice_deadline(received, work_calendar(), closing)
    assert deadline == moment("2026-10-10T17:30")
    accepted_on = deemed_accepted_on(received, deadline + dt.timedelta(minutes=1), work_calendar(), closing)
    assert accepted_on == day("2026-09-28")
    assert deemed_accepted_on(received, deadline, work_calendar(), closing) is None
    # The clock of the permit starts with the receipt.
    assert due(accepted_on=accepted_on, limit=TWENTY, calendar=work_calendar()).date == day("2026-10-30")


def test_row_03_only_eight_grounds_stop_the_clock_and_a_survey_or_an_absent_chief_is_none() -> None:
    ours = set(PERMIT_GROUNDS) - {StopGround.OTHER_BASIS}
    grounds = {STOP_GROUND_LABELS[ground] for ground in ours}
    assert grounds == {"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"}
    for excuse in ("现场踏勘", "公示", "领导外出"):
        with pytest.raises(StopWithoutBasis):
            check_stop(
                ground=StopGround.OTHER_BASIS,
                basis=excuse,
                document_no="1号",
                approver="王主任",
                started_on=day("2026-03-05"),
                accepted_on=day("2026-03-02"),
                today=day("2026-03-05"),
            )


def test_row_04_a_limit_is_extended_once_by_ten_workdays_or_fifteen_for_a_joint_permit() -> None:
    facts = {"approver": "李镇长", "reason": "案情复杂", "granted_on": day("2026-03-20")}
    ten = check_extension(days=10, **facts)  # type: ignore[arg-type]
    assert check_extension(days=15, joint=True, **facts).days == 15  # type: ignore[arg-type]
    for days, joint, previous in ((11, False, ()), (16, True, ()), (1, False, (ten,))):
        with pytest.raises(CannotExtend):
            check_extension(days=days, joint=joint, previous=previous, **facts)  # type: ignore[arg-type]
    start = day("2026-03-02")
    plain = due(accepted_on=start, limit=TWENTY, calendar=work_calendar()).date
    longer = due(accepted_on=start, limit=TWENTY, extensions=[ten], calendar=work_calendar()).date
    assert plain is not None
    assert longer == work_calendar().add_workdays(plain, 10).date


def test_row_05_the_first_day_is_not_counted_and_the_last_ends_at_close_of_business_or_midnight() -> None:
    one = Limit(amount=1, unit=Unit.WORKDAYS)
    assert due(accepted_on=day("2026-03-02"), limit=one, calendar=work_calendar()).date == day("2026-03-03")
    received = moment("2026-03-02T09:00")
    assert notice_deadline(received, work_calendar(), dt.time(17)) == moment("2026-03-09T17:00")
    assert notice_deadline(received, work_calendar()) == moment("2026-03-10T00:00")


def test_row_06_make_up_days_count_and_a_notice_reaches_into_the_december_before() -> None:
    december = [
        CalendarDay(date=day("2018-12-29"), kind=DayKind.WORKDAY, festival="元旦"),
        CalendarDay(date=day("2018-12-31"), kind=DayKind.HOLIDAY, festival="元旦"),
    ]
    calendar = build_calendar([*calendar_days(), *december])
    assert calendar.is_workday(day("2018-12-29"))
    assert not calendar.is_workday(day("2018-12-31"))
    # Two stray rows do not make 2018 a published year.
    assert 2018 not in calendar.published_years
    assert calendar.add_workdays(day("2018-12-28"), 1).date == day("2018-12-29")
    assert calendar.is_workday(day("2026-10-10"))


def test_row_07_a_year_without_data_is_marked_provisional_and_never_passes_for_certain() -> None:
    found = due(accepted_on=day("2026-12-10"), limit=TWENTY, calendar=work_calendar())
    assert found.provisional
    assert not due(accepted_on=day("2025-12-10"), limit=TWENTY, calendar=work_calendar()).provisional


def test_row_08_the_standard_s_satisfaction_codes_run_against_the_stars() -> None:
    assert (satisfaction_code(Stars.FIVE), satisfaction_code(Stars.ONE)) == ("1", "5")


def test_row_09_real_item_codes_have_twelve_and_thirty_one_characters_whatever_the_standard_says() -> None:
    assert check_basic_code("000164120000") == "000164120000"
    parts = parse_implementation_code("11370883MB2857374H437309800900101")
    assert (len(parts.credit_code), len(parts.basic_code), parts.handling) == (18, 12, "01")


def test_row_10_village_names_are_no_keys_and_gain_their_ending_by_code() -> None:
    rows = [row for row in divisions() if row.level is Level.VILLAGE]
    repeated = Counter((row.code[:6], short_place_name(row.name, row.code)) for row in rows)
    assert sum(1 for count in repeated.values() if count > 1) >= 53
    bare = [row for row in rows if not short_place_name(row.name, row.code).endswith(("村", "社区"))]
    assert len(bare) > 3000
    for row in bare:
        if row.kind is RegionKind.VILLAGE:
            assert station_name(row.code, row.name, STYLE_2020).endswith("村综合服务站")
        elif row.kind is RegionKind.NEIGHBORHOOD:
            assert station_name(row.code, row.name, STYLE_2020).endswith("社区综合服务站")


def test_row_11_a_township_that_becomes_a_town_changes_its_code_and_kind() -> None:
    before, after = parse_region_code("130921203000"), parse_region_code("130921105000")
    assert (before.kind, after.kind) == (RegionKind.RURAL_TOWNSHIP, RegionKind.TOWN)
    assert government_name("沧县", "纸房头乡", before.code) == "沧县纸房头乡人民政府"
    assert government_name("沧县", "纸房头镇", after.code) == "沧县纸房头镇人民政府"


def test_row_12_functional_zones_are_pseudo_counties_and_their_units_get_their_plain_name() -> None:
    zones = {row.code[:6] for row in divisions() if row.kind is RegionKind.FUNCTIONAL_ZONE}
    assert zones == {"130971", "130972", "130973"}
    name = government_name("河北沧州经济开发区", "社会事务局", "130971400000")
    assert name == "河北沧州经济开发区社会事务局"
    assert irregularities("港城街道", "130973402000")


def test_row_13_nineteen_townships_have_fewer_than_eight_villages() -> None:
    rows = divisions()
    counts = Counter(row.parent_code for row in rows if row.level is Level.VILLAGE)
    townships = [row for row in rows if row.level is Level.TOWNSHIP]
    few = [row.name for row in townships if counts[row.code] < 8]
    assert len(townships) == 209
    assert len(few) == 19
    assert "青县农场" in few


def test_row_14_the_names_of_centers_and_stations_are_data() -> None:
    assert center_name("旧州镇", STYLE_2020) == "旧州镇行政综合服务中心"
    assert center_name("旧州镇", STYLE_2022) == "旧州镇便民服务中心"
    assert place_name("东关村村民委员会", "130921100201") == "东关村"


def test_row_15_a_paper_goes_out_in_the_name_of_the_government_and_never_of_the_center() -> None:
    assert government_name("沧县", "旧州镇", "130921100000") == ORGAN
    assert all("organ_name" in required_facts(kind) for kind in PaperKind)
    assert not any(
        "中心" in government_name("沧县", r.name, r.code) for r in divisions() if r.level is Level.TOWNSHIP
    )


def test_row_16_scattered_trees_need_no_permit_which_the_reviewer_is_told_to_check_first() -> None:
    items = plan_items(read_items(seed_bytes("catalog/seed/items.tsv").decode("utf-8-sig"))).items
    felling = next(item for item in items if item.short_name == "林木采伐许可证核发")
    points = review_points(Family.PERMIT, felling.materials, felling.basis)
    (need,) = [point for point in points if point.source == "森林法第五十六条"]
    assert "不需要许可" in need.text
    assert "即时告知不受理" in need.text
    # No other item of the list is asked about trees.
    others = [item for item in items if item is not felling]
    assert not any(
        "零星林木" in p.text for i in others for p in review_points(i.family, i.materials, i.basis)
    )


def test_row_17_a_refusal_states_its_reasons_and_both_ways_of_complaint() -> None:
    remedies = Remedies(reconsideration_organ="沧县人民政府", court="沧县人民法院")
    facts: dict[str, object] = dict.fromkeys(required_facts(PaperKind.REFUSAL), "有")
    facts["remedies"] = remedy_sentences(remedies)
    check_frozen(PaperKind.REFUSAL, facts)
    said = "".join(remedy_sentences(remedies))
    assert "60 日" in said
    assert "6 个月" in said
    for gap in ("reasons", "remedies", "issued_on"):
        with pytest.raises(PaperIncomplete) as refused:
            check_frozen(PaperKind.REFUSAL, {**facts, gap: ""})
        assert refused.value.field == gap
    assert {"reasons", "remedies", "where_to_apply", "issued_on"} <= set(required_facts(PaperKind.DECLINE))


def test_row_18_nobody_and_no_default_rates_for_the_applicant() -> None:
    for rater in (Rater.STAFF, Rater.SYSTEM):
        with pytest.raises(CannotRate):
            check_rating(stars=5, rater=rater, preset=False, already_rated=False)


def test_rows_01_and_03_together_a_stop_moves_the_date_by_its_workdays_and_no_more() -> None:
    hearing = Stop(
        started_on=day("2026-09-24"),
        ended_on=day("2026-10-09"),
        ground=StopGround.HEARING,
        basis="行政许可法第四十五条",
        document_no="1号",
    )
    start = day("2026-09-18")
    plain = due(accepted_on=start, limit=TWENTY, calendar=work_calendar()).date
    moved = due(accepted_on=start, limit=TWENTY, stops=[hearing], calendar=work_calendar()).date
    assert plain is not None
    stopped = work_calendar().count_workdays(day("2026-09-24"), day("2026-10-09"))
    assert moved == work_calendar().add_workdays(plain, stopped).date


def test_an_unpublished_limit_has_no_light_and_an_extension_record_is_plain_data() -> None:
    light = due_light(promised=None, statutory=None, today=day("2026-03-02"), calendar=work_calendar())
    assert light is DueLight.NONE
    assert Extension(days=1, granted_on=day("2026-03-02"), reason="x").days == 1
