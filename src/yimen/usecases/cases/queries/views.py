"""The parts of which the pages about a case are made: plain frozen values."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.rules.case_forms import Verdict
from yimen.rules.cases import Act
from yimen.rules.deadlines import DueLight


@dataclass(frozen=True, kw_only=True, slots=True)
class FileView:
    """A file handed in with a material."""

    id: UUID
    name: str
    size: int
    size_words: str
    media_type: str

    @property
    def is_image(self) -> bool:
        """Whether a browser can show it as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialView:
    """A material of a case or draft; `id` is the id in the item's version, which verdicts name.

    `number` is its place in the item's list, by which other systems name it.
    """

    id: UUID
    name: str
    need: str
    is_required: bool
    words: str
    verdict: Verdict
    reason: str
    files: tuple[FileView, ...]
    to_counter: bool
    number: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockView:
    """One of the two clocks; `due` None: standing still, not started, or no limit (`limit` is empty).

    `words` stands where the date would, for a clock that will never have one of ours.
    """

    label: str
    limit: str
    due: dt.date | None
    left: str
    state: DueLight
    provisional: bool
    is_stopped: bool = False
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WhyLine:
    """One sentence of why a clock ends on its day."""

    date: dt.date | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StampView:
    """One use of the physical seal on a paper, and whether the stamped sheet was scanned back."""

    use_id: UUID
    copies: int
    has_scan: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperView:
    """A paper of a case; READY ones have a file to open."""

    id: UUID
    kind: str
    label: str
    number: str
    state: str
    issued_at: dt.datetime
    check_code: str
    needs_signing: bool
    stamps: tuple[StampView, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether its file can be opened by the reader of this view."""
        return self.state == "READY" and not self.needs_signing


@dataclass(frozen=True, kw_only=True, slots=True)
class EventView:
    """Something that happened to a case."""

    at: dt.datetime
    title: str
    who: str
    text: str
    paper_id: UUID | None = None
    paper_label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PointView:
    """A review point, numbered from 0 as `review` wants it."""

    id: int
    text: str
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingView:
    """What the reviewer found about a point."""

    text: str
    passed: bool
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewView:
    """The last review: advice, opinion, who and when, point by point."""

    advice: str
    opinion: str
    reviewer: str
    at: dt.datetime
    findings: tuple[FindingView, ...]
    near_relative: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceView:
    """A file that staff put to the case; `id` is the file's."""

    id: UUID
    label: str
    name: str
    at: dt.datetime
    is_image: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitView:
    """The last visit that still counts: the day, the two people, what the check gave, what was found."""

    visited_on: dt.date
    visitors: str
    household_check: str
    found: str
    photos: tuple[EvidenceView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionView:
    """An objection of a round; `number` counts from 1, an empty `handling` is still open."""

    number: int
    by: str
    text: str
    handling: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundView:
    """One round of posting; `earliest` is the first day on which it may be taken down.

    `is_current` tells the round that counts from those before the case was sent back.
    """

    order: int
    days: int
    place: str
    posted_on: dt.date | None
    last_day: dt.date | None
    earliest: dt.date | None
    removed_on: dt.date | None
    is_current: bool
    objections: tuple[ObjectionView, ...]
    photos: tuple[EvidenceView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ActView:
    """An act that this actor may do now."""

    act: Act
    label: str
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerView:
    """What the applicant filled in."""

    term: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ForwardingView:
    """What another system told of a forwarded case; before it is passed on, what would be filled in.

    `ask_on` is the day on which we ask the department, `suggested_ask_on` what the form proposes;
    `reminded_at` is when the case came on the list of the silent ones; `can_copy` whether this reader
    may open the copy sheet.
    """

    system: str
    number: str
    state: str
    result_label: str
    ask_on: dt.date | None
    suggested_ask_on: dt.date | None
    passed_on_at: dt.datetime | None
    reminded_at: dt.datetime | None
    can_copy: bool
