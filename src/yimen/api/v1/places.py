"""`/places`: the codes of places, from the province down to the village."""

from typing import Any

from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.caching import with_etag
from yimen.api.shared.callers import Anyone, CallRequest
from yimen.api.shared.types import Code
from yimen.rules.orgs import Level
from yimen.usecases.orgs.queries import list_regions_under

router = Router(tags=["places"])


class PlaceFound(Schema):
    """A place in a list."""

    code: str = Field(description="12 位区划代码，收件时用村的代码")
    name: str = Field(description="区划表上的名称")
    short_name: str = Field(description="平常的叫法，如 东关村")
    level: Level


class PlaceList(Schema):
    """Places of one level."""

    results: list[PlaceFound]


class PlacesAsked(Schema):
    """Below which place."""

    under: Code = Field("", description="上一级的区划代码，如 130921100000；不填列出省")


@router.get(
    "",
    auth=Anyone("catalog.read_guide"),
    response=answers({200: PlaceList, 304: None}, 404, 422),
    operation_id="list_places",
    summary="查区划",
)
@decorate_view(with_etag)
def list_places(request: CallRequest, asked: Query[PlacesAsked]) -> dict[str, Any]:  # noqa: ARG001 - the same for everybody
    """一个地方的下一级：县下面的乡镇(街道)，乡镇下面的村(社区)。回答带 ETag。"""
    found = list_regions_under(asked.under)
    return {
        "results": [
            {"code": each.code, "name": each.name, "short_name": each.short_name, "level": each.level}
            for each in found
        ]
    }
