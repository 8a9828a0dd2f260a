"""Service items: official types, the family whose procedure they follow, in whose name, their names."""

import re
import unicodedata
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intervals import Limit, Unit
from yimen.rules.orgs import Level


class ItemType(StrEnum):
    """What an item is by law (GB/T 39046—2020 A.1, and 行政备案 of the lists since 2022)."""

    PERMIT = "PERMIT"
    PENALTY = "PENALTY"
    COERCION = "COERCION"
    LEVY = "LEVY"
    BENEFIT = "BENEFIT"
    INSPECTION = "INSPECTION"
    CONFIRMATION = "CONFIRMATION"
    REWARD = "REWARD"
    ADJUDICATION = "ADJUDICATION"
    OTHER_POWER = "OTHER_POWER"
    FILING = "FILING"
    PUBLIC_SERVICE = "PUBLIC_SERVICE"


ITEM_TYPE_LABELS: dict[ItemType, str] = {
    ItemType.PERMIT: N_("行政许可"),
    ItemType.PENALTY: N_("行政处罚"),
    ItemType.COERCION: N_("行政强制"),
    ItemType.LEVY: N_("行政征收"),
    ItemType.BENEFIT: N_("行政给付"),
    ItemType.INSPECTION: N_("行政检查"),
    ItemType.CONFIRMATION: N_("行政确认"),
    ItemType.REWARD: N_("行政奖励"),
    ItemType.ADJUDICATION: N_("行政裁决"),
    ItemType.OTHER_POWER: N_("其他行政权力"),
    ItemType.FILING: N_("行政备案"),
    ItemType.PUBLIC_SERVICE: N_("公共服务"),
}

# The codes to exchange. The standard has none for 行政备案: it goes as 10 其他类别 (domain.md §2.1).
ITEM_TYPE_CODES: dict[ItemType, str] = {
    ItemType.PERMIT: "01",
    ItemType.PENALTY: "02",
    ItemType.COERCION: "03",
    ItemType.LEVY: "04",
    ItemType.BENEFIT: "05",
    ItemType.INSPECTION: "06",
    ItemType.CONFIRMATION: "07",
    ItemType.REWARD: "08",
    ItemType.ADJUDICATION: "09",
    ItemType.OTHER_POWER: "10",
    ItemType.FILING: "10",
    ItemType.PUBLIC_SERVICE: "20",
}


class Family(StrEnum):
    """The procedures: an item follows one of them, and no rule of permits reaches another."""

    PERMIT = "PERMIT"
    BENEFIT = "BENEFIT"
    INSTANT = "INSTANT"
    FORWARDED = "FORWARDED"
    DISCLOSURE = "DISCLOSURE"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """The Chinese word for the family, untranslated."""
        return FAMILY_LABELS[self]


FAMILY_LABELS: dict[Family, str] = {
    Family.PERMIT: N_("许可"),
    Family.BENEFIT: N_("给付与确认"),
    Family.INSTANT: N_("即办"),
    Family.FORWARDED: N_("转办"),
    Family.DISCLOSURE: N_("信息公开"),
    Family.OTHER: N_("其他"),
}


class Authority(StrEnum):
    """By what right a township decides, which is in whose name it does (行政许可法 24, 25)."""

    OWN = "OWN"
    ENTRUSTED = "ENTRUSTED"
    UNKNOWN = "UNKNOWN"


AUTHORITY_LABELS: dict[Authority, str] = {
    Authority.OWN: N_("本机关法定职权或赋权"),
    Authority.ENTRUSTED: N_("受委托实施"),
    Authority.UNKNOWN: N_("尚未核实"),
}

# Items that a law itself gives to the township's government. Whoever adds one names the article.
OWN_AUTHORITY: dict[str, str] = {
    "农村村民宅基地审批": "土地管理法(2019)第六十二条：农村村民住宅用地由乡(镇)人民政府审核批准",
}


class ApplyWay(StrEnum):
    """How one applies, a property of the item."""

    PREFILING = "PREFILING"
    COUNTER = "COUNTER"
    LINK = "LINK"


APPLY_WAY_LABELS: dict[ApplyWay, str] = {
    ApplyWay.PREFILING: N_("网上预申请"),
    ApplyWay.COUNTER: N_("到窗口办"),
    ApplyWay.LINK: N_("到省市平台办"),
}


class UnknownItemType(RuleViolation):
    """A word that is no type of items."""

    code = "catalog.unknown_type"
    template = N_("事项类型“{value}”不认识，应当是行政许可、行政给付、行政确认、公共服务等之一。")


class UnknownLevel(RuleViolation):
    """A word that is no level."""

    code = "catalog.unknown_level"
    template = N_("行使层级“{value}”不认识，应当是省、市、县、乡镇、村，用顿号隔开。")


class CannotReadLimit(RuleViolation):
    """A text that is no limit."""

    code = "catalog.bad_limit"
    template = N_("时限“{value}”不认识。可以写 20（工作日）、15日（自然日）、即办，不知道就空着。")


def parse_item_type(text: str) -> ItemType:
    """The type with this Chinese name or standard code; refuses another word."""
    value = unicodedata.normalize("NFKC", text).strip()
    for item_type, label in ITEM_TYPE_LABELS.items():
        if value in {label, ITEM_TYPE_CODES[item_type]}:
            return item_type
    raise UnknownItemType(field="type", value=value[:40])


