"""Answers that are the same for everybody: a caller that has one already is told so in few bytes."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def with_etag(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a good answer an ETag over its bytes; whoever sends it back in If-None-Match gets 304.

    Callers and proxies may keep the answer, and ask each time whether it still holds.
    """

    @wraps(view)
    def served(request: HttpRequest, **given: Any) -> HttpResponse:
        answer = view(request, **given)
        if answer.status_code != 200:
            return answer
        etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = "public, no-cache"
        same = get_conditional_response(request, etag=etag, response=answer)
        return answer if same is None else same

    return served
