"""Names of places made by rule: short names, centers, stations, governments, and names that look wrong."""

import re
from dataclasses import dataclass

from yimen.rules.errors import N_
from yimen.rules.regions import Level, RegionKind, parse_region_code

# Committees in all their spellings, the misspelt ones included (李庄子村村民委会会).
_COMMITTEE = re.compile("(?:村民委员会会|村民委员会|村民委会会|村民委会|村委会|居民委员会|居委会)$")
_SOUND_ENDING = re.compile("(?:村民委员会|村委会|居民委员会|居委会|社区)$")
# 河北省沧州市盐山县盐山镇东隅村委会: the whole path stands in front of the name.
_FULL_PATH = re.compile("^.{2,8}?省.{1,12}?市.{1,12}?[县区市].{1,12}?(?:镇|乡|街道)(?=.)")
_TOWNSHIP_ENDINGS = {
    RegionKind.SUBDISTRICT: "街道",
    RegionKind.TOWN: "镇",
    RegionKind.RURAL_TOWNSHIP: "乡",
}
_NEIGHBORHOODS = frozenset({RegionKind.NEIGHBORHOOD, RegionKind.NEIGHBORHOOD_LIKE})


@dataclass(frozen=True, kw_only=True, slots=True)
class NamingStyle:
    """How a city names its places: data, because the words have changed and will again."""

    center: str
    station: str


# The policy of 2020 says the first; since 国发〔2022〕5号 the second is usual (domain.md §0 row 14).
STYLE_2020 = NamingStyle(center="行政综合服务中心", station="综合服务站")
STYLE_2022 = NamingStyle(center="便民服务中心", station="便民服务站")


def short_place_name(name: str, code: str) -> str:
    """The name of a place without its committee: 东关村村民委员会 becomes 东关村.

    A path in front of a village's name falls away too. 社区 stays: it belongs to the name.
    Names above the village are returned as they are.
    """
    if parse_region_code(code).level is not Level.VILLAGE:
        return name
    short = _COMMITTEE.sub("", _FULL_PATH.sub("", name))
    return short or name


def place_name(name: str, code: str) -> str:
    """The name that people use: the short name with 村 or 社区 behind it where the code asks so.

    By the code and not by the name (domain.md §1.4): a neighborhood's name ends in 社区, a
    village's in 村 or 社区; names of village-like units (大队, 生活区) stay as they are.
    """
    region = parse_region_code(code)
    short = short_place_name(name, code)
    if region.kind is RegionKind.NEIGHBORHOOD and not short.endswith("社区"):
        return f"{short}社区"
    if region.kind is RegionKind.VILLAGE and not short.endswith(("村", "社区")):
        return f"{short}村"
    return short


def center_name(township_name: str, style: NamingStyle) -> str:
    """The name of a township's service center: 旧州镇行政综合服务中心."""
    return township_name + style.center


def station_name(code: str, village_name: str, style: NamingStyle) -> str:
    """The name of a village's service station: 东关村综合服务站 (rule of domain.md §1.4)."""
    return place_name(village_name, code) + style.station


def government_name(county_name: str, township_name: str, code: str) -> str:
    """In whose name papers of a township go out: 沧县旧州镇人民政府, 运河区公园街道办事处.

    The legal status of township-like units is not known: they get their plain name, after the
    county's unless it begins with it already (青县农场). The center is no legal subject.
    """
    kind = parse_region_code(code).kind
    whole = township_name if township_name.startswith(county_name) else county_name + township_name
    if kind is RegionKind.SUBDISTRICT:
        return f"{county_name}{township_name}办事处"
    if kind in {RegionKind.TOWN, RegionKind.RURAL_TOWNSHIP}:
        return f"{county_name}{township_name}人民政府"
    return whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Irregularity:
    """Something odd about a name, which a person should look at and which blocks nothing."""

    code: str
    template: str


def _of_village(name: str, kind: RegionKind) -> list[Irregularity]:
    found = []
    if _FULL_PATH.search(name):
        found.append(Irregularity(code="orgs.name_has_path", template=N_("名称“{name}”前面带着上级的全路径")))
    if "虚拟" in name:
        found.append(Irregularity(code="orgs.name_virtual", template=N_("“{name}”是虚拟单位，没有村居组织")))
    if not _SOUND_ENDING.search(name) and "虚拟" not in name:
        template = N_("名称“{name}”的结尾不是村委会、居委会或社区，可能写错")
        found.append(Irregularity(code="orgs.name_ending", template=template))
    is_neighborhood = name.endswith(("居民委员会", "居委会", "社区"))
    is_village = name.endswith(("村民委员会", "村委会"))
    if (kind in _NEIGHBORHOODS and is_village) or (kind is RegionKind.VILLAGE and is_neighborhood):
        found.append(Irregularity(code="orgs.name_kind", template=N_("名称“{name}”与代码表示的类型不一致")))
    return found


def irregularities(name: str, code: str) -> tuple[Irregularity, ...]:
    """What is odd about the name of the unit with this code; an empty tuple when nothing is."""
    region = parse_region_code(code)
    if region.level is Level.VILLAGE:
        return tuple(_of_village(name, region.kind))
    if region.level is not Level.TOWNSHIP:
        return ()
    ending = _TOWNSHIP_ENDINGS.get(region.kind)
    told = next((kind for kind, end in _TOWNSHIP_ENDINGS.items() if name.endswith(end)), None)
    if (ending and not name.endswith(ending)) or (ending is None and told is not None):
        return (Irregularity(code="orgs.name_kind", template=N_("名称“{name}”与代码表示的类型不一致")),)
    return ()
