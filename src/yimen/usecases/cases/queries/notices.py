"""The one-time notices of a case as the desk shows them, and the step that can be taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, CaseNotice, CaseStep
from yimen.rules.access import Actor, may
from yimen.rules.case_notices import NOTICE_KIND_LABELS, NoticeKind
from yimen.rules.case_undo import can_undo
from yimen.rules.cases import ACT_LABELS
from yimen.usecases.cases.undoing import last_step_of


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLine:
    """One material of a notice; `is_new` when it could have been asked at the first."""

    id: UUID
    name: str
    why: str
    standard: str
    is_new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeView:
    """One notice: what it asked, when, by whom, and whether it was answered."""

    order: int
    kind: NoticeKind
    kind_label: str
    issued_at: dt.datetime
    issuer: str
    answered_at: dt.datetime | None
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoView:
    """The step that this actor may take back."""

    step: int
    label: str


def read_notice_views(case: Case) -> tuple[NoticeView, ...]:
    """All notices of a case, the first one first: one statement."""
    rows = CaseNotice.objects.filter(county_code=case.county_code, case=case)
    return tuple(_view(row) for row in rows.select_related("post__account").order_by("order"))


def find_undo(steps: Sequence[CaseStep], actor: Actor) -> UndoView | None:
    """The actor's own last step, if nothing has left the house with it."""
    last = last_step_of(steps)
    if last is None or not may(actor, "cases.undo") or not can_undo(last, actor.post_id):
        return None
    return UndoView(step=last.order, label=ACT_LABELS[last.act])


def _view(row: CaseNotice) -> NoticeView:
    kind = NoticeKind(row.kind)
    return NoticeView(
        order=row.order,
        kind=kind,
        kind_label=NOTICE_KIND_LABELS[kind],
        issued_at=row.issued_at,
        issuer=row.post.account.name if row.post else "",
        answered_at=row.answered_at,
        lines=tuple(
            NoticeLine(
                id=UUID(str(each["material_id"])),
                name=str(each["name"]),
                why=str(each["why"]),
                standard=str(each["standard"]),
                is_new=each["kind"] == NoticeKind.NEWLY_ASKED.value,
            )
            for each in row.materials
        ),
    )
