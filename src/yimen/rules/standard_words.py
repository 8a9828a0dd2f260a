"""The words of the standards: what is judged, what may be found, and the ground that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from yimen.rules.errors import N_
from yimen.rules.place_facts import KnownFact


class Standard(StrEnum):
    """One thing that a center or a station must have, in the order of the scheme's tasks."""

    AREA = "AREA"
    OWN_ROOM = "OWN_ROOM"
    PLAQUE = "PLAQUE"
    MARK = "MARK"
    ONE_DOOR = "ONE_DOOR"
    EQUIPMENT = "EQUIPMENT"
    EXTRAS = "EXTRAS"
    ZONE = "ZONE"
    STAFF_BOARD = "STAFF_BOARD"
    NETWORK = "NETWORK"
    INSTITUTIONS = "INSTITUTIONS"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return STANDARD_LABELS[self]


STANDARD_LABELS: dict[Standard, str] = {
    Standard.AREA: N_("面积达标"),
    Standard.OWN_ROOM: N_("专门固定用房"),
    Standard.PLAQUE: N_("统一牌匾"),
    Standard.MARK: N_("“河北政务服务”标识"),
    Standard.ONE_DOOR: N_("一站式大厅（一个窗口）"),
    Standard.EQUIPMENT: N_("应有设施"),
    Standard.EXTRAS: N_("鼓励设施"),
    Standard.ZONE: N_("政务公开专区的内容"),
    Standard.STAFF_BOARD: N_("工作人员去向牌"),
    Standard.NETWORK: N_("政务外网覆盖"),
    Standard.INSTITUTIONS: N_("八项制度上墙"),
}


class Strength(StrEnum):
    """How the scheme words a standard."""

    HARD = "HARD"
    SOFT = "SOFT"
    ENCOURAGED = "ENCOURAGED"


STRENGTH_LABELS: dict[Strength, str] = {
    Strength.HARD: N_("应当"),
    Strength.SOFT: N_("一般应当，可以说明"),
    Strength.ENCOURAGED: N_("鼓励，不作要求"),
}


class Verdict(StrEnum):
    """What is known of a place and a standard; where no row is kept it is UNKNOWN."""

    MET = "MET"
    EXPLAINED = "EXPLAINED"
    NOT_MET = "NOT_MET"
    LAPSED = "LAPSED"
    UNKNOWN = "UNKNOWN"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return VERDICT_LABELS[self]


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.MET: N_("达标"),
    Verdict.EXPLAINED: N_("已说明"),
    Verdict.NOT_MET: N_("不达标"),
    Verdict.LAPSED: N_("要重新核"),
    Verdict.UNKNOWN: N_("未采集"),
}


class Answer(StrEnum):
    """What the county says to an explanation of a soft threshold; one that waits for it holds meanwhile."""

    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    NOT_ACCEPTED = "NOT_ACCEPTED"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return ANSWER_LABELS[self]


ANSWER_LABELS: dict[Answer, str] = {
    Answer.WAITING: N_("县里还没有答复"),
    Answer.ACCEPTED: N_("县里认可"),
    Answer.NOT_ACCEPTED: N_("县里不认可"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why a soft threshold is missed, when that was said, and what the county says to it."""

    text: str
    given_at: datetime
    answer: Answer = Answer.WAITING
    answer_reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """All that verdicts of one place rest on."""

    is_center: bool
    name: str
    facts: Mapping[str, KnownFact] = field(default_factory=dict)
    moved_at: datetime | None = None
    explanations: Mapping[Standard, Explanation] = field(default_factory=dict)
    institutions: Mapping[str, int] = field(default_factory=dict)


# What one look at the ground says: sound, short, short of a soft threshold, true of another ground, unknown.
SOUND: Final = "SOUND"
SHORT: Final = "SHORT"
SOFTLY_SHORT: Final = "SOFTLY_SHORT"
OUTDATED: Final = "OUTDATED"
OPEN: Final = "OPEN"
Finding = Literal["SOUND", "SHORT", "SOFTLY_SHORT", "OUTDATED", "OPEN"]


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what it finds, in words, and by which facts."""

    finding: Finding
    words: str
    keys: tuple[str, ...] = ()
