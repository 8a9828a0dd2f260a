"""Drawings and sheets for makers and printers, at true size: plaque, seal, cards of the staff, institutions.

Nothing here is a seal: the drawing of one says so, and is drawn in black lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.artwork import CENTER_ONLY, SEAL_MM, Artwork, plaque_words, seal_words
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.institutions import version_words
from yimen.usecases.catalog.wall_sheets import UNPUBLISHED, Sheet
from yimen.usecases.orgs.organs import find_organ
from yimen.usecases.orgs.queries import Place, ServicePointView, get_place
from yimen.usecases.people.queries import list_duty
from yimen.usecases.places.institutions import read_institutions

Facts = dict[str, object]
_PLAQUE_NOTES = (
    N_("成品尺寸 600 mm × 400 mm（宽 × 高），第一页是实际大小，可以直接按 1:1 输出。"),
    N_("材质：钛金牌，弧面，金色（方案任务 3，“原则上”）。"),
    N_("第一行：地名，靠左上角，黑色，黑体。"),
    N_("第二行：在牌匾中间，大字，红色，方正宋黑简体。"),
    N_("方正宋黑简体是商业字体。本机没有装的，图上用思源宋体加粗代替，请制作单位换成方正宋黑简体。"),
    N_("屏幕和纸上的金色只是示意，以钛金板材的颜色为准。"),
    N_("挂在醒目位置，旁边有“河北政务服务”标识。标识的图样以省里发的为准，本系统没有收到，不代画。"),
)
_SEAL_NOTES = (
    N_("圆形，外径 42 mm，中央五角星，宋体简化字（国发〔1999〕25号；方案任务 9：尺寸与部门行政公章相同）。"),
    N_("文字：{words}。名称自左而右环行，“{below}”自左而右横排。"),
    N_("文件没有规定圆边宽和星径；图上边宽 1.2 mm、星径 14 mm 是常见做法，以刻制单位的规范为准。"),
    N_("专用章的名称、式样应当与正式印章有别，经单位领导批准，由公安机关指定的单位刻制。"),
    N_("市辖区的街道是否冠市名，方案没有写明，请先请示。"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Subject:
    """The place that is drawn for."""

    place: Place
    point: ServicePointView
    now: datetime


def make_artwork(
    *, actor: Actor, now: datetime, point_code: str, kind: Artwork, sample: bool, as_drawing: bool = False
) -> Sheet:
    """The artwork of a center or station as PDF, or its first page as SVG.

    Refuses a place outside the actor's scope, a station's seal or cards, and a center whose government is
    not known (`NotFound`); and more words than a seal holds (`SealWordsTooLong`).
    """
    require(actor, "places.read")
    if not covers(actor, point_code):
        raise NotFound(field="point_code")
    place = get_place(point_code)
    point = place.station if place.village_name else place.center
    if point is None or (kind in CENTER_ONLY and place.village_name):
        raise NotFound(field="kind")
    sheet, facts = _MAKERS[kind](_Subject(place=place, point=point, now=now))
    whole = {
        "title": f"{point.name}{kind.label}",
        "place_name": place.full_name,
        "sample": sample,
        **facts,
    }
    typesetter = installed().typesetter
    set_it = typesetter.draw_sheet if as_drawing else typesetter.typeset_sheet
    return Sheet(name=f"{whole['title']}.{'svg' if as_drawing else 'pdf'}", content=set_it(sheet, whole, now))


def _plaque(subject: _Subject) -> tuple[str, Facts]:
    words = plaque_words(subject.point.name)
    return "plaque", {"first": words.first, "second": words.second, "notes": list(_PLAQUE_NOTES)}


def _seal(subject: _Subject) -> tuple[str, Facts]:
    organ = find_organ(region_code=subject.place.code, department="")
    if organ is None:
        raise NotFound(field="kind")
    words = seal_words(organ.name)
    notes = [each.format(words=words.whole, below=words.below) for each in _SEAL_NOTES]
    title = N_("{words}（直径 {size} mm）").format(words=words.whole, size=SEAL_MM)
    return "seal_drawing", {"title": title, "around": words.around, "below": words.below, "notes": notes}


def _cards(subject: _Subject) -> tuple[str, Facts]:
    staff = list_duty(subject.place.code, beijing_date(subject.now))
    phone = subject.point.phone or UNPUBLISHED
    people = [{"name": each.name, "role": each.role_label, "phone": phone} for each in staff]
    return "staff_cards", {"place_name": subject.point.name, "people": people}


def _institutions(subject: _Subject) -> tuple[str, Facts]:
    sheets = [
        {
            "name": each.institution.label,
            "text": "\n".join(each.paragraphs),
            "version": version_words(each.number)
            + (N_("　{day}公布").format(day=_day(each.published_at)) if each.published_at else ""),
        }
        for each in read_institutions(subject.place.code[:6])
    ]
    return "institution_sheets", {"place_name": subject.point.name, "sheets": sheets}


def _day(at: datetime) -> str:
    day = beijing_date(at)
    return N_("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


_MAKERS: dict[Artwork, Callable[[_Subject], tuple[str, Facts]]] = {
    Artwork.PLAQUE: _plaque,
    Artwork.SEAL: _seal,
    Artwork.CARDS: _cards,
    Artwork.INSTITUTIONS: _institutions,
}
