"""The page on which somebody arrives after logging in, and to which the name in the head leads back."""

from django.urls import reverse

from yimen.rules.access import GRANTS, Party

_SUPERVISORS = frozenset({Party.COUNTY_OFFICER, Party.CITY_OFFICER})


def first_page(party: Party) -> str:
    """The map for those who answer for a county or a city, the worklist for those who work on cases.

    The village's own page for its proxy, what was handed to them for departments that supervise after an
    approval; others have no list yet and see who may do what.
    """
    if party in _SUPERVISORS:
        return reverse("supervise:home")
    if party in GRANTS["cases.read_village"]:
        return reverse("desk:village")
    if party in GRANTS["cases.read_oversight"]:
        return reverse("desk:oversight")
    return reverse("desk:worklist" if party in GRANTS["cases.read"] else "manage:grants")
