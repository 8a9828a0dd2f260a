"""Photos of a place: what they show, and whether one was used before."""

from enum import StrEnum

from yimen.rules.errors import N_

# Of 64 marks of light and dark so many may differ when a picture was only saved anew (our own choice).
MOST_UNLIKE = 4


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
