"""Numbers that identify people and organizations, passwords, and how many attempts are too many."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.errors import N_, Refusal, RuleViolation

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SEPARATORS = re.compile(r"[\s\-‐-―]+")


class BadNumberLength(RuleViolation):
    """A number with too few or too many characters."""

    code = "people.number_length"
    template = N_("{what}应当是 {expected} 位，现在是 {length} 位，请数一数是不是漏了或多了。")


class BadNumberSign(RuleViolation):
    """A character that such a number never has."""

    code = "people.number_sign"
    template = N_("{what}的第 {position} 位“{sign}”不对：{rule}。")


class BadBirthDate(RuleViolation):
    """Digits 7 to 14 of an identity number are no date of birth."""

    code = "people.birth_date"
    template = N_("身份证号第 7 到 14 位“{digits}”不是一个真实的出生日期，请核对。")


class BadCheckDigit(RuleViolation):
    """The last character does not follow from the others: something is mistyped."""

    code = "people.check_digit"
    template = N_("{what}的最后一位对不上，多半是有一位写错了，请对照证件逐位核对。")


class BadPhone(RuleViolation):
    """A text that is no telephone number."""

    code = "people.phone"
    template = N_("“{value}”不是{what},{example}。")


@dataclass(frozen=True, kw_only=True, slots=True)
class CitizenId:
    """A sound identity number and what it says."""

    number: str
    birth_date: dt.date
    female: bool


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", value)).upper()


def _require_length(number: str, length: int, *, what: str, field: str) -> None:
    if len(number) != length:
        raise BadNumberLength(field=field, what=what, expected=length, length=len(number))


def _require_signs(number: str, allowed: str, *, rule: str, what: str, field: str, start: int = 1) -> None:
    for position, sign in enumerate(number, start=start):
        if sign not in allowed:
            raise BadNumberSign(field=field, what=what, position=position, sign=sign, rule=rule)


def check_citizen_id(value: str, *, today: dt.date, field: str = "id_no") -> CitizenId:
    """The identity number of GB 11643, with its date of birth and sex.

    Full-width characters, spaces, hyphens and a small x are mended first. Refuses, each with its
    own sentence: a wrong length, a wrong character, a date of birth that does not exist or lies
    after `today`, a wrong check digit. There is no list of regions and no oldest year: codes of
    dissolved counties, of 81–83 and of very old people are real (domain.md §10).
    """
    what = N_("身份证号")
    number = _compact(value)
    _require_length(number, 18, what=what, field=field)
    _require_signs(number[:17], "0123456789", rule=N_("前 17 位只能是数字"), what=what, field=field)
    rule = N_("最后一位只能是数字或 X")
    _require_signs(number[17], _ID_CHECKS, rule=rule, what=what, field=field, start=18)
    digits = number[6:14]
    try:
        birth_date = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise BadBirthDate(field=field, digits=digits) from None
    if birth_date > today:
        raise BadBirthDate(field=field, digits=digits)
    total = sum(weight * int(sign) for weight, sign in zip(_ID_WEIGHTS, number, strict=False))
    if _ID_CHECKS[total % 11] != number[17]:
        raise BadCheckDigit(field=field, what=what)
    return CitizenId(number=number, birth_date=birth_date, female=int(number[16]) % 2 == 0)


def check_credit_code(value: str, *, field: str = "credit_code") -> str:
    """The unified social credit code of GB 32100, mended and checked.

    Refuses a wrong length, a character that the standard leaves out (I, O, S, V, Z and signs), a
    letter in the six digits of the region, a wrong check character. The first two characters are
    not looked up: rural collectives have letters there.
    """
    what = N_("统一社会信用代码")
    number = _compact(value)
    _require_length(number, 18, what=what, field=field)
    rule = N_("只能是数字和大写字母，不含 I、O、S、V、Z")
    _require_signs(number, _CREDIT_SIGNS, rule=rule, what=what, field=field)
    rule = N_("第 3 到 8 位是地区代码，只能是数字")
    _require_signs(number[2:8], "0123456789", rule=rule, what=what, field=field, start=3)
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(number[:17]))
    if _CREDIT_SIGNS[-total % 31] != number[17]:
        raise BadCheckDigit(field=field, what=what)
    return number


def check_mobile(value: str, *, field: str = "phone") -> str:
    """A mobile number of the mainland as 11 digits; +86, spaces and hyphens are mended."""
    number = _compact(value)
    number = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", number)
    if not re.fullmatch(r"1[3-9][0-9]{9}", number):
        example = N_("应当是 1 开头的 11 位数字，例如 13812345678")
        raise BadPhone(field=field, value=value.strip()[:30], what=N_("手机号"), example=example)
    return number


def check_phone(value: str, *, field: str = "phone") -> str:
    """A mobile number, or a fixed one as area code, hyphen, 7 or 8 digits."""
    number = _compact(value)
    fixed = re.fullmatch(r"\(?(0(?:10|2[0-9]|[3-9][0-9]{2}))\)?([2-9][0-9]{6,7})", number)
    if fixed:
        return f"{fixed[1]}-{fixed[2]}"
    try:
        return check_mobile(value, field=field)
    except BadPhone:
        example = N_("手机写 11 位数字，座机写区号和号码，例如 0317-2345678")
        raise BadPhone(field=field, value=value.strip()[:30], what=N_("电话号码"), example=example) from None


MIN_PASSWORD_LENGTH = 10
_COMMON_PARTS = ("password", "123456", "abcdef", "qwerty", "111111", "000000", "admin")


class WeakPassword(RuleViolation):
    """A password that is too easy to guess."""

    code = "people.weak_password"
    template = N_("这个密码不够安全：{why}。")


def check_password(
    new: str, login_name: str, *, names: Sequence[str] = (), field: str = "new_password"
) -> None:
    """Refuses a password that is short, of one sort of characters, guessable, or like its owner's names.

    At least 10 and at most 128 characters, of three of: small letters, capitals, digits, others. GB/T
    22239 (等级保护) asks for complexity without figures, NIST SP 800-63B for length and against what is
    often used: the figures satisfy both and are ours. `names` are the owner's names as they are typed
    (pinyin); shorter than four letters they are part of too many words. Nobody must change a good
    password from time to time: NIST SP 800-63B advises against it, and people then count upwards.
    """
    sorts = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
    lower = new.lower()
    if len(new) < MIN_PASSWORD_LENGTH:
        why = N_("至少要 {n} 个字符").format(n=MIN_PASSWORD_LENGTH)
    elif len(new) > 128:
        why = N_("最多 128 个字符")
    elif sum(1 for sort in sorts if re.search(sort, new)) < 3:
        why = N_("小写字母、大写字母、数字、符号里至少要有三种")
    elif len(login_name) >= 3 and login_name.lower() in lower:
        why = N_("里面不能有登录名")
    elif any(len(name) >= 4 and name in re.sub(r"[^a-z0-9]", "", lower) for name in names):
        why = N_("里面不能有自己名字的拼音")
    elif any(part in lower for part in _COMMON_PARTS) or len(set(lower)) < 5:
        why = N_("里面有太常见的组合，例如 123456")
    else:
        return
    raise WeakPassword(field=field, why=why)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One try to log in or to enter a code."""

    at: dt.datetime
    ok: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Throttle:
    """Whether one more try is allowed now, and if not, when."""

    allowed: bool
    retry_after: dt.timedelta


