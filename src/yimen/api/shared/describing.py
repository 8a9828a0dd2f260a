"""Completes what ninja knows of the types to a description that a stranger can work with: OpenAPI 3.1."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from yimen.http.problems import MEDIA_TYPE, TITLES
from yimen.rules.access import GRANTS, PARTY_LABELS, POST_ROLES, NotAllowed, NotFound, Party
from yimen.rules.people import TooManyAttempts
from yimen.usecases.shared.acting import KeyUsedOtherwise

Described = dict[str, Any]

TAGS: Mapping[str, str] = {
    "me": "这个密钥是谁：每个程序的第一次调用。",
    "items": "事项：按平常说法找到，看办事指南。不用密钥。",
    "places": "区划代码：从省到村。不用密钥。",
    "cases": "办件：收件、查看、材料、文书。用岗位的密钥。",
    "acts": "办理：每一步一个地址，岗位能做的都在这里。",
    "oversight": "审批与监管衔接：转给本部门监管的决定，确认、退回、登记首次检查。用监管部门的密钥。",
    "files": "文件：先上传，办理时用它的键。",
    "verification": "文书真伪：按编号和查验码，或者拿文件。不用密钥。",
    "webhooks": "通知：办件有变化时，系统主动告诉别的系统。",
    "openapi": "这份说明本身。",
}

# Of parameters that say nothing of themselves where they are declared.
_PARAMETER_WORDS: Mapping[str, str] = {
    "case_no": "办件编号，如 130921-2026-100-000001",
    "code": "事项编码，如 CZ0010",
    "paper_id": "文书的标识，见办件的 papers",
    "file_id": "文件的标识，见办件的 materials",
    "state": "只要这个状态的",
    "light": "只要这种时限灯的",
    "referral_id": "转来监管的一件的标识，见 GET /oversight",
    "subscription_id": "订阅的编号，见 GET /webhooks",
}

_INTRODUCTION = """乡镇(街道)、村(社区)政务服务系统的接口。

- **密钥就是岗位**：请求头写 `Authorization: Bearer 密钥`。能做什么、看到什么，都和这个岗位一样；
  日志里记着是哪把密钥。
- **重发不会办两次**：写操作带 `Idempotency-Key`，断线后用同一个键、同样的内容重发，得到第一次的回答。
- **拒绝都有原因**：`application/problem+json`(RFC 9457)，`code` 给程序判断，不会变；
  `detail` 给人看；`field` 指出是哪一项。
