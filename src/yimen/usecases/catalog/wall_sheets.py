"""What hangs in a hall, as PDF: the list of a place (办理目录清单, 附件3) and its poster.

Nobody signs them. Their code opens the page of just that edition at just that place, so that whoever stands
before the wall sees whether a newer one is out.
"""

from dataclasses import dataclass
from datetime import datetime

from yimen.gateways.installed import installed
from yimen.rules.errors import N_
from yimen.usecases.catalog.unit_lists import Edition, find_edition
from yimen.usecases.catalog.zones import Zone, ZoneLine, count_types, edition_words, get_zone
from yimen.usecases.orgs.queries import Place, get_place

UNPUBLISHED = N_("未公布")
UNCOLLECTED = N_("未采集")
_HEADINGS = (
    N_("序号"),
    N_("事项"),
    N_("类型"),
    N_("办理方式"),
    N_("以谁的名义"),
    N_("承诺时限"),
    N_("法定时限"),
    N_("材料份数"),
    N_("收费"),
    N_("监督电话"),
)
_DIGEST_SHOWN = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A PDF under the name by which it is saved."""

    name: str
    content: bytes


def list_path(unit_code: str, number: int) -> str:
    """Where the page of an edition stands: what the code on the wall opens, and what a photo of it names."""
    return f"/places/{unit_code}/list/{number}/"


def make_wall_list(unit_code: str, number: int, *, public_url: str, sample: bool) -> Sheet:
    """The list of a place in one edition, A3 across, as many pages as it takes.

    The same bytes for the same edition and facts. An old edition says that it is replaced. Refuses a
    place without that edition (`NotFound`).
    """
    zone = get_zone(unit_code, number)
    link = public_url + list_path(zone.edition.unit_code, zone.edition.number)
    facts = {
        "title": N_("{name}办理目录清单").format(name=zone.point_name),
        "place_name": zone.place.full_name,
        "edition_words": edition_words(zone.edition),
        "digest": zone.edition.digest[:_DIGEST_SHOWN].upper(),
        "headings": list(_HEADINGS),
        "lines": [_cells(line) for line in zone.lines],
        "url": link,
        "sample": sample,
    }
    content = installed().typesetter.typeset_sheet("wall_list", facts, zone.edition.published_at)
    name = N_("{place}办理目录清单第{number}版.pdf").format(
        place=zone.place.full_name, number=zone.edition.number
    )
    return Sheet(name=name, content=content)


def _cells(line: ZoneLine) -> dict[str, str]:
    count = N_("{count} 样").format(count=line.materials) if line.materials else UNPUBLISHED
    return {
        "number": str(line.number),
        "name": line.line.name,
        "kind": line.line.type_label,
        "way": line.line.way_label,
        "organ": line.in_name_of or UNPUBLISHED,
        "promised": line.promised or UNPUBLISHED,
        "statutory": line.statutory or UNPUBLISHED,
        "materials": count,
        "fee": line.fee or UNPUBLISHED,
        "phone": line.complaint_phone or UNPUBLISHED,
    }


def make_poster(unit_code: str, *, public_url: str, now: datetime, sample: bool) -> Sheet:
    """The poster of a center or station, A2 upright: name, hours, telephones, the code of its list.

    Where no list is published the code opens the page of the place, and the poster says so. Refuses a
    code that is no place (`NotFound`).
    """
    place = get_place(unit_code)
    edition = find_edition(place.code)
    zone = get_zone(place.code, edition.number) if edition and place.township_name else None
    path = list_path(place.code, edition.number) if edition else f"/places/{place.code}/"
    link = public_url + path
    point = place.station if place.village_name else place.center
    facts = {
        "title": point.name if point else place.full_name,
        "place_name": place.full_name,
        "edition_words": _list_words(edition),
        "url": link,
        "rows": [
            _fact(N_("地址"), (point and point.address) or UNCOLLECTED),
            _fact(N_("时间"), (point and point.hours) or UNCOLLECTED),
            _fact(N_("电话"), (point and point.phone) or UNPUBLISHED),
            *_center_fact(place),
        ],
        "notes": [*_types(zone), *_rights()],
        "supervision": N_("咨询、投诉：12345 政务服务便民热线"),
        "sample": sample,
    }
    at = edition.published_at if edition else now
    content = installed().typesetter.typeset_sheet("poster", facts, at)
    return Sheet(name=N_("{place}海报.pdf").format(place=place.full_name), content=content)


def _list_words(edition: Edition | None) -> str:
    if edition is None:
        return N_("办理目录清单未公布")
    return N_("办理目录清单{words}").format(words=edition_words(edition))


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _center_fact(place: Place) -> list[dict[str, str]]:
    """A station names the center to which one goes with what the village does not do."""
    if not place.village_name or place.center is None:
        return []
    phone = place.center.phone or N_("电话未公布")
    return [_fact(N_("中心"), f"{place.center.name}，{phone}")]


def _types(zone: Zone | None) -> list[str]:
    if zone is None or not zone.lines:
        return []
    parts = "，".join(N_("{label} {count} 项").format(label=a, count=n) for a, n in count_types(zone.lines))
    return [N_("这里办理 {count} 项：{parts}。").format(count=len(zone.lines), parts=parts)]


def _rights() -> list[str]:
    """What the law gives to everyone who comes, with its articles."""
    return [
        N_("材料不齐，一次说清还差什么（行政许可法第三十二条）。"),
        N_("办行政许可不收费，法律、行政法规另有规定的除外（行政许可法第五十八条）。"),
    ]
