"""Turns an ordinary refusal into a designed page with its sentence; bugs into an honest 500."""

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yimen.http.problems import is_api_call, problem
from yimen.http.refusals import STATUS, sentence_of
from yimen.http.request_id import current_request_id
from yimen.rules.access import PUBLIC
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.hosting.outages import Outage, outage_of
from yimen.web.shared.first_pages import first_page


def refused(request: HttpRequest, refusal: RuleViolation) -> HttpResponse:
    """The page for a refusal that no form took up."""
    status = STATUS[refusal.refusal]
    template = f"errors/{status}.html"
    context = {
        "sentence": sentence_of(refusal),
        "fresh_url": request.path if request.method != "POST" else "",
    }
    return render(request, template, _ground(request) | context, status=status)


def _ground(request: HttpRequest) -> dict[str, str]:
    """What to quote, and for staff their own first page; asks the database nothing.

    A fault may come before it is known who asks.
    """
    actor = getattr(request, "actor", PUBLIC)
    home_url = first_page(actor.party) if actor.is_staff else ""
    return {"request_id": current_request_id(), "home_url": home_url}


class RefusalMiddleware:
    """Catches `RuleViolation` out of views; everything else stays a bug."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an ordinary refusal with its page."""
        if isinstance(exception, RuleViolation):
            return refused(request, exception)
        return None


def _answer(request: HttpRequest, status: int, code: str, sentence: str, *, page: int = 0) -> HttpResponse:
    """A designed page for a person, a problem document for a program."""
    if is_api_call(request):
        return problem(status, code, sentence)
    context = _ground(request) | {"sentence": sentence}
    return render(request, f"errors/{page or status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The designed page for what Django itself refuses to read: far too long, or broken on the way."""
    if isinstance(exception, RequestDataTooBig):
        sentence = gettext("填写的内容太长了，没有收下。请返回上一页删短一些，再提交。")
        return _answer(request, 413, "request.too_long", sentence, page=400)
    sentence = gettext("送来的内容不完整，可能是网络断了。请返回上一页再试一次。")
    return _answer(request, 400, "request.broken", sentence)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The designed 403."""
    return _answer(request, 403, "request.forbidden", gettext("您没有打开这一页的权限。"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The designed 404."""
    return _answer(request, 404, "request.not_found", gettext("没有这一页，网址可能抄错了。"))


_OUTAGES: dict[Outage, tuple[int, str, str]] = {
    Outage.DATABASE: (
        503,
        "server.away",
        N_("数据库暂时连不上，很快就好。不知道办成没有，请用同一个 Idempotency-Key 再试。"),
    ),
    Outage.ROOM: (507, "server.no_room", N_("服务器的磁盘满了，这一步没有办成。腾出空间以后请再试一次。")),
}
_AGAIN_SECONDS = "10"


def server_error(request: HttpRequest) -> HttpResponse:
    """The designed 500, which says what to quote when calling; 503 and 507 when the fault is an outage."""
    outage = outage_of(sys.exc_info()[1])
    if outage is not None:
        return _out_of_order(request, *_OUTAGES[outage])
    if is_api_call(request):
        return problem(
            500, "server.error", gettext("系统出错了，已经记录。请稍后再试，仍不行请报上请求编号。")
        )
    return render(request, "errors/500.html", _ground(request), status=500)


def _out_of_order(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    """What is away comes back by itself: when to ask again stands in a header."""
    if is_api_call(request):
        answer: HttpResponse = problem(status, code, gettext(sentence))
    else:
        answer = render(request, f"errors/{status}.html", _ground(request), status=status)
    answer.headers["Retry-After"] = _AGAIN_SECONDS
    return answer