- **时间**带时区，日期是北京时间的日期。没有公布的内容是 `null`，从不猜测。
"""

_TOO_OFTEN = TooManyAttempts(minutes=15)
_NO_TOKEN = "没有带接口密钥，或者密钥不对、已停用、已到期。请在请求头里写 Authorization: Bearer 密钥。"  # noqa: S105 - a sentence

# What each status means, and one refusal with it: a code and its sentence; a test asks for each of them.
REFUSALS: Mapping[int, tuple[str, str, str]] = {
    400: ("填写有误，或者请求读不出来", "api.not_read", "请求体读不出来：应当是 UTF-8 的 JSON。"),
    401: ("没有密钥，或者密钥不对、已停用、已到期", "api.no_token", _NO_TOKEN),
    403: (
        "这个岗位不能做这一步",
        NotAllowed.code,
        NotAllowed(role=PARTY_LABELS[Party.CLERK]).sentence(),
    ),
    404: ("没有，或者不在这个岗位的辖区和职责范围内：回答一样", NotFound.code, NotFound().sentence()),
    409: (
        "办件现在的状态不能做这一步，有人先办了，或者同一个 Idempotency-Key 带了别的内容",
        KeyUsedOtherwise.code,
        KeyUsedOtherwise().sentence(),
    ),
    413: ("太大", "request.too_long", "请求体太大，没有收下。JSON 请求不超过 1 MB。"),
    422: ("字段的类型、长度或取值不对", "api.unfit", "有 1 处填得不对：limit 不能小于 1"),
    429: ("太频繁，等一等再试", _TOO_OFTEN.code, _TOO_OFTEN.sentence()),
}
_UNFIT = {"field": "limit", "errors": [{"field": "limit", "detail": "不能小于 1"}]}


def complete(description: Described, *, examples: Traversable, grants: Mapping[str, str]) -> Described:
    """The description with servers, tags, one security scheme, shared refusals and an example of each call.

    In the folder `examples`, `<operation_id>.json` or `<schema>.json` holds a `request` and a `response`;
    `grants` names the grant of an operation, from which follows who may call it.
    """
    description["info"]["description"] = _INTRODUCTION
    description["info"]["license"] = {"name": "MulanPSL-2.0", "identifier": "MulanPSL-2.0"}
    description["servers"] = [{"url": "/", "description": "本机构的一门"}]
    operations = list(_operations(description))
    description["tags"] = [{"name": tag, "description": words} for tag, words in TAGS.items()]
    for operation in operations:
        _share_refusals(operation)
        _name_security(operation)
        _name_parties(operation, grants.get(operation["operationId"], ""))
        _add_example(operation, examples)
        for parameter in operation["parameters"]:
            parameter.pop("examples", None)  # ninja copies the schema's list; here a map belongs
            parameter.setdefault("description", _PARAMETER_WORDS.get(parameter["name"], ""))
    components = description["components"]
    components["responses"] = {_name_of(status): _refusal(status) for status in REFUSALS}
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "岗位的密钥，用 `yimen token add` 发；演示用 `yimen demo tokens`。",
        }
    }
    return description


def _operations(description: Described) -> Iterator[Described]:
    for methods in description["paths"].values():
        yield from (each for each in methods.values() if "responses" in each)


def _share_refusals(operation: Described) -> None:
    """Refusals by reference; what needs no token is never refused for one."""
    is_open = "security" not in operation
    told: Described = {}
    for status, answer in sorted(operation["responses"].items(), key=lambda each: int(each[0])):
        number = int(status)
        if is_open and number in {401, 403}:
            continue
        if number in REFUSALS and answer.get("content"):
            answer = {"$ref": f"#/components/responses/{_name_of(number)}"}  # noqa: PLW2901 - the shared one
        told[str(number)] = answer
    operation["responses"] = told


def _name_security(operation: Described) -> None:
    operation["security"] = [{"token": []}] if "security" in operation else []


def _name_parties(operation: Described, grant: str) -> None:
    """Who may call it, as data and in words."""
    if not operation["security"] or not grant:
        return
    parties = [party for party in Party if party in GRANTS[grant] and party in POST_ROLES]
    everyone = len(parties) == len(POST_ROLES)
    words = "所有岗位" if everyone else "、".join(PARTY_LABELS[party] for party in parties)
    operation["x-who-may"] = [party.value for party in parties]
    operation["description"] = f"{operation.get('description', '')}\n\n谁能办：{words}。".strip()


def _add_example(operation: Described, folder: Traversable) -> None:
    """Of the call itself, else of what it answers with: many calls share one shape."""
    own = _read(folder, operation["operationId"])
    body = operation.get("requestBody")
    if body is not None and "request" in own:
        _show(body, own["request"])
    for status, answer in operation["responses"].items():
        if status.startswith("2") and "content" in answer:
            shown = own or _read(folder, _shape_of(answer))
            if "response" in shown:
                _show(answer, shown["response"])


def _read(folder: Traversable, name: str) -> Described:
    file = folder.joinpath(f"{name}.json")
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _shape_of(answer: Described) -> str:
    schemas = (media.get("schema", {}) for media in answer["content"].values())
    return next((str(schema["$ref"]).rpartition("/")[2] for schema in schemas if "$ref" in schema), "")


def _show(part: Described, value: Any) -> None:
    for media in part["content"].values():
        if "examples" not in media:
            media["example"] = value


def _name_of(status: int) -> str:
    return TITLES[status].replace(" ", "")


def _refusal(status: int) -> Described:
    words, code, detail = REFUSALS[status]
    example: Described = {
        "type": f"urn:yimen:{code}",
        "title": TITLES[status],
        "status": status,
        "code": code,
        "detail": detail,
        "instance": "urn:yimen:request:4f1d2c3b5a697887",
    }
    if status == 422:
        example |= _UNFIT
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}
