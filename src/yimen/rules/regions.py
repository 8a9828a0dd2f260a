"""Region codes: twelve digits, five levels, and the kind of unit that a code's range tells."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from yimen.rules.errors import N_, RuleViolation


class Level(StrEnum):
    """The five levels of the service system (省市县乡村), highest first."""

    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    VILLAGE = "VILLAGE"


LEVEL_LABELS: dict[Level, str] = {
    Level.PROVINCE: N_("省"),
    Level.PREFECTURE: N_("市(州)"),
    Level.COUNTY: N_("县(市、区)"),
    Level.TOWNSHIP: N_("乡级"),
    Level.VILLAGE: N_("村级"),
}

# How many digits of the twelve name a unit of this level (domain.md §1.1).
LEVEL_DIGITS: dict[Level, int] = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.VILLAGE: 12,
}


class RegionKind(StrEnum):
    """What sort of unit a code stands for, told by its range and never by its name."""

    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    FUNCTIONAL_ZONE = "FUNCTIONAL_ZONE"
    SUBDISTRICT = "SUBDISTRICT"
    TOWN = "TOWN"
    RURAL_TOWNSHIP = "RURAL_TOWNSHIP"
    TOWNSHIP_LIKE = "TOWNSHIP_LIKE"
    NEIGHBORHOOD = "NEIGHBORHOOD"
    VILLAGE = "VILLAGE"
    NEIGHBORHOOD_LIKE = "NEIGHBORHOOD_LIKE"
    VILLAGE_LIKE = "VILLAGE_LIKE"


REGION_KIND_LABELS: dict[RegionKind, str] = {
    RegionKind.PROVINCE: N_("省"),
    RegionKind.PREFECTURE: N_("市(州)"),
    RegionKind.COUNTY: N_("县(市、区)"),
    RegionKind.FUNCTIONAL_ZONE: N_("功能区"),
    RegionKind.SUBDISTRICT: N_("街道"),
    RegionKind.TOWN: N_("镇"),
    RegionKind.RURAL_TOWNSHIP: N_("乡"),
    RegionKind.TOWNSHIP_LIKE: N_("类似乡级单位"),
    RegionKind.NEIGHBORHOOD: N_("社区"),
    RegionKind.VILLAGE: N_("村"),
    RegionKind.NEIGHBORHOOD_LIKE: N_("类似社区"),
    RegionKind.VILLAGE_LIKE: N_("类似村"),
}

# Upper end of each range of the three digits of a level (GB/T 10114; the last two: statistics).
_TOWNSHIP_RANGES = (
    (0, None),
    (99, RegionKind.SUBDISTRICT),
    (199, RegionKind.TOWN),
    (399, RegionKind.RURAL_TOWNSHIP),
    (599, RegionKind.TOWNSHIP_LIKE),
)
_VILLAGE_RANGES = (
    (0, None),
    (199, RegionKind.NEIGHBORHOOD),
    (399, RegionKind.VILLAGE),
    (499, RegionKind.NEIGHBORHOOD_LIKE),
    (599, RegionKind.VILLAGE_LIKE),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionCode:
    """A sound 12-digit code with the level and kind that it tells."""

    code: str
    level: Level
    kind: RegionKind


class BadRegionCode(RuleViolation):
    """A text that is no region code."""

    code = "regions.bad_code"
    template = N_("“{value}”不是行政区划代码：{why}。")


def subtree_prefix(code: str, level: Level | None = None) -> str:
    """The digits with which every code of the subtree begins.

    Of the unit itself, or of its ancestor at `level`.
    """
    if level is not None:
        return code[: LEVEL_DIGITS[level]]
    for digits in LEVEL_DIGITS.values():
        if not code[digits:].strip("0"):
            return code[:digits]
    return code


def level_of(code: str) -> Level:
    """The level of a sound 12-digit code."""
    digits = len(subtree_prefix(code))
    return next(level for level, length in LEVEL_DIGITS.items() if length == digits)


def _in_ranges(number: int, ranges: tuple[tuple[int, RegionKind | None], ...]) -> RegionKind | None:
    return next((kind for end, kind in ranges if number <= end), None)


def _kind_of(code: str, level: Level) -> RegionKind | None:
    if level is Level.TOWNSHIP:
        return _in_ranges(int(code[6:9]), _TOWNSHIP_RANGES)
    if level is Level.VILLAGE:
        return _in_ranges(int(code[9:12]), _VILLAGE_RANGES)
    if level is Level.COUNTY and code[4] == "7":
        # Statistical pseudo-codes outside GB/T 2260: all 124 units of 2023 with this digit are zones.
        return RegionKind.FUNCTIONAL_ZONE
    return RegionKind(level.value)


def parse_region_code(value: str, *, field: str = "region_code") -> RegionCode:
    """A code of 2, 4, 6, 9 or 12 digits, filled up to 12, with its level and kind.

    Refuses other lengths, other characters, a gap (a village without its township) and a number
    outside the published ranges. A city without counties (东莞, 中山, 儋州) has its townships directly
    below it, their county digits are 00. It does not ask whether the unit exists: codes come and go.
    """
    return _parse(value.strip(), field)


# A file of divisions asks several times in a row about the code of the row at hand.
@lru_cache(maxsize=256)
def _parse(digits: str, field: str) -> RegionCode:
    if not (digits.isascii() and digits.isdigit()):
        raise BadRegionCode(field=field, value=digits, why=N_("只能是数字"))
    if len(digits) not in LEVEL_DIGITS.values():
        raise BadRegionCode(
            field=field, value=digits, why=N_("应当是 12 位，现在是 {n} 位").format(n=len(digits))
        )
    code = digits.ljust(12, "0")
    level = level_of(code)
    parts = (code[:2], code[2:4], code[4:6], code[6:9], code[9:12])
    shown = [bool(part.strip("0")) for part in parts]
    shown[2] = shown[2] or (shown[1] and shown[3])
    if not shown[0] or shown != sorted(shown, reverse=True):
        raise BadRegionCode(field=field, value=digits, why=N_("中间缺了上级的代码"))
    kind = _kind_of(code, level)
    if kind is None:
        raise BadRegionCode(field=field, value=digits, why=N_("末段不在公布的代码范围内"))
    return RegionCode(code=code, level=level, kind=kind)


def ancestors(code: str) -> tuple[str, ...]:
    """The codes of all units above, from the province down to the parent, each once."""
    own = len(subtree_prefix(code))
    above = (code[:digits].ljust(12, "0") for digits in LEVEL_DIGITS.values() if digits < own)
    return tuple(dict.fromkeys(above))


def parent_of(code: str) -> str:
    """The code of the unit directly above; empty for a province."""
    above = ancestors(code)
    return above[-1] if above else ""


def is_within(code: str, scope_code: str) -> bool:
    """Whether a unit is the scope or lies in its subtree."""
    return bool(scope_code) and code.startswith(subtree_prefix(scope_code))


def county_code_of(code: str) -> str:
    """The six digits that every row of a case carries; a prefecture's own rows end in 00."""
    return code[:6]
