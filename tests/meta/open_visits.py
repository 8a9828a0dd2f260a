"""Visits of what places publish: lists, zone pages, sheets for the wall."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.cases.journey import PNG
from tests.usecases.catalog.adjusting.walks import listed_twice
from tests.usecases.catalog.test_partners import added
from tests.world import CLERK, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.data.catalog.models import Hanging, PartnerService
from yimen.usecases.documents.hanging import Photo, record_hanging

_A_DAY_AGO = NOW - timedelta(days=1)


def _listed(name: str, *more: object) -> Callable[[Crowd], str]:
    """A page of the township, which has published two editions of its list."""

    def url(_: Crowd) -> str:
        listed_twice()
        return reverse(name, args=[TOWNSHIP, *more] if name != "manage:hanging" else [])

    return url


def _listed_photo(crowd: Crowd) -> str:
    """Whoever goes round with a camera; the lists are out."""
    _listed("portal:list")(crowd)
    return reverse("desk:hang_by_photo")


def _hung_photo(crowd: Crowd) -> str:
    """The photo of the first edition on the wall."""
    _listed("portal:list")(crowd)
    row = Hanging.objects.filter(unit_code=TOWNSHIP).first()
    if row is not None:
        return reverse("desk:hung_photo", args=[row.pk])
    done = record_hanging(
        actor=CLERK,
        now=NOW,
        unit_code=TOWNSHIP,
        number=1,
        spot="大厅公示栏",
        hung_on=_A_DAY_AGO.date(),
        photo=Photo(name="墙.png", content=PNG, true_size=len(PNG)),
    )
    return reverse("desk:hung_photo", args=[done.hanging_id])


def _service() -> UUID:
    row = PartnerService.objects.first()
    return row.pk if row is not None else added()


def _services(_: Crowd) -> str:
    _service()
    return reverse("manage:services")


VISITS = {
    "manage:services": (Visit(url=_services, who=COUNTY_OFFICER),),
    # opened without a form, it leads back to the register
    "manage:end_service": (
        Visit(url=lambda _: reverse("manage:end_service", args=[_service()]), who=COUNTY_OFFICER, status=302),
    ),
    "desk:hang_by_photo": (Visit(url=_listed_photo, who=CLERK),),
    "desk:hang": (Visit(url=_listed("desk:hang", 2), who=CLERK),),
    "desk:hung_photo": (Visit(url=_hung_photo, who=CLERK),),
    "manage:hanging": (
        Visit(url=_listed("manage:hanging"), who=COUNTY_OFFICER, grows=True),
        Visit(url=lambda _: reverse("manage:hanging") + "?choice=TO_CHANGE", who=CLERK),
    ),
    "portal:list": (
        Visit(url=_listed("portal:list")),
        Visit(url=lambda crowd: _listed("portal:list")(crowd) + "?q=砍树&by=department"),
    ),
    "portal:edition": (
        Visit(url=_listed("portal:edition", 2)),
        Visit(url=_listed("portal:edition", 1)),
    ),
    "portal:zone": (Visit(url=_listed("portal:zone")),),
    "portal:wall_list": (Visit(url=_listed("portal:wall_list", 1)),),
    "portal:poster": (Visit(url=_listed("portal:poster")),),
}