def family_for(item_type: ItemType, *, instant: bool, forwarded: bool = False) -> Family:
    """The family an item follows unless it names its own (design §4).

    `forwarded` says that another system decides. A public service that is not done on the spot is
    decided by its department's own system.
    """
    if forwarded:
        return Family.FORWARDED
    if item_type is ItemType.PERMIT:
        return Family.PERMIT
    if item_type in {ItemType.BENEFIT, ItemType.CONFIRMATION, ItemType.REWARD}:
        return Family.BENEFIT
    if item_type is ItemType.PUBLIC_SERVICE:
        return Family.INSTANT if instant else Family.FORWARDED
    return Family.OTHER


def parse_limit(text: str, *, field: str = "limit") -> Limit | None:
    """A written limit: 20 is workdays (行政许可法 82), 15日 natural days, 即办 on the spot, "" unknown.

    Refuses everything else; what is not published is never made up.
    """
    value = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not value:
        return None
    if value in {"即办", "当场", "当场办结"}:
        return Limit(amount=0, unit=Unit.INSTANT)
    match = re.fullmatch(r"([0-9]{1,4})(个?工作日|日|天|个?自然日)?", value)
    if match is None or not 1 <= int(match[1]) <= 3650:
        raise CannotReadLimit(field=field, value=value[:40])
    is_natural = match[2] is not None and "工作日" not in match[2]
    return Limit(amount=int(match[1]), unit=Unit.NATURAL_DAYS if is_natural else Unit.WORKDAYS)


_LEVEL_WORDS = {
    "省": Level.PROVINCE,
    "市": Level.PREFECTURE,
    "县": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
    "村": Level.VILLAGE,
}


def parse_levels(text: str) -> tuple[Level, ...]:
    """The levels where an item is done: 乡镇、村; refuses an unknown word or none."""
    words = [word for word in re.split(r"[、,,;;/\s]+", unicodedata.normalize("NFKC", text)) if word]
    unknown = next((word for word in words if word not in _LEVEL_WORDS), None)
    if unknown is not None or not words:
        raise UnknownLevel(field="level", value=(unknown or "")[:40])
    return tuple(dict.fromkeys(_LEVEL_WORDS[word] for word in words))


def parse_materials(text: str) -> tuple[str, ...]:
    """The materials of an item, which stand apart by semicolons; each once, in order."""
    parts = (part.strip() for part in re.split("[；;]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def authority_for(name: str, basis: str) -> Authority:
    """By what right the township decides: entrusted where the list says so, own only by the table.

    An entrusted decision is made in the name of the entrusting organ (行政许可法 24); UNKNOWN must
    be settled by a person before a paper goes out.
    """
    if re.search("委托(?:给)?(?:乡|镇|街道)", name + "\n" + basis):
        return Authority.ENTRUSTED
    return Authority.OWN if short_name(name) in OWN_AUTHORITY else Authority.UNKNOWN


def authority_source(name: str, basis: str) -> str:
    """From where we know by what right: the article of the table, or the item's own list; else empty."""
    found = authority_for(name, basis)
    if found is Authority.OWN:
        return OWN_AUTHORITY[short_name(name)]
    return N_("事项清单所写“{name}”").format(name=name) if found is Authority.ENTRUSTED else ""


_PREFILED = frozenset({Family.PERMIT, Family.BENEFIT, Family.DISCLOSURE, Family.OTHER})


def default_apply_way(family: Family, *, link: str = "") -> ApplyWay:
    """How one applies unless the item says otherwise: the platform's link where one is known."""
    if link:
        return ApplyWay.LINK
    return ApplyWay.PREFILING if family in _PREFILED else ApplyWay.COUNTER


# Design §5; 延缓入学 tells the health of a child under 14 (个人信息保护法 28, 31).
_SENSITIVE = re.compile(
    "低保|最低生活保障|特困|临时救助|社会救助|医疗救助|救助对象|残疾|孤儿|困境儿童|无人抚养|艾滋病|优抚"
    "|家庭特别扶助|法律援助|延缓入学"
)

_NAMED_AGE = re.compile(r"(?<![0-9])([0-9]{2,3})周岁以上")
_OLD = 60  # younger ages in names are conditions of other kinds


def age_in_name(name: str, item_type: ItemType) -> int | None:
    """The age at which a benefit begins when its own name says so: 80周岁以上老年人高龄津贴; else None."""
    found = _NAMED_AGE.search(name) if item_type is ItemType.BENEFIT else None
    return int(found[1]) if found and int(found[1]) >= _OLD else None


_OPENING, _CLOSING = "(（", ")）"


def is_sensitive(name: str) -> bool:
    """Whether the mere name of the item tells something that others must not learn (design §5)."""
    return _SENSITIVE.search(name) is not None


def short_name(name: str) -> str:
    """The name without its last parenthesis: 林木采伐许可证核发."""
    depth = 0
    for at in range(len(name) - 1, -1, -1):
        depth += (name[at] in _CLOSING) - (name[at] in _OPENING)
        if depth == 0:
            return name[:at] if at < len(name) - 1 and at > 0 else name
    return name


def plain_name(name: str) -> str:
    """The name without any parenthesis: 乡(镇)村公共设施 becomes 乡村公共设施."""
    depth = 0
    kept = []
    for sign in name:
        depth += sign in _OPENING
        if depth == 0:
            kept.append(sign)
        depth -= sign in _CLOSING and depth > 0
    return "".join(kept) or name


def neutral_name(name: str) -> str:
    """The name for messages, calls and shared screens: of a sensitive item nothing is told."""
    return N_("政务服务事项") if is_sensitive(name) else short_name(name)
