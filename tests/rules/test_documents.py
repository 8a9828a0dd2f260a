"""Numbers, dates, remedies and the mandatory facts of papers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import day
from yimen.rules.documents import (
    CHECK_CODE_ALPHABET,
    FACT_LABELS,
    PAPER_WORDS,
    BadCaseNo,
    BadCheckCode,
    PaperIncomplete,
    PaperKind,
    Remedies,
    check_frozen,
    cn_date,
    cn_digits_date,
    format_case_no,
    normalize_check_code,
    paper_number,
    parse_case_no,
    remedy_sentences,
    required_facts,
)

REMEDIES = remedy_sentences(Remedies(reconsideration_organ="沧县人民政府", court="沧县人民法院"))


def test_a_paper_number_has_the_year_in_brackets_and_no_leading_zeros() -> None:
    word = PAPER_WORDS[PaperKind.GRANT]
    assert paper_number("沧县旧州镇政", word, 2026, 3) == "沧县旧州镇政许准〔2026〕3号"
    assert paper_number("沧县旧州镇政", word, 2026, 1) == "沧县旧州镇政许准〔2026〕1号"
    with pytest.raises(ValueError, match="start at 1"):
        paper_number("沧县旧州镇", word, 2026, 0)


def test_every_kind_of_paper_has_its_own_word() -> None:
    assert len(set(PAPER_WORDS.values())) == len(PaperKind)


def test_a_case_number_begins_with_the_county() -> None:
    assert format_case_no("130921", "130921100000", 2026, 1) == "130921-2026-100-000001"
    assert format_case_no("130921", "130921000000", 2026, 1234567) == "130921-2026-000-1234567"
    for county, township, serial in (
        ("130922", "130921100000", 1),
        ("13092", "130921100000", 1),
        ("130921",) * 2 + (0,),
    ):
        with pytest.raises(ValueError, match="case number"):
            format_case_no(county, township, 2026, serial)


@given(st.integers(2000, 2999), st.integers(0, 599), st.integers(1, 10**9 - 1))
def test_a_case_number_reads_back(year: int, township: int, serial: int) -> None:
    number = parse_case_no(format_case_no("130921", f"130921{township:03d}000", year, serial))
    assert (number.county_code, number.year, number.township, number.serial) == (
        "130921",
        year,
        f"{township:03d}",
        serial,
    )


def test_a_typed_case_number_is_mended() -> None:
    assert parse_case_no(" １３０９２１—2026-100 - 000001 ").serial == 1


@pytest.mark.parametrize(
    "typed", ["", "130921-2026-100", "130921-2026-100-1", "130921/2026/100/000001", "x" * 10**6]
)
def test_what_is_no_case_number_is_refused(typed: str) -> None:
    with pytest.raises(BadCaseNo):
        parse_case_no(typed)


def test_check_codes_have_no_signs_that_look_alike() -> None:
    assert set("0O1I").isdisjoint(CHECK_CODE_ALPHABET)
    assert len(set(CHECK_CODE_ALPHABET)) == 32


@pytest.mark.parametrize("typed", ["abcd-2345", "ＡＢＣＤ２３４５", " abcd 2345 "])
def test_a_typed_check_code_is_mended(typed: str) -> None:
    assert normalize_check_code(typed) == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "ABCD234", "ABCD23456", "ABCD2340", "ABCDI345", "中文字符中文字符"])
def test_what_is_no_check_code_is_refused(typed: str) -> None:
    with pytest.raises(BadCheckCode):
        normalize_check_code(typed)


@pytest.mark.parametrize(
    ("date", "arabic", "chinese"),
    [
        ("2026-09-08", "2026年9月8日", "二〇二六年九月八日"),
        ("2026-10-10", "2026年10月10日", "二〇二六年十月十日"),
        ("2026-12-31", "2026年12月31日", "二〇二六年十二月三十一日"),
        ("2030-11-20", "2030年11月20日", "二〇三〇年十一月二十日"),
    ],
)
def test_dates_are_written_as_papers_write_them(date: str, arabic: str, chinese: str) -> None:
    assert (cn_date(day(date)), cn_digits_date(day(date))) == (arabic, chinese)


@given(st.dates(), st.dates())
def test_two_dates_are_never_written_alike(one: dt.date, two: dt.date) -> None:
    assert (cn_digits_date(one) == cn_digits_date(two)) is (one == two) is (cn_date(one) == cn_date(two))


def test_the_remedies_name_sixty_days_and_six_months_and_before_whom() -> None:
    reconsideration, lawsuit = REMEDIES
    assert "60 日" in reconsideration
    assert "沧县人民政府申请行政复议" in reconsideration
    assert "6 个月" in lawsuit
    assert "沧县人民法院提起行政诉讼" in lawsuit


def whole(kind: PaperKind) -> dict[str, object]:
    facts: dict[str, object] = dict.fromkeys(required_facts(kind), "有")
    if "materials" in facts:
        facts["materials"] = [{"name": "申请书"}]
    if "remedies" in facts:
        facts["remedies"] = list(REMEDIES)
    return facts


@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_paper_with_all_its_facts_may_be_frozen(kind: PaperKind) -> None:
    assert check_frozen(kind, whole(kind)) is None


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in PaperKind for name in required_facts(kind)]
)
@pytest.mark.parametrize("empty", [None, "", "  ", [], ()])
def test_a_paper_that_lacks_one_fact_is_refused_and_names_it(
    kind: PaperKind, name: str, empty: object
) -> None:
    with pytest.raises(PaperIncomplete) as refused:
        check_frozen(kind, {**whole(kind), name: empty})
    assert refused.value.field == name
    assert FACT_LABELS[name] in refused.value.sentence()


@pytest.mark.parametrize(
    "remedies", [REMEDIES[:1], REMEDIES[1:], "如不服可以申请行政复议或提起行政诉讼", ["无"]]
)
def test_a_refusal_with_only_half_of_the_remedies_is_no_refusal(remedies: object) -> None:
    with pytest.raises(PaperIncomplete):
        check_frozen(PaperKind.REFUSAL, {**whole(PaperKind.REFUSAL), "remedies": remedies})


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(PaperIncomplete) as refused:
        check_frozen(PaperKind.REFUSAL, {})
    assert "理由" in refused.value.sentence()
    assert "复议和诉讼的权利" in refused.value.sentence()
