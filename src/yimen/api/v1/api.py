"""The API v1 put together: routers by noun, refusals as problem documents, its own description."""

from importlib.resources import files
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI

from yimen.api.shared.answers import with_problem_media
from yimen.api.shared.callers import Anyone
from yimen.api.shared.describing import complete
from yimen.api.shared.refusing import answer_refusals
from yimen.api.shared.rendering import ReadableRenderer
from yimen.api.v1 import cases, items, me, places, uploads, verification, webhooks

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
def read_openapi(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the same for everybody
    """全部操作的 OpenAPI 3.1 说明，工具可以直接读。"""
    return JsonResponse(describe(), json_dumps_params={"ensure_ascii": False})


def describe() -> dict[str, Any]:
    """The description as data, as it is committed in `docs/use/openapi.json`."""
    told = with_problem_media(dict(api.get_openapi_schema()))
    return complete(told, examples=files("yimen.api.v1") / "examples")
