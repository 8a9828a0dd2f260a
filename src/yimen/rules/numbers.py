"""Numbers for people: of papers and of cases, and the random code that makes a number a key."""

import re
import unicodedata
from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation

CHECK_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHECK_CODE_LENGTH = 8
_CASE_NO = re.compile(r"([0-9]{6})-([0-9]{4})-([0-9]{3})-([0-9]{6,9})")


class BadCaseNo(RuleViolation):
    """A text that is no case number."""

    code = "documents.bad_case_no"
    template = N_("“{value}”不是办件编号。编号的样子是 130921-2026-100-000001，印在凭证上。")


class BadCheckCode(RuleViolation):
    """A text that is no check code."""

    code = "documents.bad_check_code"
    template = N_("查验码是 {length} 位字母和数字，没有 0、O、1、I，请对照凭证重新输入。")


def paper_number(organ_mark: str, word: str, year: int, serial: int) -> str:
    """A paper's number: 沧县旧州镇政许准〔2026〕3号, with 〔〕 and without leading zeros (GB/T 9704).

    The 政 that ends a government's mark and the one that begins a word are one: 沧县旧州镇政受.
    """
    if serial < 1:
        raise ValueError("numbers start at 1")
    short = word.removeprefix("政") if organ_mark.endswith("政") else word
    return f"{organ_mark}{short}〔{year:04d}〕{serial}号"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseNo:
    """The parts of a case number."""

    county_code: str
    year: int
    township: str
    serial: int

    @property
    def text(self) -> str:
        """The number as it is stored and printed."""
        return f"{self.county_code}-{self.year:04d}-{self.township}-{self.serial:06d}"


def format_case_no(county_code: str, township_code: str, year: int, serial: int) -> str:
    """A case number: county, year, the township's three digits, serial: 130921-2026-100-000001.

    Gap-free per township and Beijing year; it begins with the county code, as every unique
    constraint does. `township_code` is the 12-digit code of the organ's region (000 for a county).
    """
    if len(county_code) != 6 or not township_code.startswith(county_code) or serial < 1:
        raise ValueError("a case number needs its county, a township in it and a serial from 1")
    return f"{county_code}-{year:04d}-{township_code[6:9] or '000'}-{serial:06d}"


def parse_case_no(value: str, *, field: str = "case_no") -> CaseNo:
    """The parts of a typed case number, full-width characters and spaces mended; refuses the rest."""
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value[:100]))
    match = _CASE_NO.fullmatch(re.sub("[‐-―−]", "-", clean))
    if match is None:
        raise BadCaseNo(field=field, value=value.strip()[:40])
    return CaseNo(county_code=match[1], year=int(match[2]), township=match[3], serial=int(match[4]))


def normalize_check_code(value: str, *, field: str = "check_code") -> str:
    """A typed check code as it is stored: capitals, without spaces and hyphens; refuses the rest."""
    clean = re.sub(r"[\s\-‐-―]+", "", unicodedata.normalize("NFKC", value[:100])).upper()
    if len(clean) != CHECK_CODE_LENGTH or not set(clean) <= set(CHECK_CODE_ALPHABET):
        raise BadCheckCode(field=field, length=CHECK_CODE_LENGTH)
    return clean
