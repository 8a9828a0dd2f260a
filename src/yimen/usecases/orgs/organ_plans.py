"""What the organ of a place is called, how it marks its papers, and where one complains about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.orgs import Level, RegionKind, government_name, level_of, parse_region_code
from yimen.rules.remedies import propose_for_county, propose_for_township

_ORDINARY_TOWNSHIPS = frozenset({RegionKind.TOWN, RegionKind.RURAL_TOWNSHIP, RegionKind.SUBDISTRICT})


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganPlan:
    """An organ by rule; a blank organ of reconsideration or court is unknown."""

    name: str
    paper_mark: str
    reconsideration_organ: str = ""
    court: str = ""


def plan_organ(code: str, names: Mapping[str, str]) -> OrganPlan | None:
    """The organ of a region, or None for a province or village; `names` are region names by code."""
    prefecture = names.get(code[:4].ljust(12, "0"), "")
    county = names.get(code[:6].ljust(12, "0"), "")
    level = level_of(code)
    if level is Level.TOWNSHIP:
        return plan_township_organ(county=county, prefecture=prefecture, name=names[code], code=code)
    if level is Level.COUNTY:
        return plan_county_organ(county=county, prefecture=prefecture, code=code)
    if level is Level.PREFECTURE:
        return OrganPlan(name=f"{prefecture}人民政府", paper_mark=f"{prefecture}政")
    return None


def plan_township_organ(*, county: str, prefecture: str, name: str, code: str) -> OrganPlan:
    """The township's government or subdistrict office, by `rules.orgs.government_name`.

    Complaints go to the people's government of the county (行政复议法 24: 下一级人民政府、派出
    机关) and to the county's basic court (行政诉讼法 14, 18). In a functional zone, and for a
    township-like unit, the legal standing is unknown: then both stay blank.
    """
    kind = parse_region_code(code).kind
    full_name = government_name(county, name, code)
    if kind not in _ORDINARY_TOWNSHIPS:
        return OrganPlan(name=full_name, paper_mark=full_name)
    if kind is RegionKind.SUBDISTRICT:
        mark = full_name.removesuffix("事处")
    else:
        mark = full_name.removesuffix("人民政府") + "政"
    higher = f"{full_county_name(county, prefecture)}人民政府"
    remedies = propose_for_township(county_government=higher, in_zone=is_zone(code))
    return OrganPlan(
        name=full_name,
        paper_mark=mark,
        reconsideration_organ=remedies.reconsideration_organ,
        court="" if has_no_county(code) else remedies.court,
    )


def plan_county_organ(*, county: str, prefecture: str, code: str) -> OrganPlan:
    """The people's government of a county; a functional zone has none and keeps its plain name.

    A county government's acts go to the city's government (行政复议法 24) and to an intermediate
    court (行政诉讼法 15), whose name no rule tells: it stays blank.
    """
    if is_zone(code):
        return OrganPlan(name=county, paper_mark=county)
    whole = full_county_name(county, prefecture)
    higher = f"{prefecture}人民政府" if prefecture else ""
    remedies = propose_for_county(higher_government=higher, in_zone=False)
    return OrganPlan(
        name=f"{whole}人民政府",
        paper_mark=f"{whole}政",
        reconsideration_organ=remedies.reconsideration_organ,
    )


def is_zone(code: str) -> bool:
    """Whether the region is a functional zone or lies in one (pseudo-codes, domain.md §1.3)."""
    return parse_region_code(code[:6]).kind is RegionKind.FUNCTIONAL_ZONE


def has_no_county(code: str) -> bool:
    """Whether the township lies directly below a city without counties (东莞, 中山, 儋州)."""
    return code[4:6] == "00"


def full_county_name(county: str, prefecture: str) -> str:
    """A city district carries the city's name (沧州市新华区人民政府); counties and cities stand alone."""
    return f"{prefecture}{county}" if county.endswith("区") else county
