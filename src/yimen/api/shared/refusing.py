"""Everything that a call can be refused with, as problem documents; only bugs become a 500."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yimen.api.shared.types import UNREADABLE
from yimen.http.problems import problem, problem_of
from yimen.rules.cases import Act
from yimen.rules.errors import N_, RuleViolation

# What pydantic finds, in the words of the house; anything else is said to be of the wrong form.
_WORDS: Mapping[str, str] = {
    "missing": N_("缺少这一项"),
    "string_too_long": N_("太长，最多 {max_length} 个字"),
    "string_too_short": N_("太短，至少 {min_length} 个字"),
    "string_type": N_("应当是文字"),
    "int_type": N_("应当是整数"),
    "int_parsing": N_("应当是整数"),
    "bool_type": N_("应当是 true 或 false"),
    "bool_parsing": N_("应当是 true 或 false"),
    "list_type": N_("应当是列表"),
    "dict_type": N_("应当是对象"),
    "enum": N_("只能是：{expected}"),
    "literal_error": N_("只能是：{expected}"),
    "uuid_parsing": N_("应当是 UUID"),
    "date_from_datetime_parsing": N_("应当是日期，如 2026-12-01"),
    "date_parsing": N_("应当是日期，如 2026-12-01"),
    "extra_forbidden": N_("没有这一项"),
    "json_invalid": N_("不是有效的 JSON"),
    "string_unicode": N_("有不能显示的字符，请删去后重新输入"),
    UNREADABLE: N_("有不能显示的字符，请删去后重新输入"),
    "union_tag_invalid": N_("只能是：{expected_tags}"),
    "string_pattern_mismatch": N_("写法不对"),
    "less_than_equal": N_("不能大于 {le}"),
    "greater_than_equal": N_("不能小于 {ge}"),
    "too_long": N_("太多，最多 {max_length} 个"),
}
_PLACES = frozenset({"body", "query", "path", "header", "form", "file"})
_OURS = frozenset({"payload", "given", "asked", "printed"})  # names of our parameters, not of the caller's


def answer_refusals(api: NinjaAPI) -> None:
    """Teach the API to refuse in words: our own refusals, a missing token, what does not fit the schema."""

    @api.exception_handler(RuleViolation)
    def _refused(request: HttpRequest, refusal: RuleViolation) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        return problem_of(refusal)

    @api.exception_handler(AuthenticationError)
    def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        sentence = gettext(
            "没有带接口密钥，或者密钥不对、已停用、已到期。请在请求头里写 Authorization: Bearer 密钥。"
        )
        answer = problem(401, "api.no_token", sentence)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="yimen"'
        return answer

    @api.exception_handler(ValidationError)
    def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        faults = [_fault(each) for each in error.errors]
        sentence = gettext("有 {n} 处填得不对：{first}").format(n=len(faults), first=_first(faults))
        return problem(422, "api.unfit", sentence, field=faults[0]["field"] or None, errors=faults)

    @api.exception_handler(RequestDataTooBig)
    def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        return problem(413, "request.too_long", gettext("请求体太大，没有收下。JSON 请求不超过 1 MB。"))

    @api.exception_handler(HttpError)
    def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        return problem(400, "api.not_read", gettext("请求体读不出来：应当是 UTF-8 的 JSON。"))

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 - ninja's signature
        return problem(
            404, "access.not_found", gettext("没有找到。它可能不存在，或者不在您的辖区和职责范围内。")
        )


def _fault(error: Mapping[str, object]) -> dict[str, str]:
    location = error.get("loc")
    parts = [str(part) for part in location] if isinstance(location, Sequence) else []
    if parts and parts[0] in _PLACES:
        parts = parts[1:]
    if parts and parts[0] in _OURS:
        parts = parts[1:]
    if len(parts) > 1 and parts[0] in Act.__members__:  # which of several shapes was meant
        parts = parts[1:]
    if error.get("type") == "union_tag_invalid":
        parts = ["act"]
    template = _WORDS.get(str(error.get("type", "")), N_("格式不对"))
    context = error.get("ctx")
    values = context if isinstance(context, Mapping) else {}
    return {"field": ".".join(parts), "detail": gettext(template).format_map(_Blank(values))}


class _Blank(dict[str, object]):
    """Values of which a sentence may miss some."""

    def __missing__(self, key: str) -> str:
        return ""


def _first(faults: Sequence[Mapping[str, str]]) -> str:
    first = faults[0]
    return f"{first['field']} {first['detail']}" if first["field"] else first["detail"]
