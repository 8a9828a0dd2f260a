"""How whole the list of a place is, what is missing, and who must act; docs/rules/list-quality.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.items import Family

# Nothing is decided here on a case of these families, so there is nothing to review by points.
_WITHOUT_REVIEW = frozenset({Family.INSTANT, Family.FORWARDED})


class ListGap(StrEnum):
    """Something that a line of a 办理目录清单 or its place lacks."""

    NO_BASIS = "NO_BASIS"
    NO_LIMIT = "NO_LIMIT"
    NO_MATERIALS = "NO_MATERIALS"
    NO_CONDITIONS = "NO_CONDITIONS"
    NO_POINTS = "NO_POINTS"
    NO_ADDRESS = "NO_ADDRESS"
    NO_PHONE = "NO_PHONE"


LIST_GAP_LABELS: dict[ListGap, str] = {
    ListGap.NO_BASIS: N_("没有依据"),
    ListGap.NO_LIMIT: N_("法定、承诺时限都没有公布"),
    ListGap.NO_MATERIALS: N_("没有申请材料清单"),
    ListGap.NO_CONDITIONS: N_("没有受理条件"),
    ListGap.NO_POINTS: N_("没有公开的审查要点"),
    ListGap.NO_ADDRESS: N_("没有办理地点"),
    ListGap.NO_PHONE: N_("没有咨询电话"),
}


class ActsOn(StrEnum):
    """Who must see to a gap."""

    COUNTY_OFFICE = "COUNTY_OFFICE"
    TOWNSHIP_HEAD = "TOWNSHIP_HEAD"


ACTS_ON_LABELS: dict[ActsOn, str] = {
    ActsOn.COUNTY_OFFICE: N_("县政务办补"),
    ActsOn.TOWNSHIP_HEAD: N_("乡镇中心主任报"),
}

# What belongs to the item is the county's list; where it is done and by which telephone, the place's.
ACTS_ON: Mapping[ListGap, ActsOn] = {
    gap: ActsOn.TOWNSHIP_HEAD if gap in {ListGap.NO_ADDRESS, ListGap.NO_PHONE} else ActsOn.COUNTY_OFFICE
    for gap in ListGap
}

# What a guide needs before it tells anybody anything: conditions, materials, limits, where.
_GUIDE = frozenset({ListGap.NO_CONDITIONS, ListGap.NO_MATERIALS, ListGap.NO_LIMIT, ListGap.NO_ADDRESS})


class QualityShow(StrEnum):
    """Which lines of a place are looked at."""

    OFFERED = "OFFERED"
    GUIDED = "GUIDED"
    NOT_GUIDED = "NOT_GUIDED"
    ONLINE = "ONLINE"
    NOT_ONLINE = "NOT_ONLINE"
    POINTED = "POINTED"
    NOT_POINTED = "NOT_POINTED"
    COMPLETE = "COMPLETE"
    INCOMPLETE = "INCOMPLETE"


QUALITY_SHOW_LABELS: dict[QualityShow, str] = {
    QualityShow.OFFERED: N_("清单上的"),
    QualityShow.GUIDED: N_("指南齐的"),
    QualityShow.NOT_GUIDED: N_("指南不齐的"),
    QualityShow.ONLINE: N_("能网上办的"),
    QualityShow.NOT_ONLINE: N_("不能网上办的"),
    QualityShow.POINTED: N_("公开了审查要点的"),
    QualityShow.NOT_POINTED: N_("没有公开审查要点的"),
    QualityShow.COMPLETE: N_("齐全的"),
    QualityShow.INCOMPLETE: N_("不齐全的"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemState:
    """What the version in force of an item tells; False is 未公布."""

    family: Family
    has_basis: bool
    has_limit: bool
    has_materials: bool
    has_conditions: bool
    has_points: bool
    has_address: bool
    has_phone: bool
    is_online: bool

    @property
    def asks_points(self) -> bool:
        """Whether something is reviewed here, so that points of review must be public."""
        return self.family not in _WITHOUT_REVIEW


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceState:
    """What is known of a place; False is 未采集."""

    is_listed: bool
    has_address: bool
    has_phone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFigures:
    """Counts of the lines of one place; `pointed` of `asks_points`, everything else of `offered`."""

    offered: int
    guided: int
    online: int
    asks_points: int
    pointed: int
    complete: int


def gaps_of(item: ItemState, place: PlaceState) -> tuple[ListGap, ...]:
    """What a line lacks, in the order of the list; an item may name its own address and telephone."""
    lacks = {
        ListGap.NO_BASIS: not item.has_basis,
        ListGap.NO_LIMIT: not item.has_limit,
        ListGap.NO_MATERIALS: not item.has_materials,
        ListGap.NO_CONDITIONS: not item.has_conditions,
        ListGap.NO_POINTS: item.asks_points and not item.has_points,
        ListGap.NO_ADDRESS: not (item.has_address or place.has_address),
        ListGap.NO_PHONE: not (item.has_phone or place.has_phone),
    }
    return tuple(gap for gap in ListGap if lacks[gap])


def shows(item: ItemState, place: PlaceState, chosen: QualityShow) -> bool:
    """Whether a line is one of the chosen."""
    gaps = frozenset(gaps_of(item, place))
    guided = not gaps & _GUIDE
    return {
        QualityShow.OFFERED: True,
        QualityShow.GUIDED: guided,
        QualityShow.NOT_GUIDED: not guided,
        QualityShow.ONLINE: item.is_online,
        QualityShow.NOT_ONLINE: not item.is_online,
        QualityShow.POINTED: item.asks_points and item.has_points,
        QualityShow.NOT_POINTED: item.asks_points and not item.has_points,
        QualityShow.COMPLETE: not gaps,
        QualityShow.INCOMPLETE: bool(gaps),
    }[chosen]


def count_lines(items: Iterable[ItemState], place: PlaceState) -> QualityFigures | None:
    """The figures of a place by its lines; None where no list is published: unknown, which is not nought."""
    if not place.is_listed:
        return None
    lines = list(items)

    def count(chosen: QualityShow) -> int:
        return sum(shows(item, place, chosen) for item in lines)

    return QualityFigures(
        offered=len(lines),
        guided=count(QualityShow.GUIDED),
        online=count(QualityShow.ONLINE),
        asks_points=sum(item.asks_points for item in lines),
        pointed=count(QualityShow.POINTED),
        complete=count(QualityShow.COMPLETE),
    )


def add_figures(figures: Iterable[QualityFigures | None]) -> QualityFigures:
    """The sum over places; those without a list add nothing and are counted apart."""
    known = [each for each in figures if each is not None]
    return QualityFigures(
        offered=sum(each.offered for each in known),
        guided=sum(each.guided for each in known),
        online=sum(each.online for each in known),
        asks_points=sum(each.asks_points for each in known),
        pointed=sum(each.pointed for each in known),
        complete=sum(each.complete for each in known),
    )
