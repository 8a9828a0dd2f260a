"""Turns an ordinary refusal into a designed page with its sentence; bugs into an honest 500."""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yimen.rules.errors import Refusal, RuleViolation
from yimen.web.shared.request_id import current_request_id

_log = logging.getLogger("yimen.web")

STATUS: dict[Refusal, int] = {
    Refusal.INVALID: 400,
    Refusal.FORBIDDEN: 403,
    Refusal.NOT_FOUND: 404,
    Refusal.CONFLICT: 409,
    Refusal.TOO_LARGE: 413,
    Refusal.TOO_MANY: 429,
}


def sentence_of(refusal: RuleViolation) -> str:
    """The refusal in the reader's language, its values filled in (labels among them translated)."""
    values = {name: gettext(v) if isinstance(v, str) and v else v for name, v in refusal.values.items()}
    return gettext(refusal.template).format(**values)


def refused(request: HttpRequest, refusal: RuleViolation) -> HttpResponse:
    """The page for a refusal that no form took up."""
    status = STATUS[refusal.refusal]
    template = f"errors/{status}.html"
    context = {
        "sentence": sentence_of(refusal),
        "request_id": current_request_id(),
        "fresh_url": request.path if request.method != "POST" else "",
    }
    return render(request, template, context, status=status)


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


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The designed page for what Django itself refuses to read: far too long, or broken on the way."""
    if isinstance(exception, RequestDataTooBig):
        sentence = gettext("填写的内容太长了，没有收下。请返回上一页删短一些，再提交。")
        context = {"sentence": sentence, "request_id": current_request_id()}
        return render(request, "errors/400.html", context, status=413)
    sentence = gettext("送来的内容不完整，可能是网络断了。请返回上一页再试一次。")
    return render(
        request, "errors/400.html", {"sentence": sentence, "request_id": current_request_id()}, status=400
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The designed 403."""
    context = {"sentence": gettext("您没有打开这一页的权限。"), "request_id": current_request_id()}
    return render(request, "errors/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The designed 404."""
    context = {"sentence": gettext("没有这一页，网址可能抄错了。"), "request_id": current_request_id()}
    return render(request, "errors/404.html", context, status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The designed answer to a form that did not come from our own page."""
    _log.warning("csrf refused: %s", reason)
    context = {
        "sentence": gettext("为了安全，这一页需要重新打开后再提交。请返回上一页刷新，您填的内容还在。"),
        "request_id": current_request_id(),
    }
    return render(request, "errors/403.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The designed 500; says what to quote when calling."""
    return render(request, "errors/500.html", {"request_id": current_request_id()}, status=500)
