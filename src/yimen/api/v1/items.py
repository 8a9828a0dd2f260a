"""`/items`: which items there are, found by what people call them, and the guide of one as data."""

from typing import Any

from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.caching import with_etag
from yimen.api.shared.callers import Anyone, CallRequest
from yimen.api.shared.types import Code, Line
from yimen.api.v1.guide import ItemGuide, tell_guide
from yimen.rules.calendar import beijing_date
from yimen.rules.catalog import ApplyWay, Family
from yimen.rules.orgs import Level
from yimen.usecases.catalog.queries import ItemHit, get_guide, list_items, search_items

router = Router(tags=["items"])


class ItemFound(Schema):
    """An item in a list."""

    code: str = Field(description="事项编码，收件时用它指事项")
    name: str = Field(description="清单上的正式名称")
    short_name: str = Field(description="页面上用的短名")
    family: Family = Field(description="走哪类办法：许可、给付与确认、即办、转办、其他")
    family_label: str
    type_label: str = Field(description="清单上的事项类型，如 行政许可")
    department: str = Field(description="业务主管部门")
    levels: list[Level] = Field(description="在哪几级办：VILLAGE 村(社区)，TOWNSHIP 乡镇(街道)")
    apply_way: ApplyWay
    apply_way_label: str
    limit_words: str | None = Field(description="时限，没有公布的是 null")
    heard: str | None = Field(description="查询里哪个平常说法指到了这个事项，没有是 null")


class ItemList(Schema):
    """Items, best first or by code."""

    results: list[ItemFound]
    next: str | None = Field(description="下一页的 cursor；没有下一页是 null")


class ItemsAsked(Schema):
    """What is looked for."""

    q: Line = Field("", description="平常怎么说就怎么写：砍树、低保、jiebing、ylbx")
    level: Level | None = Field(None, description="只要在这一级办的")
    limit: int = Field(20, ge=1, le=100, description="最多几条")
    cursor: Code = Field("", description="上一页的 next；带 q 时不分页，不用填")


class GuideAsked(Schema):
    """For which place."""

    place: Code = Field("", description="乡镇或村的 12 位区划代码：说到这个地方怎么办、以谁的名义决定")


@router.get(
    "",
    auth=Anyone("catalog.read_guide"),
    response=answers({200: ItemList, 304: None}, 422),
    operation_id="find_items",
    summary="找事项",
)
@decorate_view(with_etag)
def find_items(request: CallRequest, asked: Query[ItemsAsked]) -> dict[str, Any]:  # noqa: ARG001 - the same for everybody
    """带 `q` 按相关程度排列，最对的在最前，说不准的不给；不带 `q` 按编码列出全部事项，一页一页取。

    回答带 ETag：下次带上 If-None-Match，没有变化就回答 304，没有正文。
    """
    if asked.q.strip():
        hits = search_items(asked.q, asked.limit, level=asked.level)
        return {"results": [_tell(hit) for hit in hits if hit.sure], "next": None}
    found = list_items(after_code=asked.cursor, limit=asked.limit + 1, level=asked.level)
    page = found[: asked.limit]
    rest = page[-1].code if len(found) > asked.limit else None
    return {"results": [_tell(hit) for hit in page], "next": rest}


@router.get(
    "/{code}",
    auth=Anyone("catalog.read_guide"),
    response=answers({200: ItemGuide, 304: None}, 404, 422),
    operation_id="read_item",
    summary="看办事指南",
)
@decorate_view(with_etag)
def read_item(request: CallRequest, code: Code, asked: Query[GuideAsked]) -> dict[str, Any]:
    """一个事项的办事指南：材料、时限、费用、步骤、依据、权利。没有公布的一律是 null，不用猜。"""
    guide = get_guide(code, township_code=asked.place or None, today=beijing_date(request.now))
    return tell_guide(guide)


def _tell(hit: ItemHit) -> dict[str, Any]:
    return {
        "code": hit.code,
        "name": hit.name,
        "short_name": hit.short_name,
        "family": hit.family,
        "family_label": hit.family_label,
        "type_label": hit.type_label,
        "department": hit.department,
        "levels": [level for level in Level if level.value in hit.levels],
        "apply_way": hit.apply_way,
        "apply_way_label": hit.way_label,
        "limit_words": hit.limit_words or None,
        "heard": hit.spoken or None,
    }
