"""Visits of what places publish: lists, zone pages, sheets for the wall."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import NOW, TOWNSHIP
from yimen.data.catalog.models import ListEdition

_A_DAY_AGO = NOW - timedelta(days=1)


def _listed(name: str, *more: object) -> Callable[[Crowd], str]:
    """A page of the township, which has published two editions of its list."""

    def url(_: Crowd) -> str:
        if not ListEdition.objects.filter(unit_code=TOWNSHIP).exists():
            published(now=_A_DAY_AGO)
            publish(in_review(drafted(order(promised="4"))), now=NOW)
        return reverse(name, args=[TOWNSHIP, *more])

    return url


VISITS = {
    "portal:list": (Visit(url=_listed("portal:list")),),
    "portal:edition": (
        Visit(url=_listed("portal:edition", 2)),
        Visit(url=_listed("portal:edition", 1)),
    ),
    "portal:zone": (Visit(url=_listed("portal:zone")),),
    "portal:wall_list": (Visit(url=_listed("portal:wall_list", 1)),),
    "portal:poster": (Visit(url=_listed("portal:poster")),),
}
