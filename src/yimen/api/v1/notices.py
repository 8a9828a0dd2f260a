"""The `webhooks` section of the description: what a neighbor system is sent (OpenAPI 3.1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from yimen.rules.cases import CaseState
from yimen.rules.catalog import Family
from yimen.rules.exchange import EVENT_LABELS

_SIGNED = {
    "webhook-id": "这个通知的编号，重发时不变：按它去重",
    "webhook-timestamp": "发出的时间，Unix 秒：差五分钟以上的不要收",
    "webhook-signature": "v1, 后面是 HMAC-SHA256 的 Base64，先核对它再信内容",
}
_EXAMPLE = {
    "id": "0b2f6c1e-0c43-5a0e-9a57-5d2b4f3f9b77",
    "type": "case.accepted",
    "timestamp": "2026-11-16T02:00:00+00:00",
    "data": {
        "seq": 3,
        "case_no": "130921-2026-100-000001",
        "state": "REVIEWING",
        "family": "PERMIT",
        "item_code": "CZ0010",
        "county_code": "130921",
        "township_code": "130921100000",
    },
}


class NoticeData(Schema):
    """Where the case stands; no name, no number of a person."""

    seq: int = Field(description="这一件的第几条记录：同一件以大的为新")
    case_no: str
    state: CaseState
    family: Family
    item_code: str
    county_code: str
    township_code: str


class TestData(Schema):
    """Of a notice that only tries the way (`webhook.test`)."""

    region_code: str


class CaseNotice(Schema):
    """Something happened with a case."""

    id: UUID
    type: str = Field(json_schema_extra={"enum": list(EVENT_LABELS)})
    timestamp: datetime
    data: NoticeData | TestData


def describe_notices() -> tuple[dict[str, Any], dict[str, Any]]:
    """The section, and the schemas that it names."""
    schema = CaseNotice.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = schema.pop("$defs") | {"CaseNotice": schema}
    body = {"schema": {"$ref": "#/components/schemas/CaseNotice"}, "example": _EXAMPLE}
    operation = {
        "operationId": "case_notice",
        "summary": "办件有变化",
        "description": "系统向订阅的地址发出，见 docs/use/api-webhooks.md。十秒内答复 2xx 才算收到。",
        "tags": ["webhooks"],
        "security": [],
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": True,
                "schema": {"type": "string"},
                "description": words,
            }
            for name, words in _SIGNED.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {"2XX": {"description": "收到了"}},
    }
    return {"case": {"post": operation}}, schemas


def _header(name: str, words: str) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": True,
        "schema": {"type": "string"},
        "description": words,
    }
