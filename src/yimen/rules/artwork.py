"""What is written on a plaque and around a seal, and the measures of the drawings that their makers get.

Plaque: the scheme's task 3. Seal: its task 9 (round, as large as the organ's own seal, with the words
XX县XX乡(镇、街道)审批服务专用章) and 国发〔1999〕25号 (a township's seal measures 42 mm, a star in its
middle, 宋体, the county's name first).
"""

from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.region_names import STYLE_2020, STYLE_2022

PLAQUE_MM = (600, 400)
SEAL_MM = 42
SEAL_BELOW = "审批服务专用章"
MOST_SEAL_SIGNS = 23
_SECOND_LINES = (STYLE_2020.center, STYLE_2020.station, STYLE_2022.center, STYLE_2022.station)
_GOVERNMENT = ("人民政府", "办事处")


class Artwork(StrEnum):
    """What can be drawn for a place; the seal and the cards are of a center only."""

    PLAQUE = "PLAQUE"
    SEAL = "SEAL"
    CARDS = "CARDS"
    INSTITUTIONS = "INSTITUTIONS"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return ARTWORK_LABELS[self]


ARTWORK_LABELS: dict[Artwork, str] = {
    Artwork.PLAQUE: N_("牌匾图样"),
    Artwork.SEAL: N_("审批服务专用章刻制图样"),
    Artwork.CARDS: N_("工作牌"),
    Artwork.INSTITUTIONS: N_("上墙制度"),
}
CENTER_ONLY = frozenset({Artwork.SEAL, Artwork.CARDS})


class SealWordsTooLong(RuleViolation):
    """More signs than can be read around a seal of 42 mm."""

    code = "places.seal_words_too_long"
    template = N_("印章文字“{words}”有 {length} 个字，超过 {most} 个，请与刻制单位商定排法。")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaqueWords:
    """The two lines of a plaque: the place, black and above; what it is, red, large and in the middle."""

    first: str
    second: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SealWords:
    """The words of a seal: the name runs around, what it is for stands below the star."""

    around: str
    below: str

    @property
    def whole(self) -> str:
        """All of it as it is read."""
        return self.around + self.below


def plaque_words(point_name: str) -> PlaqueWords:
    """The name of a center or station in two lines; a name of another pattern stands whole on the second."""
    for second in _SECOND_LINES:
        if point_name.endswith(second) and point_name != second:
            return PlaqueWords(first=point_name.removesuffix(second), second=second)
    return PlaqueWords(first="", second=point_name)


def seal_words(government_name: str) -> SealWords:
    """The words of the approval seal of the government in whose name a township acts (沧县旧州镇人民政府).

    Refuses more than 23 signs (`SealWordsTooLong`): the longest name of 沧州 has just as many.
    """
    around = government_name
    for ending in _GOVERNMENT:
        around = around.removesuffix(ending)
    words = SealWords(around=around, below=SEAL_BELOW)
    if len(words.whole) > MOST_SEAL_SIGNS:
        raise SealWordsTooLong(words=words.whole, length=len(words.whole), most=MOST_SEAL_SIGNS)
    return words
