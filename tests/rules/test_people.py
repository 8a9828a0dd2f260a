"""Identity numbers, credit codes, telephones, passwords and attempts."""

import datetime as dt
import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from tests.rules.seeds import day
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import RuleViolation
from yimen.rules.people import (
    ADDRESS_CODES,
    ADDRESS_FAILURES,
    Attempt,
    BadBirthDate,
    BadCheckDigit,
    BadNumberLength,
    BadNumberSign,
    BadPhone,
    Throttle,
    TooManyAttempts,
    WeakPassword,
    check_citizen_id,
    check_credit_code,
    check_mobile,
    check_password,
    check_phone,
    require_allowed,
    throttle,
    throttle_codes,
    throttle_events,
)

TODAY = day("2026-11-22")
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=BEIJING)
MINUTE = dt.timedelta(minutes=1)
WEIGHTS = [pow(2, 17 - at, 11) for at in range(17)]
BODIES = st.builds(
    lambda region, born, serial: f"{region:06d}{born:%Y%m%d}{serial:03d}",
    st.integers(min_value=110000, max_value=839999),
    st.dates(min_value=dt.date(1890, 1, 1), max_value=TODAY),
    st.integers(min_value=0, max_value=999),
)


def numbered(body: str) -> str:
    """The body with its check digit by the definition of ISO 7064 MOD 11-2, not by the table."""
    total = sum(int(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    check = (12 - total) % 11
    return body + ("X" if check == 10 else str(check))


def test_the_known_number_is_read() -> None:
    person = check_citizen_id("11010519491231002X", today=TODAY)
    assert (person.number, person.birth_date, person.female) == (
        "11010519491231002X",
        day("1949-12-31"),
        True,
    )


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002-X "]
)
def test_what_people_type_is_mended(typed: str) -> None:
    assert check_citizen_id(typed, today=TODAY).number == "11010519491231002X"


def test_very_old_people_and_dissolved_regions_are_real() -> None:
    assert check_citizen_id("440524188001010014", today=TODAY).birth_date == day("1880-01-01")


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_are_real(region: str) -> None:
    assert not check_citizen_id(numbered(f"{region}19900101001"), today=TODAY).female


@given(BODIES)
def test_every_well_made_number_passes_and_tells_birth_and_sex(body: str) -> None:
    person = check_citizen_id(numbered(body), today=TODAY)
    assert f"{person.birth_date:%Y%m%d}" == body[6:14]
    assert person.female is (int(body[16]) % 2 == 0)


@given(BODIES, st.integers(min_value=0, max_value=16), st.integers(min_value=1, max_value=9))
def test_every_single_wrong_digit_is_found(body: str, at: int, shift: int) -> None:
    number = numbered(body)
    wrong = number[:at] + str((int(number[at]) + shift) % 10) + number[at + 1 :]
    with pytest.raises(RuleViolation):
        check_citizen_id(wrong, today=TODAY)


@given(BODIES)
def test_the_check_digit_agrees_with_an_independent_library(body: str) -> None:
    assert numbered(body)[17] == ric.calc_check_digit(body + "0")


@pytest.mark.parametrize(
    ("number", "refusal", "words"),
    [
        ("1101051949123100", BadNumberLength, "现在是 16 位"),
        ("", BadNumberLength, "现在是 0 位"),
        ("1101051949123100200", BadNumberLength, "现在是 19 位"),
        ("11010519491231O02X", BadNumberSign, "第 15 位“O”"),
        ("11010519491231002A", BadNumberSign, "第 18 位“A”"),
        ("11010519491331002X", BadBirthDate, "19491331"),
        ("110105190002290029", BadBirthDate, "19000229"),
        ("11010520261123002X", BadBirthDate, "20261123"),
        ("110105194912310021", BadCheckDigit, "最后一位对不上"),
    ],
)
def test_each_fault_has_its_own_sentence(number: str, refusal: type[RuleViolation], words: str) -> None:
    with pytest.raises(refusal) as refused:
        check_citizen_id(number, today=TODAY, field="applicant_id")
    assert words in refused.value.sentence()
    assert refused.value.field == "applicant_id"


def test_someone_born_today_has_a_number() -> None:
    assert check_citizen_id(numbered("13092120261122001"), today=TODAY).birth_date == TODAY


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "11511301008778183N", "11511301MB163323XU", "11330800MB0R57773W"]
)
def test_known_credit_codes_pass(code: str) -> None:
    assert check_credit_code(code.lower()) == code


SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.from_regex(rf"\A[1-9][1-9][0-9]{{6}}[{SIGNS}]{{9}}\Z"))
def test_credit_codes_agree_with_an_independent_library(body: str) -> None:
    code = body + uscc.calc_check_digit(body)
    assert check_credit_code(code) == code
    for sign in SIGNS:
        if sign != code[-1]:
            with pytest.raises(BadCheckDigit):
                check_credit_code(body + sign)


def test_a_letter_in_the_region_is_told_by_its_place() -> None:
    with pytest.raises(BadNumberSign) as refused:
        check_credit_code("913501A0M000100Y43")
    assert "第 7 位“A”" in refused.value.sentence()


def test_a_rural_collective_with_letters_in_front_passes() -> None:
    body = "N2130921MF0000001"
    total = sum(SIGNS.index(sign) * 3**at for at, sign in enumerate(body))
    assert check_credit_code(body + SIGNS[(31 - total % 31) % 31])


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("91350100M000100Y4", BadNumberLength),
        ("91350100M000100I43", BadNumberSign),
        ("9135O100M000100Y43", BadNumberSign),
        ("913501A0M000100Y43", BadNumberSign),
        ("91350100M000100Y44", BadCheckDigit),
    ],
)
def test_faults_of_a_credit_code_differ(code: str, refusal: type[RuleViolation]) -> None:
    with pytest.raises(refusal):
        check_credit_code(code)


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "８６13812345678",
        "008613812345678",
    ],
)
def test_a_mobile_number_is_mended(typed: str) -> None:
    assert check_mobile(typed) == "13812345678"


@pytest.mark.parametrize("typed", ["", "12812345678", "1381234567", "138123456789", "0317-2345678", "一三八"])
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone) as refused:
        check_mobile(typed)
    assert "11 位" in refused.value.sentence()


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0317-2345678", "0317-2345678"),
        ("(0317)2345678", "0317-2345678"),
        ("01088886666", "010-88886666"),
        ("13812345678",) * 2,
    ],
)
def test_fixed_and_mobile_numbers_are_taken(typed: str, phone: str) -> None:
    assert check_phone(typed) == phone


@pytest.mark.parametrize("typed", ["2345678", "0317-1234567", "0317", "abc"])
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone):
        check_phone(typed)


@pytest.mark.parametrize("password", ["Lin-Mu-2026", "dongguan村2026", "Aa1!Aa2@Bb3#"])
def test_a_good_password_passes(password: str) -> None:
    assert check_password(password, "wangmin") is None