class TooManyAttempts(RuleViolation):
    """Locked out, or asked for codes too often."""

    code = "people.too_many_attempts"
    template = N_("试得太频繁了，请 {minutes} 分钟后再试。")
    refusal = Refusal.TOO_MANY


_OPEN = Throttle(allowed=True, retry_after=dt.timedelta())
LOCK_FAILURES = 5
LOCK_WINDOW = dt.timedelta(minutes=15)
LOCK_TIME = dt.timedelta(minutes=15)
# At most so many codes in such a time, for one telephone number.
CODE_LIMITS: tuple[tuple[int, dt.timedelta], ...] = (
    (1, dt.timedelta(minutes=1)),
    (5, dt.timedelta(hours=1)),
    (10, dt.timedelta(days=1)),
)

# One address may be a whole office or village behind one connection: it gets more tries than one key.
ADDRESS_FAILURES: tuple[tuple[int, dt.timedelta], ...] = (
    (30, dt.timedelta(minutes=15)),
    (200, dt.timedelta(days=1)),
)
ADDRESS_CODES: tuple[tuple[int, dt.timedelta], ...] = (
    (30, dt.timedelta(hours=1)),
    (200, dt.timedelta(days=1)),
)


# Two requests at once read the clock at different moments: the later one's try must still count.
_CLOCK_SLACK = dt.timedelta(minutes=2)


def throttle(attempts: Sequence[Attempt], now: dt.datetime) -> Throttle:
    """Whether one more try is allowed: five failures within 15 minutes lock for 15 minutes.

    A success forgets the failures before it; tries made while locked out count for nothing, so
    that a stranger cannot keep somebody locked out for ever. What was tried before the clock was set
    back counts for nothing.
    """
    failures: list[dt.datetime] = []
    locked_until: dt.datetime | None = None
    for attempt in sorted(attempts, key=lambda each: each.at):
        if _was_set_back(attempt.at, now) or (locked_until is not None and attempt.at < locked_until):
            continue
        if attempt.ok:
            failures.clear()
            continue
        failures = [*(at for at in failures if attempt.at - at < LOCK_WINDOW), attempt.at]
        if len(failures) >= LOCK_FAILURES:
            locked_until = attempt.at + LOCK_TIME
            failures.clear()
    if locked_until is None or now >= locked_until:
        return _OPEN
    return Throttle(allowed=False, retry_after=locked_until - now)


def throttle_codes(sent_at: Sequence[dt.datetime], now: dt.datetime) -> Throttle:
    """Whether one more code may be sent to a telephone: 1 a minute, 5 an hour, 10 a day."""
    return throttle_events(sent_at, now, limits=CODE_LIMITS)


def throttle_events(
    happened_at: Sequence[dt.datetime], now: dt.datetime, *, limits: Sequence[tuple[int, dt.timedelta]]
) -> Throttle:
    """Whether one more event keeps within every limit of so many in such a time.

    Used for an address as a whole, where a success must not forget the failures: else a stranger
    would log in to an account of his own between two guesses.
    """
    waits = [dt.timedelta()]
    for most, window in limits:
        recent = sorted(at for at in happened_at if now - at < window and not _was_set_back(at, now))
        if len(recent) >= most:
            waits.append(recent[-most] + window - now)
    wait = max(waits)
    return Throttle(allowed=not wait, retry_after=wait)


def _was_set_back(at: dt.datetime, now: dt.datetime) -> bool:
    """Whether the clock was set back since: what lies ahead by more than a slow request holds up nobody.

    Without it, whoever typed a wrong password before would wait until the clock comes there again.
    """
    return at > now + _CLOCK_SLACK


def require_allowed(found: Throttle, *, field: str | None = None) -> None:
    """Refuse with `TooManyAttempts`, in whole minutes rounded up, unless one more try is allowed."""
    if not found.allowed:
        minutes = -(-found.retry_after // dt.timedelta(minutes=1))
        raise TooManyAttempts(field=field, minutes=minutes)
