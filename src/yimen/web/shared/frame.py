"""What stands on every page: the place, who I am, large text, the sample mark, the demo's time."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from yimen.rules.access import PUBLIC, Actor, may
from yimen.usecases.hosting.clock import is_clock_moved
from yimen.web.shared.doors import doors_of

LARGE_TEXT_COOKIE = "yimen_large_text"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values; asks the database nothing."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    doors = doors_of(request, actor)
    return {
        "actor": None if actor is PUBLIC else actor,
        "place_name": actor.organ_name or gettext("沧州市政务服务"),
        "doors": doors.doors,
        "door_groups": doors.groups,
        "can_search": may(actor, "cases.read"),
        "home_url": doors.home_url,
        "sample": settings.ENV.demo,
        "demo_now": getattr(request, "now", None) if settings.ENV.demo and is_clock_moved() else None,
        "large_text": request.COOKIES.get(LARGE_TEXT_COOKIE) == "1",
    }
