"""What an operation says it may answer: its own shape, and the problem documents that it shares."""

from collections.abc import Iterable
from typing import Any

from ninja import Schema
from pydantic import Field

from yimen.http.problems import MEDIA_TYPE
from yimen.rules.cases import CaseState


class FieldFault(Schema):
    """One field that does not fit."""

    field: str
    detail: str


class Problem(Schema):
    """Why a call was refused (RFC 9457); `code` is stable, `detail` is for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str
    field: str | None = None
    errors: list[FieldFault] = Field(default_factory=list)
    case_state: CaseState | None = Field(None, description="办件现在的状态，做晚了一步时才有")


# What any call can meet: a body that cannot be read, no token, too many calls.
_ANY = (400, 401, 403, 429)
_WORDS: dict[int, str] = {
    200: "成功",
    201: "已建立",
    202: "还在制作，稍后再取",
    400: "填写有误，或者请求读不出来",
    401: "没有密钥，或者密钥不对、已停用、已到期",
    403: "这个岗位不能做这一步",
    404: "没有这个办件或内容，或者不在这个岗位的辖区和职责范围内",
    409: "办件现在的状态不能做这一步，有人先办了，或者同一个 Idempotency-Key 带了别的内容",
    413: "太大",
    422: "字段的类型、长度或取值不对",
    429: "太频繁",
}


def answers(good: dict[int, Any], *statuses: int) -> dict[Any, Any]:
    """The `response=` of an operation: what it gives, and the refusals that it may meet besides `_ANY`."""
    return {**good, frozenset({*_ANY, *statuses}): Problem}


READS = (404, 422)
ACTS = (404, 409, 413, 422)


def with_problem_media(description: dict[str, Any]) -> dict[str, Any]:
    """The description with refusals under their own media type and every status in words."""
    for operation in _operations(description):
        for status, answer in operation.get("responses", {}).items():
            answer["description"] = _WORDS.get(int(status), answer.get("description", ""))
            content = answer.get("content", {})
            if int(status) >= 400 and "application/json" in content:
                answer["content"] = {MEDIA_TYPE: content["application/json"]}
    return description


def _operations(description: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for methods in description.get("paths", {}).values():
        yield from (each for each in methods.values() if isinstance(each, dict) and "responses" in each)
