"""Photos of a place: what they show, whether one was used before, whether it was taken there.

Source: the scheme's 三(五), which hands 形式主义、弄虚作假 to the authorities. Nothing here is a finding, it
is only pointed out to whoever checks on the spot.
"""

from collections.abc import Iterable
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from yimen.rules.errors import N_

# Of 64 marks of light and dark so many may differ when a picture was only saved anew (our own choice).
MOST_UNLIKE = 4
# A telephone in a village is right to some ten metres: farther than this a person should look (our choice).
FAR_METRES = 500
_EARTH_METRES = 6_371_000
# So many stations with just one area, and so large a part of those known, look copied (our choice).
_LEAST_ALIKE = 6
_MOST_OF_THEM = 0.6


class PhotoSubject(StrEnum):
    """What a photo is taken of: the standards that it speaks for follow from it."""

    PLAQUE = "PLAQUE"
    MARK = "MARK"
    ROOM = "ROOM"
    EQUIPMENT = "EQUIPMENT"
    ZONE = "ZONE"
    STAFF_BOARD = "STAFF_BOARD"
    INSTITUTIONS = "INSTITUTIONS"
    OTHER = "OTHER"


PHOTO_SUBJECT_LABELS: dict[PhotoSubject, str] = {
    PhotoSubject.PLAQUE: N_("牌匾"),
    PhotoSubject.MARK: N_("“河北政务服务”标识牌"),
    PhotoSubject.ROOM: N_("大厅和房屋"),
    PhotoSubject.EQUIPMENT: N_("设施"),
    PhotoSubject.ZONE: N_("政务公开专区"),
    PhotoSubject.STAFF_BOARD: N_("去向牌"),
    PhotoSubject.INSTITUTIONS: N_("墙上的制度"),
    PhotoSubject.OTHER: N_("其他"),
}

# The subject of a photo for the standards; the rest need no picture.
SHOWS: dict[PhotoSubject, tuple[str, ...]] = {
    PhotoSubject.PLAQUE: ("PLAQUE",),
    PhotoSubject.MARK: ("MARK",),
    PhotoSubject.ROOM: ("AREA", "OWN_ROOM", "ONE_DOOR"),
    PhotoSubject.EQUIPMENT: ("EQUIPMENT", "EXTRAS"),
    PhotoSubject.ZONE: ("ZONE",),
    PhotoSubject.STAFF_BOARD: ("STAFF_BOARD",),
    PhotoSubject.INSTITUTIONS: ("INSTITUTIONS",),
}


class Likeness(StrEnum):
    """How a photo resembles one that was there before."""

    SAME = "SAME"
    ALIKE = "ALIKE"


LIKENESS_LABELS: dict[Likeness, str] = {
    Likeness.SAME: N_("同一张照片"),
    Likeness.ALIKE: N_("看上去一样的照片"),
}


def metres_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The distance of two positions (north, east, in degrees) along the ground, in metres."""
    north, east = (radians(there[at] - here[at]) for at in (0, 1))
    half = sin(north / 2) ** 2 + cos(radians(here[0])) * cos(radians(there[0])) * sin(east / 2) ** 2
    return 2 * _EARTH_METRES * asin(sqrt(half))


def same_everywhere(areas: Iterable[float]) -> tuple[float, int] | None:
    """An area that most of the stations of a township share to the tenth, and how many; None if none does."""
    known = list(areas)
    counted = {area: known.count(area) for area in known}
    most = max(counted, key=lambda area: counted[area], default=0.0)
    count = counted.get(most, 0)
    return (most, count) if count >= _LEAST_ALIKE and count >= _MOST_OF_THEM * len(known) else None
