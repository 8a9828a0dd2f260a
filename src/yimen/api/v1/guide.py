"""A guide as data: what is published, with its unit and source; what is not is null."""

from typing import Any

from ninja import Schema
from pydantic import Field

from yimen.rules.catalog import APPLY_WAY_LABELS, AUTHORITY_LABELS, ApplyWay, Authority, Family
from yimen.rules.deadlines import Limit, Unit
from yimen.rules.errors import N_
from yimen.rules.orgs import LEVEL_LABELS, Level
from yimen.usecases.catalog.guide_words import spoken_limit
from yimen.usecases.catalog.queries import Guide

_NOT_PUBLISHED = N_("未公布")


class TimeLimit(Schema):
    """A time limit; a number without its unit means nothing."""

    amount: int = Field(description="当场办结的是 0")
    unit: Unit = Field(description="WORKDAYS 工作日，NATURAL_DAYS 自然日(含周末)，INSTANT 当场")
    words: str


class ItemMaterial(Schema):
    """A paper to bring."""

    key: int = Field(description="在这个事项材料清单里的序号，收件时用它指材料")
    name: str
    required: bool
    verified: bool = Field(description="false：没有公布的清单可以核对，以窗口答复为准")


class ItemStep(Schema):
    """A step of the way."""

    code: str
    label: str
    level: Level = Field(description="由哪一级做")
    level_label: str
    words: str = Field(description="用大白话说这一步")


class ItemReviewPoint(Schema):
    """What a reviewer must look at, one by one."""

    number: int = Field(description="审查时用它指这一点")
    text: str
    source: str = Field(description="依据")


class ItemGuide(Schema):
    """Everything that is known of an item."""

    code: str
    version: int = Field(description="事项的第几版；已经收的件按收件时的版本办")
    name: str
    short_name: str
    department: str
    type_label: str
    family: Family
    family_label: str
    levels: list[Level]
    apply_way: ApplyWay
    apply_way_label: str
    apply_url: str | None = Field(description="到省市平台办的，那里的地址")
    takes_prefiling: bool = Field(description="现在能不能在网上向 place 的乡镇预申请")
    place_name: str | None = Field(description="place 的名称；没有指定地方是 null")
    authority: Authority = Field(description="凭什么权力决定")
    authority_label: str
    authority_source: str | None
    decided_in_name_of: str | None = Field(description="决定以谁的名义作出；没有指定地方或没有核实是 null")
    statutory_limit: TimeLimit | None
    promised_limit: TimeLimit | None
    limit_words: str = Field(description="给人看的时限；都没有公布时是 未公布")
    fee_words: str | None = Field(description="收费的规定和条款，没有公布的是 null")
    materials: list[ItemMaterial]
    materials_words: str = Field(description="给人看的一句；没有公布清单时是 未公布")
    not_needed_words: str | None = Field(description="什么情况根本不用办")
    steps: list[ItemStep]
    review_points: list[ItemReviewPoint] = Field(description="审查人员要逐点核对的")
    basis: list[str]
    rights_words: str | None = Field(description="对决定不服怎么办")
    sensitive: bool = Field(description="涉及困难救助等：名单、短信、文书里不写明事由")
    unverified: bool = Field(description="有没有哪一部分尚未核实，见 source_words")
    source_words: str | None


def tell_guide(guide: Guide) -> dict[str, Any]:
    """The guide for `ItemGuide`."""
    facts = guide.facts
    return {
        "code": guide.code,
        "version": guide.version_number,
        "name": guide.full_name,
        "short_name": guide.name,
        "department": guide.department,
        "type_label": guide.kind_label,
        "family": facts.family,
        "family_label": guide.family_label,
        "levels": facts.levels,
        "apply_way": guide.way,
        "apply_way_label": APPLY_WAY_LABELS[guide.way],
        "apply_url": guide.apply_url or None,
        "takes_prefiling": guide.takes_prefiling,
        "place_name": guide.place.full_name if guide.place else None,
        "authority": facts.authority,
        "authority_label": AUTHORITY_LABELS[facts.authority],
        "authority_source": facts.authority_source or None,
        "decided_in_name_of": guide.decided_in_name_of or None,
        "statutory_limit": _limit(facts.statutory),
        "promised_limit": _limit(facts.promised),
        "limit_words": guide.strip.time or _NOT_PUBLISHED,
        "fee_words": guide.fee_words or None,
        "materials": [_material(guide, place) for place in range(len(guide.materials))],
        "materials_words": guide.strip.bring or _NOT_PUBLISHED,
        "not_needed_words": guide.not_needed or None,
        "steps": [_step(guide, place) for place in range(len(guide.steps))],
        "review_points": [
            {"number": number, "text": point.text, "source": point.source}
            for number, point in enumerate(guide.review_points, start=1)
        ],
        "basis": guide.basis,
        "rights_words": guide.rights_words or None,
        "sensitive": guide.sensitive,
        "unverified": guide.unverified,
        "source_words": guide.source_words or None,
    }


def _limit(limit: Limit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    return {"amount": limit.amount, "unit": limit.unit, "words": spoken_limit(limit)}


def _material(guide: Guide, place: int) -> dict[str, Any]:
    material = guide.facts.materials[place]
    return {
        "key": material.order,
        "name": material.name,
        "required": material.required,
        "verified": material.verified,
    }


def _step(guide: Guide, place: int) -> dict[str, Any]:
    step = guide.facts.steps[place]
    return {
        "code": step.code,
        "label": step.label,
        "level": step.level,
        "level_label": LEVEL_LABELS[step.level],
        "words": guide.steps[place].words,
    }
