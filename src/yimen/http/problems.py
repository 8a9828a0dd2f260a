"""A refusal as a problem document (RFC 9457): a stable code, a sentence, the field, the request's id."""

from django.http import HttpRequest, JsonResponse

from yimen.http.refusals import STATUS, sentence_of
from yimen.http.request_id import current_request_id
from yimen.rules.errors import RuleViolation

MEDIA_TYPE = "application/problem+json"
API_ROOT = "/api/"

TITLES: dict[int, str] = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
    507: "Insufficient Storage",
}


def is_api_call(request: HttpRequest) -> bool:
    """Whether the answer goes to a program: then nothing is answered with a page."""
    return request.path.startswith(API_ROOT)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    errors: list[dict[str, str]] | None = None,
    case_state: str | None = None,
) -> JsonResponse:
    """The answer for one refusal; `errors` names several fields at once, each with its sentence.

    `case_state` says where the case stands by now, for what came out of turn.
    """
    body: dict[str, object] = {
        "type": f"urn:yimen:{code}",
        "title": TITLES[status],
        "status": status,
        "code": code,
        "detail": detail,
        "instance": f"urn:yimen:request:{current_request_id()}",
    }
    if field is not None:
        body["field"] = field
    if errors:
        body["errors"] = errors
    if case_state is not None:
        body["case_state"] = case_state
    return JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def problem_of(refusal: RuleViolation) -> JsonResponse:
    """The answer for an ordinary refusal of an action or a query."""
    state = refusal.values.get("case_state")
    return problem(
        STATUS[refusal.refusal],
        refusal.code,
        sentence_of(refusal),
        field=refusal.field,
        case_state=None if state is None else str(state),
    )
