"""The description of the API as a page for people: every call with a line of curl to try it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Described = Mapping[str, Any]


def show_handbook(request: HttpRequest, description: Described) -> HttpResponse:
    """The page; drawn from the description alone, so it says what programs read."""
    calls = [
        (operation["tags"][0], _call(method, path, operation, description, request))
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    groups = [
        {
            "key": tag["name"],
            "title": tag["description"].partition("：")[0],
            "words": tag["description"].partition("：")[2] or tag["description"],
            "calls": [call for name, call in calls if name == tag["name"]],
        }
        for tag in description["tags"]
        if any(name == tag["name"] for name, _ in calls)
    ]
    return render(request, "api/handbook.html", {"groups": groups})


def _call(
    method: str, path: str, operation: Described, description: Described, request: HttpRequest
) -> dict[str, Any]:
    words = [_spoken(line) for line in operation["description"].split("\n\n")]
    return {
        "key": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "words": words,
        "needs_token": bool(operation["security"]),
        "parameters": [
            {"name": each["name"], "required": each["required"], "words": each.get("description", "")}
            for each in operation["parameters"]
        ],
        "curl": _curl(method, path, operation, request.build_absolute_uri("/")[:-1]),
        "answers": _answers(operation, description),
        "example": _answer_example(operation),
    }


def _spoken(line: str) -> list[tuple[str, bool]]:
    """Pieces of a line; every second one stood between backticks and is code."""
    return [(piece, place % 2 == 1) for place, piece in enumerate(line.replace("\n", "").split("`"))]


def _curl(method: str, path: str, operation: Described, base: str) -> str:
    shown = re.sub(r"{(\w+)}", lambda found: f"${found[1].upper()}", path)
    parts = [f'curl "{base}{shown}"']
    if operation["security"]:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        parts.append('-H "Content-Type: application/json"')
        if operation["security"]:
            parts.append('-H "Idempotency-Key: $(uuidgen)"')
        parts.append(f"-d '{json.dumps(_example(content['application/json']), ensure_ascii=False)}'")
    elif "multipart/form-data" in content:
        parts.append("-F file=@paper.pdf")
    elif method == "post":
        parts.append("-X POST")
    return " \\\n  ".join(parts)


def _example(media: Described) -> Any:
    if "example" in media:
        return media["example"]
    return next((each["value"] for each in media.get("examples", {}).values()), {})


def _answer_example(operation: Described) -> str:
    for status, answer in operation["responses"].items():
        media = answer.get("content", {}).get("application/json")
        if status.startswith("2") and media is not None and "example" in media:
            return json.dumps(media["example"], ensure_ascii=False, indent=2)
    return ""


def _answers(operation: Described, description: Described) -> list[dict[str, str]]:
    told = []
    for status, answer in operation["responses"].items():
        shared = answer.get("$ref", "").rpartition("/")[2]
        whole = description["components"]["responses"][shared] if shared else answer
        told.append({"status": status, "words": whole["description"]})
    return told
