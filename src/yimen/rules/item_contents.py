"""The whole content of an item as lists carry it, and what changed between two of them in words."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from yimen.rules.detail_words import ITEM_FIELD_WORDS, item_words, material_words
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.item_details import ItemDetails, MaterialDetails
from yimen.rules.items import (
    FAMILY_LABELS,
    ITEM_TYPE_LABELS,
    Family,
    ItemType,
    parse_levels,
    parse_limit,
)
from yimen.rules.text import clean_line

NAME_LENGTH, DEPARTMENT_LENGTH, BASIS_LENGTH, SOURCE_LENGTH = 200, 60, 1000, 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialContent:
    """One material as a list carries it; `details` in the shape of `rules.item_details.MaterialDetails`."""

    name: str
    required: bool = True
    verified: bool = True
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemContent:
    """An item as a list carries it; blank is not known, and shown as 未公布.

    `levels`, `statutory` and `promised` are as one writes them: 乡镇、村; 20, 15日, 即办. `family` empty is
    as the type has it, `steps` likewise. `details` has the shape of `rules.item_details.ItemDetails`.
    """

    name: str
    department: str
    item_type: ItemType
    levels: str
    family: Family | None = None
    basis: str = ""
    statutory: str = ""
    promised: str = ""
    guidance: str = ""
    basic_code: str = ""
    steps: str = ""
    source: str = ""
    materials: tuple[MaterialContent, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


class ContentUnreadable(RuleViolation):
    """A stored or sent content that has not the shape of one."""

    code = "catalog.content_unreadable"
    template = N_("事项内容读不出来：{what}。")


def to_plain(content: ItemContent) -> dict[str, Any]:
    """The content as plain values, as they are stored; `from_plain` reads them back."""
    plain = asdict(content)
    plain["item_type"] = content.item_type.value
    plain["family"] = content.family.value if content.family else ""
    plain["materials"] = [asdict(each) for each in content.materials]
    return plain


def from_plain(plain: Mapping[str, Any]) -> ItemContent:
    """The content of stored plain values; a missing key is blank, a wrong kind is refused."""
    texts = {name: _text(plain, name) for name in _TEXTS}
    if texts["item_type"] not in ItemType.__members__:
        raise ContentUnreadable(
            field="item_type", what=N_("事项类型“{value}”").format(value=texts["item_type"][:40])
        )
    family = texts["family"]
    if family and family not in Family.__members__:
        raise ContentUnreadable(field="family", what=N_("流程“{value}”").format(value=family[:40]))
    details = plain.get("details") or {}
    materials = plain.get("materials") or []
    if not isinstance(details, Mapping) or not isinstance(materials, Sequence) or isinstance(materials, str):
        raise ContentUnreadable(field="details", what=N_("详细内容"))
    return ItemContent(
        **{name: value for name, value in texts.items() if name not in {"item_type", "family"}},
        item_type=ItemType(texts["item_type"]),
        family=Family(family) if family else None,
        materials=tuple(_material(each) for each in materials),
        details=dict(details),
    )


_TEXTS = tuple(each.name for each in fields(ItemContent) if each.name not in {"materials", "details"})


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str):
        raise ContentUnreadable(field=name, what=N_("“{name}”不是文字").format(name=name))
    return value


def _material(plain: object) -> MaterialContent:
    if not isinstance(plain, Mapping) or not isinstance(plain.get("name"), str):
        raise ContentUnreadable(field="materials", what=N_("材料"))
    details = plain.get("details") or {}
    if not isinstance(details, Mapping):
        raise ContentUnreadable(field="materials", what=N_("材料的详细内容"))
    return MaterialContent(
        name=plain["name"],
        required=bool(plain.get("required", True)),
        verified=bool(plain.get("verified", True)),
        details=dict(details),
    )


def check_content(content: ItemContent) -> ItemContent:
    """The content cleaned: texts without strange signs and within their lengths, levels and limits readable.

    Refuses, at its field, a missing name or department, what no list can carry, a limit or level that
    cannot be read, the same material twice, and details of another kind (`BadPlainValue`).
    """
    parse_levels(content.levels)
    parse_limit(content.statutory, field="statutory")
    parse_limit(content.promised, field="promised")
    names = [clean_line(each.name, field="materials", max_length=200) for each in content.materials]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise MaterialTwice(field="materials", name=twice)
    return ItemContent(
        name=clean_line(content.name, field="name", max_length=NAME_LENGTH),
        department=clean_line(content.department, field="department", max_length=DEPARTMENT_LENGTH),
        item_type=content.item_type,
        levels=content.levels,
        family=content.family,
        basis=_one_line(content.basis, field="basis", max_length=BASIS_LENGTH),
        statutory=content.statutory,
        promised=content.promised,
        guidance=content.guidance,
        basic_code=content.basic_code,
        steps=content.steps,
        source=_one_line(content.source, field="source", max_length=SOURCE_LENGTH),
        materials=tuple(
            MaterialContent(
                name=name,
                required=each.required,
                verified=each.verified,
                details=MaterialDetails.from_json(each.details).to_json(),
            )
            for name, each in zip(names, content.materials, strict=True)
        ),
        details=ItemDetails.from_json(content.details).to_json(),
    )


def _one_line(text: str, *, field: str, max_length: int) -> str:
    """A text whose lines stand apart by semicolons, as lists write several laws in one cell."""
    lines = (line.strip(" ;；") for line in text.splitlines())
    return clean_line(
        "；".join(line for line in lines if line), field=field, max_length=max_length, required=False
    )


class MaterialTwice(RuleViolation):
    """The same material stands twice in one list."""

    code = "catalog.material_twice"
    template = N_("材料“{name}”写了两次。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One field that changed, in words: what it is called, what it was, what it becomes; empty is blank."""

    field: str
    label: str
    before: str
    after: str


_LABELS: dict[str, str] = {
    "name": N_("名称"),
    "department": N_("主管部门"),
    "item_type": N_("事项类型"),
    "levels": N_("行使层级"),
    "family": N_("流程"),
    "basis": N_("设定依据"),
    "statutory": N_("法定时限"),
    "promised": N_("承诺时限"),
    "guidance": N_("指导清单"),
    "basic_code": N_("基本编码"),
    "steps": N_("步骤"),
    "source": N_("来源"),
    "materials": N_("材料"),
}


def differences(before: ItemContent | None, after: ItemContent) -> tuple[Difference, ...]:
    """What changed, field by field, in the order of the list; everything of a new item that is not blank."""
    old, new = _words(before) if before is not None else {}, _words(after)
    return tuple(
        Difference(field=name, label=label, before=old.get(name, ""), after=new.get(name, ""))
        for name, label in (_LABELS | dict(ITEM_FIELD_WORDS)).items()
        if old.get(name, "") != new.get(name, "")
    )


def _words(content: ItemContent) -> dict[str, str]:
    plain = to_plain(content)
    words = {name: str(plain[name]) for name in _LABELS if name != "materials"}
    words["item_type"] = ITEM_TYPE_LABELS[content.item_type]
    words["family"] = FAMILY_LABELS[content.family] if content.family else ""
    words["materials"] = "；".join(_material_line(each) for each in content.materials)
    return words | {each.field: each.words for each in item_words(ItemDetails.from_json(content.details))}


def _material_line(material: MaterialContent) -> str:
    told = [] if material.required else [N_("非必要")]
    told += [
        f"{each.label}：{each.words}"
        for each in material_words(MaterialDetails.from_json(material.details))
        if each.field not in {"blank_form", "sample"}
    ]
    return f"{material.name}（{'，'.join(told)}）" if told else material.name
