"""What a unit may do with an item, and by what right: the ways, where each fits, in whose name it goes out.

Source: 行政许可法 22–25 and 27 (who may grant permits, entrusting, no passing on), the scheme's 二.7 and
附件3, and the ways that counties' own lists of villages use (domain.md §2.3).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.items import ITEM_TYPE_LABELS, Authority, ItemType
from yimen.rules.orgs import Level


class Way(StrEnum):
    """How a unit takes part in an item."""

    GRANTED = "GRANTED"
    ENTRUSTED = "ENTRUSTED"
    DIRECT = "DIRECT"
    PASSED_ON = "PASSED_ON"
    ASSISTED = "ASSISTED"
    VILLAGE_RECEIVES = "VILLAGE_RECEIVES"
    VILLAGE_PASSES_UP = "VILLAGE_PASSES_UP"
    COUNTY_TERMS = "COUNTY_TERMS"

    @property
    def label(self) -> str:
        """The Chinese word for the way, untranslated."""
        return WAY_LABELS[self]


WAY_LABELS: dict[Way, str] = {
    Way.GRANTED: N_("赋权"),
    Way.ENTRUSTED: N_("委托"),
    Way.DIRECT: N_("直接办结"),
    Way.PASSED_ON: N_("受理转办"),
    Way.ASSISTED: N_("帮办代办"),
    Way.VILLAGE_RECEIVES: N_("村级受理、乡级办结"),
    Way.VILLAGE_PASSES_UP: N_("村级受理、乡级受理，上级办结"),
    Way.COUNTY_TERMS: N_("县级统一承诺"),
}

WAY_WORDS: dict[Way, str] = {
    Way.GRANTED: N_("法律、法规或者省政府决定把权力给了乡镇(街道)，以本机关名义办"),
    Way.ENTRUSTED: N_("县级部门委托乡镇(街道)办，以委托机关名义作决定，不得再委托"),
    Way.DIRECT: N_("公共服务，在这里当场或者直接办完"),
    Way.PASSED_ON: N_("在这里受理，转给县级部门办，由部门作决定"),
    Way.ASSISTED: N_("帮着准备材料、代为跑腿，不受理也不决定"),
    Way.VILLAGE_RECEIVES: N_("村(社区)收下材料，乡镇(街道)办结"),
    Way.VILLAGE_PASSES_UP: N_("村(社区)收下材料，乡镇(街道)受理后报上级办结"),
    Way.COUNTY_TERMS: N_("全县统一压减的时限和材料，不单独授权"),
}

_FITS: dict[Level, frozenset[Way]] = {
    Level.COUNTY: frozenset({Way.COUNTY_TERMS}),
    Level.TOWNSHIP: frozenset({Way.GRANTED, Way.ENTRUSTED, Way.DIRECT, Way.PASSED_ON, Way.ASSISTED}),
    Level.VILLAGE: frozenset({Way.DIRECT, Way.VILLAGE_RECEIVES, Way.VILLAGE_PASSES_UP, Way.ASSISTED}),
}

# What a case of the township does under a way: decide in its own name or in another's, or not decide.
_AUTHORITIES: dict[Way, Authority] = {
    Way.GRANTED: Authority.OWN,
    Way.ENTRUSTED: Authority.ENTRUSTED,
    Way.DIRECT: Authority.OWN,
}
# Ways that leave the whole decision to somebody above.
DECIDED_ABOVE: frozenset[Way] = frozenset({Way.PASSED_ON, Way.ASSISTED, Way.VILLAGE_PASSES_UP})


class OpenCases(StrEnum):
    """What becomes of cases that are open when a delegation is taken back."""

    FINISH = "FINISH"
    HAND_UP = "HAND_UP"


OPEN_CASES_LABELS: dict[OpenCases, str] = {
    OpenCases.FINISH: N_("已收的件由这里办完"),
    OpenCases.HAND_UP: N_("未办结的件转报上级"),
}


class WayDoesNotFit(RuleViolation):
    """A way that this level does not have."""

    code = "catalog.way_does_not_fit"
    template = N_("“{way}”不能用于{level}。{level}可以选：{ways}。")


class PermitToVillage(RuleViolation):
    """A permit cannot reach a village: it receives nothing in its own name and decides nothing."""

    code = "catalog.permit_to_village"
    template = N_(
        "“{item}”是行政许可，不能交给村(社区)受理或者办结，村里只能帮办代办(行政许可法第二十二条至第二十四条)。"
    )


class DirectOnlyService(RuleViolation):
    """Only a public service is simply done; a power needs its right."""

    code = "catalog.direct_only_service"
    template = N_("“{item}”是{type}，不是公共服务，要选赋权或者委托，并写明依据。")


class BasisMissing(RuleViolation):
    """A right without the law or the decision that gives it."""

    code = "catalog.delegation_basis_missing"
    template = N_("“{way}”要写明依据：哪部法律法规，或者哪份政府文件。")


class EntrustingOrganMissing(RuleViolation):
    """An entrusted item without the organ that entrusts it."""

    code = "catalog.entrusting_organ_missing"
    template = N_("“{item}”按委托办理，但没有选委托机关，也没有登记过管“{department}”的县级部门。")


class NoticeMissing(RuleViolation):
    """An entrusted permit that was not announced."""

    code = "catalog.delegation_notice_missing"
    template = N_("委托实施行政许可要把受委托机关和内容公告(行政许可法第二十四条)。请写公告的文号或者网址。")


class ValidityBackwards(RuleViolation):
    """The last day lies before the first."""

    code = "catalog.delegation_validity"
    template = N_("有效期的截止日要晚于开始日。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Delegated:
    """What is said of one item at one unit; empty texts are not known."""

    way: Way
    level: Level
    item: str
    item_type: ItemType
    department: str
    has_entrusting_organ: bool = False
    basis: str = ""
    notice: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def ways_at(level: Level) -> tuple[Way, ...]:
    """The ways that fit a level, in the order of their list."""
    return tuple(way for way in Way if way in _FITS.get(level, frozenset()))


def check_delegated(what: Delegated) -> None:
    """Refuse what the law or the levels do not allow; the first fault, at its field.

    A way of another level, a permit to a village but for help, a power "simply done", a right without
    its basis, entrusting without the organ or, for a permit, without its announcement, a validity that
    ends before it begins.
    """
    if what.way not in _FITS.get(what.level, frozenset()):
        ways = "、".join(way.label for way in ways_at(what.level))
        raise WayDoesNotFit(field="way", way=what.way.label, level=_LEVEL_WORDS[what.level], ways=ways)
    is_permit = what.item_type is ItemType.PERMIT
    if is_permit and what.level is Level.VILLAGE and what.way is not Way.ASSISTED:
        raise PermitToVillage(field="way", item=what.item)
    if what.way is Way.DIRECT and what.item_type is not ItemType.PUBLIC_SERVICE:
        raise DirectOnlyService(field="way", item=what.item, type=ITEM_TYPE_LABELS[what.item_type])
    if what.way in {Way.GRANTED, Way.ENTRUSTED} and not what.basis.strip():
        raise BasisMissing(field="basis", way=what.way.label)
    if what.way is Way.ENTRUSTED and not what.has_entrusting_organ:
        raise EntrustingOrganMissing(field="entrusting_organ", item=what.item, department=what.department)
    if what.way is Way.ENTRUSTED and is_permit and not what.notice.strip():
        raise NoticeMissing(field="notice")
    if what.valid_from and what.valid_to and what.valid_to <= what.valid_from:
        raise ValidityBackwards(field="valid_to")


_LEVEL_WORDS: dict[Level, str] = {
    Level.PROVINCE: N_("省"),
    Level.PREFECTURE: N_("市"),
    Level.COUNTY: N_("县"),
    Level.TOWNSHIP: N_("乡镇(街道)"),
    Level.VILLAGE: N_("村(社区)"),
}


def authority_under(way: Way) -> Authority | None:
    """By what right a township decides under this way; None where it decides nothing."""
    return _AUTHORITIES.get(way)