def test_a_password_of_ten_and_one_of_a_hundred_and_twenty_eight_characters_pass() -> None:
    for length in (10, 128):
        assert check_password("Lin-Mu-2026-旧州东关"[:10].ljust(length, "木"), "wangmin") is None
    with pytest.raises(WeakPassword):
        check_password("Lin-Mu-202".ljust(129, "木"), "wangmin")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Aa1!", "至少要 10"),
        ("A1a-" * 40, "最多"),
        ("dongguancun2026", "三种"),
        ("Wangmin-2026", "登录名"),
        ("Password-2026", "太常见"),
        ("Aa1Aa1Aa1Aa1", "太常见"),
    ],
)
def test_a_weak_password_is_told_why(password: str, words: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        check_password(password, "wangmin")
    assert words in refused.value.sentence()


def failures(*minutes: float) -> list[Attempt]:
    return [Attempt(at=NOON + at * MINUTE, ok=False) for at in minutes]


def test_the_fifth_failure_locks_for_fifteen_minutes() -> None:
    assert throttle(failures(0, 1, 2, 3), NOON + 4 * MINUTE).allowed
    locked = throttle(failures(0, 1, 2, 3, 4), NOON + 5 * MINUTE)
    assert (locked.allowed, locked.retry_after) == (False, 14 * MINUTE)
    assert throttle(failures(0, 1, 2, 3, 4), NOON + 19 * MINUTE).allowed


def test_failures_far_apart_do_not_lock() -> None:
    assert throttle(failures(0, 4, 8, 12, 15), NOON + 16 * MINUTE).allowed


def test_a_success_forgets_the_failures_before_it() -> None:
    tries = [*failures(0, 1, 2, 3), Attempt(at=NOON + 3.5 * MINUTE, ok=True), *failures(4)]
    assert throttle(tries, NOON + 5 * MINUTE).allowed


def test_a_failure_at_the_end_of_the_lock_counts_again() -> None:
    tries = failures(0, 1, 2, 3, 4, 19, 19.1, 19.2, 19.3, 19.4)
    assert not throttle(tries, NOON + 20 * MINUTE).allowed


def test_tries_while_locked_do_not_lock_longer() -> None:
    tries = failures(0, 1, 2, 3, 4, 10, 11, 12, 13, 14)
    assert throttle(tries, NOON + 19 * MINUTE).allowed


@given(st.lists(st.tuples(st.integers(0, 3600), st.booleans()), max_size=30), st.randoms())
def test_the_order_of_rows_does_not_matter(tries: list[tuple[int, bool]], chance: object) -> None:
    attempts = [Attempt(at=NOON + dt.timedelta(seconds=at), ok=ok) for at, ok in dict(tries).items()]
    shuffled = attempts.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    now = NOON + dt.timedelta(seconds=3600)
    assert throttle(shuffled, now) == throttle(attempts, now)


@pytest.mark.parametrize(
    ("sent", "wait"),
    [
        ([], 0),
        ([0.5], 0.5),
        ([1], 0),
        ([5, 10, 20, 30, 50], 10),
        ([5, 10, 20, 30, 60], 0),
        ([100 + at for at in range(10)], 1440 - 109),
    ],
)
def test_codes_are_sent_once_a_minute_five_times_an_hour_ten_times_a_day(
    sent: list[float], wait: float
) -> None:
    found = throttle_codes([NOON - at * MINUTE for at in sent], NOON)
    assert (found.allowed, found.retry_after) == (wait == 0, wait * MINUTE)


@pytest.mark.parametrize(
    ("limits", "most", "window"),
    [
        (ADDRESS_FAILURES, 30, 15 * MINUTE),
        (ADDRESS_FAILURES, 200, 1440 * MINUTE),
        (ADDRESS_CODES, 30, 60 * MINUTE),
        (ADDRESS_CODES, 200, 1440 * MINUTE),
    ],
)
def test_an_address_as_a_whole_has_wider_limits(
    limits: tuple[tuple[int, dt.timedelta], ...], most: int, window: dt.timedelta
) -> None:
    spread = [NOON - window * (at + 1) / (most + 1) for at in range(most)]
    only = [pair for pair in limits if pair[1] == window]
    assert not throttle_events(spread, NOON, limits=only).allowed
    assert throttle_events(spread[1:], NOON, limits=only).allowed


def test_a_lock_is_told_in_whole_minutes() -> None:
    with pytest.raises(TooManyAttempts) as refused:
        require_allowed(throttle(failures(0, 1, 2, 3, 4), NOON + 4.5 * MINUTE))
    assert "15 分钟" in refused.value.sentence()
    require_allowed(throttle([], NOON))
    for wait, told in ((60, "1 分钟"), (60.5, "2 分钟"), (0.5, "1 分钟")):
        found = Throttle(allowed=False, retry_after=dt.timedelta(seconds=wait))
        with pytest.raises(TooManyAttempts) as refused:
            require_allowed(found)
        assert told in refused.value.sentence()


@given(st.text(alphabet=string.printable + "身份证０Ｘ", max_size=25))
def test_no_typed_number_is_a_crash(value: str) -> None:
    for check in (lambda v: check_citizen_id(v, today=TODAY), check_credit_code, check_mobile, check_phone):
        with suppress(RuleViolation):
            assert check(value)


@pytest.mark.parametrize("password", ["Wang-Min-2026", "wangmin#2026A", "Min.Wang.99x"])
def test_the_owner_s_own_name_is_no_password_however_it_is_parted(password: str) -> None:
    with pytest.raises(WeakPassword, match="名字的拼音"):
        check_password(password, "clerk-7", names=("wangmin", "minwang"))


def test_a_short_name_is_part_of_too_many_words_to_be_refused() -> None:
    assert check_password("Lily-2026-river", "clerk-7", names=("li", "lily"[:3])) is None
