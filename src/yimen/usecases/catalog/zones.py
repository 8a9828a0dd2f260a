"""政务公开专区 of a center or station: its list with the seven kinds of information (the scheme's task 6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.catalog import APPLY_WAY_LABELS, ApplyWay, Family
from yimen.rules.delegations import DECIDED_ABOVE, Way
from yimen.rules.errors import N_
from yimen.rules.intervals import Limit
from yimen.rules.item_details import Fee, ItemDetails
from yimen.rules.item_kinds import NET_DEPTH_LABELS
from yimen.rules.orgs import parse_region_code
from yimen.usecases.catalog.guide_parts import cost_cell
from yimen.usecases.catalog.guide_words import (
    GuideStep,
    basis_lines,
    fee_words,
    spoken_limit,
    step_words,
)
from yimen.usecases.catalog.unit_lists import Edition, ListLine, get_unit_list
from yimen.usecases.catalog.versions import VersionFacts, read_version
from yimen.usecases.orgs.organs import find_organ
from yimen.usecases.orgs.queries import Place, ServicePointView, get_place


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneLine:
    """One item of a place in the words that hang in its hall; an empty text or tuple is 未公布.

    `in_name_of` is who decides: the entrusting organ, the township, or the department above it.
    """

    number: int
    line: ListLine
    in_name_of: str
    promised: str
    statutory: str
    materials: int | None
    conditions: tuple[str, ...]
    steps: tuple[GuideStep, ...]
    fee: str
    fee_basis: str
    complaint_phone: str
    online: str
    basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """A place with an edition of its list; `point` is its center or station, None where none is known."""

    place: Place
    point: ServicePointView | None
    edition: Edition
    lines: tuple[ZoneLine, ...]

    @property
    def point_name(self) -> str:
        """What stands over the counter, or the name of the place."""
        return self.point.name if self.point else self.place.full_name


def get_zone(unit_code: str, number: int | None = None) -> Zone:
    """The list of a township or village in an edition, every line with all that is public about it.

    At most nine statements whatever its length. Refuses what is no unit, and one without such an edition
    (`NotFound`): nothing is shown in place of a list that was not published.
    """
    code = parse_region_code(unit_code).code
    place = get_place(code)
    if not place.township_name:
        raise NotFound(field="unit_code")
    listed = get_unit_list(code, number)
    rows = ItemVersion.objects.select_related("item").prefetch_related("materials")
    versions = {row.pk: row for row in rows.filter(pk__in=[line.version_id for line in listed.lines])}
    organ = find_organ(region_code=code[:9].ljust(12, "0"))
    own = organ.name if organ else place.township_name
    return Zone(
        place=place,
        point=place.station if place.village_name else place.center,
        edition=listed.edition,
        lines=tuple(
            _line(number, line, versions[line.version_id], own)
            for number, line in enumerate(listed.lines, start=1)
        ),
    )


def _line(number: int, line: ListLine, row: ItemVersion, own: str) -> ZoneLine:
    facts = replace(read_version(row), promised=line.promised, statutory=line.statutory)
    details = facts.details
    fee, fee_basis = fee_of(line.family, details)
    return ZoneLine(
        number=number,
        line=line,
        in_name_of=name_of(line, own),
        promised=_spoken(line.promised),
        statutory=_spoken(line.statutory),
        materials=len(line.materials) or None,
        conditions=details.conditions,
        steps=step_words(facts),
        fee=fee,
        fee_basis=fee_basis,
        complaint_phone=details.complaint_phone,
        online=online_of(facts),
        basis=basis_lines(facts.basis),
    )


def _spoken(limit: Limit | None) -> str:
    return spoken_limit(limit) if limit is not None else ""


def name_of(line: ListLine, own: str) -> str:
    """In whose name an item ends: entrusted in that of the organ which entrusts it (行政许可法 24)."""
    if line.way is Way.ENTRUSTED:
        return line.in_name_of
    if line.way in DECIDED_ABOVE:
        return N_("上级主管部门({department})").format(department=line.department)
    return own


def fee_of(family: Family, details: ItemDetails) -> tuple[str, str]:
    """What an item costs, and by what law; empty where nobody has published it.

    What the list itself says goes first; of a permit the law says it (行政许可法 58).
    """
    if details.charged is False:
        return N_("不收费"), ""
    if details.charged or details.fees:
        standards = "；".join(_standard(fee) for fee in details.fees)
        return standards or N_("收费，标准未公布"), "；".join(fee.basis for fee in details.fees if fee.basis)
    return cost_cell(family, details)[0], fee_words(family)


def _standard(fee: Fee) -> str:
    return f"{fee.name} {fee.standard or N_('标准未公布')}".strip()


def online_of(facts: VersionFacts) -> str:
    """How far one comes without the counter (网上可办程度); empty where nothing is published.

    An item that only says "at the counter" has not been described: that is no statement about the net.
    """
    if facts.details.net_depth:
        return "、".join(NET_DEPTH_LABELS[each] for each in facts.details.net_depth)
    return "" if facts.apply_way is ApplyWay.COUNTER else APPLY_WAY_LABELS[facts.apply_way]


def edition_words(edition: Edition) -> str:
    """第 3 版，2026年11月16日公布, and for an old one that the next replaced it."""
    day = beijing_date(edition.published_at)
    words = N_("第 {number} 版，{year}年{month}月{day}日公布").format(
        number=edition.number, year=day.year, month=day.month, day=day.day
    )
    if edition.in_force:
        return words
    return words + N_("（已被第 {next} 版取代，请勿张贴）").format(next=edition.number + 1)


def count_types(lines: Sequence[ZoneLine]) -> tuple[tuple[str, int], ...]:
    """How many items of each type stand on a list, the most first."""
    return tuple(Counter(each.line.type_label for each in lines).most_common())
