"""The village that somebody chose on this device: a cookie with a region code, checked each time."""

from django.http import HttpRequest, HttpResponse

from yimen.rules.access import NotFound
from yimen.rules.orgs import BadRegionCode
from yimen.usecases.orgs.queries import Place, get_place

VILLAGE_COOKIE = "yimen_village"
_A_YEAR = 365 * 24 * 3600
_CODE_DIGITS = 12


def chosen_place(request: HttpRequest) -> Place | None:
    """The chosen township or village, or None when nothing, or nothing that exists, is chosen."""
    code = request.COOKIES.get(VILLAGE_COOKIE, "")
    return find_place(code)


def find_place(code: str) -> Place | None:
    """The township or village with this code, or None for anything else that may stand there."""
    try:
        return check_place(code)
    except NotFound:
        return None


def is_place_code(code: str) -> bool:
    """Whether a text can be the code of a place at all."""
    return len(code) == _CODE_DIGITS and code.isascii() and code.isdigit()


def check_place(code: str) -> Place:
    """The place with this code, at township or village level; refuses anything else (`NotFound`)."""
    if not is_place_code(code):
        raise NotFound(field="place")
    try:
        place = get_place(code)
    except BadRegionCode:
        raise NotFound(field="place") from None
    if not place.township_name:
        raise NotFound(field="place")
    return place


def remember(response: HttpResponse, code: str) -> None:
    """Keep the choice on this device for a year."""
    response.set_cookie(VILLAGE_COOKIE, code, max_age=_A_YEAR, httponly=True, samesite="Lax")
