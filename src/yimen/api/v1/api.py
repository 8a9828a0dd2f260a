"""The API v1 put together: routers by noun, refusals as problem documents, its own description."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.decorators import decorate_view

from yimen.api.shared.answers import with_problem_media
from yimen.api.shared.caching import with_etag
from yimen.api.shared.callers import Anyone, Post
from yimen.api.shared.describing import complete
from yimen.api.shared.refusing import answer_refusals
from yimen.api.shared.rendering import ReadableRenderer
from yimen.api.v1 import cases, consents, items, me, oversight, places, uploads, verification, webhooks
from yimen.api.v1.handbook import show_handbook
from yimen.api.v1.notices import describe_notices

api = NinjaAPI(
    renderer=ReadableRenderer(),
    title="一门 Yimen API",
    version="1",
    description="乡镇(街道)、村(社区)政务服务系统的接口。每个密钥就是一个岗位：能做什么、看到什么，都和这个岗位一样。",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
)
answer_refusals(api)
api.add_router("/me", me.router)
api.add_router("/cases", cases.router)
api.add_router("/consents", consents.router)
api.add_router("/oversight", oversight.router)
api.add_router("/items", items.router)
api.add_router("/places", places.router)
api.add_router("/verification", verification.router)
api.add_router("/files", uploads.router)
api.add_router("/webhooks", webhooks.router)


@api.get(
    "/openapi.json",
    auth=Anyone("catalog.read_guide"),
    operation_id="read_openapi",
    summary="这份说明本身",
    tags=["openapi"],
)
@decorate_view(with_etag)
def read_openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """全部操作的 OpenAPI 3.1 说明，工具可以直接读。"""
    return HttpResponse(described(), content_type="application/json")


@cache
def described() -> bytes:
    """The description as it is sent; it is the same for as long as the process runs."""
    return json.dumps(describe(), ensure_ascii=False).encode()


@api.get("/", auth=Anyone("catalog.read_guide"), include_in_schema=False)
def read_handbook(request: HttpRequest) -> HttpResponse:
    """The description as a page for people."""
    return show_handbook(request, json.loads(described()))


def describe() -> dict[str, Any]:
    """The description as data, as it is committed in `docs/use/openapi.json`."""
    told = with_problem_media(dict(api.get_openapi_schema()))
    whole = complete(told, examples=files("yimen.api.v1") / "examples", grants=_grants())
    whole["webhooks"], schemas = describe_notices()
    whole["components"]["schemas"] |= schemas
    return whole


def _grants() -> dict[str, str]:
    """By operation, the grant that its door asks for; one for all acts has none."""
    found: dict[str, str] = {}
    for router in api._get_bound_routers():  # noqa: SLF001 - ninja has no other list of its operations
        for view in router.path_operations.values():
            for operation in view.operations:
                door = next(iter(operation.auth_callbacks), None)
                if operation.operation_id and isinstance(door, Post) and door.grant:
                    found[operation.operation_id] = door.grant
    return found
