"""What somebody types to find a case again: its number or last digits, a name, a telephone, a card."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.case_forms import NAME_LENGTH
from yimen.rules.documents import parse_case_no
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.people import check_citizen_id, check_mobile
from yimen.rules.text import clean_line

LONGEST_SEARCH = 60
SERIAL_DIGITS = 6
PHONE_END_DIGITS = 4
_SHORTEST_NAME = 2
_LIKE_CASE_NO = re.compile(r"\d{6}[-‐-―−]\d{4}[-‐-―−]")


class SearchKind(StrEnum):
    """By what a case was found."""

    CASE_NO = "CASE_NO"
    SERIAL = "SERIAL"
    NAME = "NAME"
    PHONE = "PHONE"
    PHONE_END = "PHONE_END"
    ID_NO = "ID_NO"


SEARCH_KIND_LABELS: dict[SearchKind, str] = {
    SearchKind.CASE_NO: N_("办件编号相同"),
    SearchKind.SERIAL: N_("编号末尾相同"),
    SearchKind.NAME: N_("姓名相符"),
    SearchKind.PHONE: N_("手机号相同"),
    SearchKind.PHONE_END: N_("手机号后四位相同"),
    SearchKind.ID_NO: N_("身份证号相同"),
}


class SearchUnclear(RuleViolation):
    """Words that are neither a number of ours nor the beginning of a name."""

    code = "cases.search_unclear"
    template = N_(
        "看不出要查什么。可以写：办件编号或它的末几位、姓名(至少两个字)、手机号或后四位、完整的身份证号。"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One way in which the words can be meant, with the value to compare."""

    kind: SearchKind
    value: str


def is_case_no(words: str) -> bool:
    """Whether the words look like a whole number of a case, which may stand in an address."""
    return _LIKE_CASE_NO.match(words.replace(" ", "")) is not None


def read_search(words: str, *, today: dt.date) -> tuple[Asked, ...]:
    """How the words can be meant: four digits are both the end of a number and of a telephone.

    Refuses (`SearchUnclear`) what is none of them, an identity number or a case number that is
    mistyped with its own sentence, and a name of a single sign: it would list half a village.
    """
    line = clean_line(words, field="q", max_length=LONGEST_SEARCH)
    if _LIKE_CASE_NO.match(line.replace(" ", "")):
        return (Asked(kind=SearchKind.CASE_NO, value=parse_case_no(line, field="q").text),)
    compact = re.sub(r"[\s\-]", "", line).upper()
    if re.fullmatch(r"\d{17}[\dX]", compact):
        number = check_citizen_id(compact, today=today, field="q").number
        return (Asked(kind=SearchKind.ID_NO, value=number),)
    if compact.isascii() and compact.removeprefix("+").isdigit():
        return _read_digits(compact)
    letters = sum(sign.isalpha() for sign in line)
    if any(sign.isdigit() for sign in line) or letters < _SHORTEST_NAME or len(line) > NAME_LENGTH:
        raise SearchUnclear(field="q")
    return (Asked(kind=SearchKind.NAME, value=line),)


def _read_digits(digits: str) -> tuple[Asked, ...]:
    if len(digits) <= SERIAL_DIGITS and digits.isdigit():
        serial = Asked(kind=SearchKind.SERIAL, value=digits.zfill(SERIAL_DIGITS))
        if len(digits) == PHONE_END_DIGITS:
            return (serial, Asked(kind=SearchKind.PHONE_END, value=digits))
        return (serial,)
    if len(digits) < len("13800000000"):
        raise SearchUnclear(field="q")
    return (Asked(kind=SearchKind.PHONE, value=check_mobile(digits, field="q")),)
