"""Questions about adjustments: those of a county, and one with everything in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Subquery

from yimen.data.catalog.models import Adjustment, Delegation, ItemDraft, ListEdition, Material
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import ADJUSTMENT_STATE_LABELS, ITEM_CHANGE_LABELS, AdjustmentState, ItemChange
from yimen.rules.delegations import WAY_LABELS, Way
from yimen.rules.item_contents import Difference, differences, from_plain
from yimen.rules.orgs import Level
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.contents import content_of

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class AdjustmentRow:
    """One adjustment in a list."""

    adjustment_id: UUID
    title: str
    state: AdjustmentState
    state_label: str
    author: str
    created_at: datetime
    effective_on: date | None
    published_at: datetime | None
    is_own: bool
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftView:
    """One drafted item: what happens to it, and what changes field by field."""

    draft_id: UUID
    item_code: str
    name: str
    change: ItemChange
    change_label: str
    from_codes: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineGroup:
    """The drafted lines of one item under one way: how many units, and the first of them by code."""

    item_code: str
    item_name: str
    way: Way
    way_label: str
    takes_back: bool
    townships: int
    villages: int
    county: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AdjustmentPage:
    """An adjustment with its drafts; at most `PAGE` items are shown with their differences."""

    row: AdjustmentRow
    reason: str
    basis: str
    review_note: str
    reviewer: str
    drafts: tuple[DraftView, ...]
    draft_count: int
    groups: tuple[LineGroup, ...]
    line_count: int
    unit_count: int
    edition_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AdjustmentList:
    """One page of adjustments and the key of the next."""

    rows: tuple[AdjustmentRow, ...]
    next_key: UUID | None


def list_adjustments(*, actor: Actor, after: UUID | None = None) -> AdjustmentList:
    """The adjustments of the actor's county, the newest first, a page that begins after one; one statement.

    An `after` that is none of theirs gives an empty page.
    """
    require(actor, "catalog.read_adjustments")
    rows = _of(actor).select_related("author")
    if after is not None:
        begun = Subquery(_of(actor).filter(pk=after).values("created_at")[:1])
        rows = rows.filter(Q(created_at__lt=begun) | Q(created_at=begun, id__lt=after))
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    return AdjustmentList(
        rows=tuple(_row(each, actor) for each in found[:PAGE]),
        next_key=found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def _of(actor: Actor) -> QuerySet[Adjustment]:
    return Adjustment.objects.filter(county_code=county_of(actor))


def _row(row: Adjustment, actor: Actor) -> AdjustmentRow:
    state = AdjustmentState(row.state)
    return AdjustmentRow(
        adjustment_id=row.pk,
        title=row.title,
        state=state,
        state_label=ADJUSTMENT_STATE_LABELS[state],
        author=row.author.name,
        created_at=row.created_at,
        effective_on=row.effective_on,
        published_at=row.published_at,
        is_own=row.author_id == actor.account_id,
        sample=row.sample,
    )


def get_adjustment(*, actor: Actor, adjustment_id: UUID) -> AdjustmentPage:
    """One adjustment of the county with what is in it; `NotFound` for another's. Six statements."""
    require(actor, "catalog.read_adjustments")
    row = _of(actor).select_related("author", "reviewer").filter(pk=adjustment_id).first()
    if row is None:
        raise NotFound
    drafts = ItemDraft.objects.filter(adjustment=row)
    groups = _groups(row)
    return AdjustmentPage(
        row=_row(row, actor),
        reason=row.reason,
        basis=row.basis,
        review_note=row.review_note,
        reviewer=row.reviewer.name if row.reviewer else "",
        drafts=_drafts(drafts),
        draft_count=drafts.count(),
        groups=groups,
        line_count=sum(each.townships + each.villages + each.county for each in groups),
        unit_count=Delegation.objects.filter(adjustment=row).values("unit_code").distinct().count(),
        edition_count=ListEdition.objects.filter(adjustment=row).count(),
    )


def get_adjustment_title(*, actor: Actor, adjustment_id: UUID) -> str:
    """What an adjustment of the county is called; `NotFound` for another's. One statement."""
    require(actor, "catalog.read_adjustments")
    title = _of(actor).filter(pk=adjustment_id).values_list("title", flat=True).first()
    if title is None:
        raise NotFound
    return title


def _drafts(drafts: QuerySet[ItemDraft]) -> tuple[DraftView, ...]:
    shown = list(drafts.select_related("item", "base__item").order_by("saved_at", "id")[:PAGE])
    materials: dict[UUID | None, list[Material]] = {}
    bases = [each.base_id for each in shown if each.base_id]
    for material in Material.objects.filter(version__in=bases).order_by("version_id", "order"):
        materials.setdefault(material.version_id, []).append(material)
    return tuple(_draft(each, materials) for each in shown)


def _draft(draft: ItemDraft, materials: Mapping[UUID | None, Sequence[Material]]) -> DraftView:
    change = ItemChange(draft.kind)
    before = content_of(draft.base, tuple(materials.get(draft.base_id, ()))) if draft.base else None
    after = from_plain(draft.content) if draft.content else None
    name = after.name if after else before.name if before else ""
    return DraftView(
        draft_id=draft.pk,
        item_code=draft.item.code if draft.item else "",
        name=name,
        change=change,
        change_label=ITEM_CHANGE_LABELS[change],
        from_codes=tuple(draft.from_codes),
        differences=differences(before, after) if after else (),
    )


def _groups(row: Adjustment) -> tuple[LineGroup, ...]:
    """The lines by item and way, counted by level in one statement."""
    found = (
        Delegation.objects.filter(adjustment=row)
        .values("item__code", "item__source_name", "way", "takes_back")
        .annotate(
            townships=Count("id", filter=Q(level=Level.TOWNSHIP.value)),
            villages=Count("id", filter=Q(level=Level.VILLAGE.value)),
            county=Count("id", filter=Q(level=Level.COUNTY.value)),
        )
        .order_by("item__code", "way", "takes_back")
    )
    return tuple(
        LineGroup(
            item_code=each["item__code"],
            item_name=each["item__source_name"],
            way=Way(each["way"]),
            way_label=WAY_LABELS[Way(each["way"])],
            takes_back=each["takes_back"],
            townships=each["townships"],
            villages=each["villages"],
            county=bool(each["county"]),
        )
        for each in found
    )
