"""The file of one case as a review reads it: frozen facts of its steps, papers, notices and clocks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_states import Act, CaseState
from yimen.rules.deadlines import Limit
from yimen.rules.documents import PaperKind
from yimen.rules.items import Family
from yimen.rules.procedures import Step


@dataclass(frozen=True, kw_only=True, slots=True)
class StepFact:
    """A step that still holds: who, when, and what was found (plain values of the act)."""

    act: Act
    at: dt.datetime
    name: str
    post_id: str | None = None
    account_id: str | None = None
    findings: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperFact:
    """A paper of the case; `follows` says that the number before it in its series was given out."""

    kind: PaperKind
    number: str
    issued_at: dt.datetime
    is_made: bool = True
    follows: bool = True
    facts: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeFact:
    """A one-time notice: what it asked for, what could have been asked before, and when it was answered."""

    issued_at: dt.datetime
    answered_at: dt.datetime | None
    asked: tuple[str, ...]
    newly: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StopFact:
    """A stop of the clock with the five things that it must show."""

    ground: str
    basis: str
    document_no: str
    approver: str
    started_on: dt.date
    ended_on: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtensionFact:
    """An extension with its approver, its reason and the number of its notice."""

    document_no: str
    approver: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialFact:
    """A material and what the clerk found of it."""

    name: str
    required: bool
    passed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicityFact:
    """One round of posting in the village, with how many photos show its hanging and its removal."""

    days: int
    place: str
    posted_on: dt.date | None
    removed_on: dt.date | None
    posting_photos: int
    removal_photos: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFileFacts:
    """Everything that a review of a case file looks at; times are aware, dates are Beijing's.

    `calendar` counts the workdays; `sensitive` keeps names of materials out of the findings: they
    would tell the kind of the item.
    `parts` are the limits of the single steps, in the unit of `limit`, which binds them all.
    """

    calendar: WorkCalendar
    family: Family
    state: CaseState
    sensitive: bool
    identity_checked: bool
    received_at: dt.datetime
    came_at: dt.datetime
    accepted_on: dt.date | None
    promised_due: dt.date | None
    statutory_due: dt.date | None
    decided_at: dt.datetime | None
    delivery_due: dt.date | None
    delivered_at: dt.datetime | None
    closed_at: dt.datetime | None
    limit: Limit | None = None
    parts: tuple[int, ...] = ()
    flow: tuple[Step, ...] = ()
    steps: tuple[StepFact, ...] = ()
    papers: tuple[PaperFact, ...] = ()
    notices: tuple[NoticeFact, ...] = ()
    stops: tuple[StopFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    materials: tuple[MaterialFact, ...] = ()
    publicities: tuple[PublicityFact, ...] = ()

    def done(self, *acts: Act) -> tuple[StepFact, ...]:
        """The steps of these acts, oldest first."""
        return tuple(step for step in self.steps if step.act in acts)

    def of_kind(self, *kinds: PaperKind) -> tuple[PaperFact, ...]:
        """The papers of these kinds, oldest first."""
        return tuple(paper for paper in self.papers if paper.kind in kinds)

    def has_step(self, code: str) -> bool:
        """Whether the item's own procedure has this step."""
        return any(step.code == code for step in self.flow)

    def told(self, names: Iterable[str]) -> str:
        """Materials in words: by name, of a sensitive case only how many."""
        listed = tuple(names)
        return f"{len(listed)} 样材料" if self.sensitive else "、".join(listed)
