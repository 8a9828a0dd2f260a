"""Checks of an item's materials: what the state has already, what proves itself, what stands twice."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from yimen.rules.check_findings import ONLINE_SERVICE_7, ItemFinding, error, notice
from yimen.rules.errors import N_
from yimen.rules.item_details import ItemDetails, MaterialDetails
from yimen.rules.item_kinds import Need

# Cards and certificates of which electronic ones are in use. Whether this place can have them by sharing
# nobody but the place knows: they give a notice, never an error.
_HELD_BY_THE_STATE: Final = (
    "身份证",
    "户口簿",
    "户口本",
    "营业执照",
    "结婚证",
    "离婚证",
    "社保卡",
    "社会保障卡",
    "残疾人证",
    "出生医学证明",
)
# A matter that changes, renews or ends a certificate needs the old one: that is no circle.
_ABOUT_AN_OLD_ONE: Final = (
    "变更",
    "换",
    "补",
    "注销",
    "延续",
    "迁移",
    "挂失",
    "激活",
    "启用",
    "年审",
    "认证",
)
# Persons whose card is looked at, not collected: it says who stands there.
_ENDINGS: Final = ("核发", "认定", "审批", "登记", "备案", "申领", "新办", "办理", "发放", "受理")


def check_materials(
    names: Sequence[str],
    details: Sequence[MaterialDetails],
    *,
    item_name: str,
    department: str,
    data: ItemDetails,
) -> Iterator[ItemFinding]:
    """The findings about each material, in their order; paths count materials from 1."""
    seen = Counter(_folded(name) for name in names)
    for number, (name, each) in enumerate(zip(names, details, strict=True), start=1):
        at = f"materials.{number}"
        if not name.strip():
            yield error("material_without_name", f"{at}.name", N_("第 {n} 样材料没有写名称。"), n=number)
            continue
        if seen[_folded(name)] > 1:
            yield error("material_twice", f"{at}.name", N_("材料“{name}”写了不止一次，请合并。"), name=name)
        yield from _check_shared(name, each, at)
        yield from _check_circle(name, each, at, item_name=item_name, department=department, data=data)
        if each.need is Need.LATER and not each.later_note:
            yield notice(
                "later_without_when",
                f"{at}.later_note",
                N_("“{name}”可以容缺后补，但没有写什么时候补、怎么补。"),
                name=name,
            )


def _check_shared(name: str, each: MaterialDetails, at: str) -> Iterator[ItemFinding]:
    if each.shareable and each.need is not Need.OPTIONAL:
        yield error(
            "shared_but_asked",
            f"{at}.shareable",
            N_("“{name}”写明能共享取得，就不能再要求申请人提交。请改成“非必要”，或者去掉这样材料。"),
            ONLINE_SERVICE_7,
            name=name,
        )
    held = next((word for word in _HELD_BY_THE_STATE if word in name), None)
    if held is not None and each.shareable is None:
        yield notice(
            "perhaps_shared",
            f"{at}.shareable",
            N_("“{held}”有电子证照。请核实本地能不能共享取得：能取得的不得再要求提交，只需核对本人。"),
            ONLINE_SERVICE_7,
            held=held,
        )


def _check_circle(
    name: str, each: MaterialDetails, at: str, *, item_name: str, department: str, data: ItemDetails
) -> Iterator[ItemFinding]:
    own = {body for body in (department, data.handling_body, data.issuing_body) if body}
    if each.issuer and any(_is_same_body(each.issuer, body) for body in own):
        yield notice(
            "asks_for_its_own",
            f"{at}.issuer",
            N_("“{name}”由办理机关自己({issuer})出具。自己有的，不该让申请人再来要一次。"),
            ONLINE_SERVICE_7,
            name=name,
            issuer=each.issuer,
        )
    decided = _decided_by(item_name, data)
    is_about_old = any(word in item_name for word in _ABOUT_AN_OLD_ONE)
    if decided and decided in name and not is_about_old and "申请" not in name and "表" not in name:
        yield notice(
            "circular_proof",
            f"{at}.name",
            N_("要“{name}”才能办“{item}”，而它正是这件事要办出来的：请核对是不是互为前提。"),
            name=name,
            item=item_name,
        )


def _is_same_body(one: str, other: str) -> bool:
    short, long = sorted((_folded(one), _folded(other)), key=len)
    return len(short) >= 2 and short in long


def _decided_by(item_name: str, data: ItemDetails) -> str:
    """What the item brings about: its result by name, else the item's own name without its verb."""
    if data.result_name:
        return data.result_name
    for ending in _ENDINGS:
        if item_name.endswith(ending):
            return item_name.removesuffix(ending)
    return ""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
