"""What colleagues leave for each other: notes on a case, and the wordings that a post keeps."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, CaseNote, OpinionTemplate
from yimen.rules.access import Actor, may, require
from yimen.rules.cases import ACT_LABELS, Act

_NOTES = 50  # newest first; older ones are told by the timeline and the journal


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """A note among colleagues."""

    author: str
    at: dt.datetime
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateView:
    """A wording that the reader's post keeps for an act."""

    id: UUID
    act: Act
    act_label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ColleaguesView:
    """What colleagues left on a case, what the reader may add or give back, and their own wordings."""

    notes: tuple[NoteView, ...]
    can_note: bool
    can_give_back: bool
    templates: tuple[TemplateView, ...]


def read_colleagues(case: Case, actor: Actor) -> ColleaguesView:
    """The part of the case page that is among colleagues: two statements."""
    has_it = case.assignee_id is not None and case.assignee_id == actor.post_id
    return ColleaguesView(
        notes=read_notes(case),
        can_note=may(actor, "cases.add_note"),
        can_give_back=has_it and may(actor, "cases.unassign"),
        templates=read_templates(actor),
    )


def read_notes(case: Case) -> tuple[NoteView, ...]:
    """The notes of a case, newest first: one statement."""
    rows = CaseNote.objects.filter(county_code=case.county_code, case=case).order_by("-at", "-id")
    return tuple(NoteView(author=row.author_name, at=row.at, text=row.text) for row in rows[:_NOTES])


def read_templates(actor: Actor) -> tuple[TemplateView, ...]:
    """The wordings of the actor's post for all acts, the oldest first: one statement, none without a post."""
    if actor.post_id is None:
        return ()
    rows = OpinionTemplate.objects.filter(county_code=actor.county_code, post_id=actor.post_id)
    return tuple(
        TemplateView(id=row.pk, act=Act(row.act), act_label=ACT_LABELS[Act(row.act)], text=row.text)
        for row in rows.order_by("act", "saved_at", "id")
    )


def list_opinion_templates(*, actor: Actor) -> tuple[TemplateView, ...]:
    """The wordings of one's own post, for the page on which they are dropped."""
    require(actor, "cases.save_opinion_template")
    return read_templates(actor)
