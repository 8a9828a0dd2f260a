"""What the editor of items shows: the items of an office, one with its users, a draft with its difference."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.data.catalog.models import Adjustment, Delegation, ItemDraft, ItemVersion
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import OPEN_STATES, STANDING_LABELS, AdjustmentState, ItemChange, Standing
from yimen.rules.catalog import ItemType
from yimen.rules.delegations import WAY_LABELS, Way
from yimen.rules.item_contents import Difference, ItemContent, differences, from_plain
from yimen.usecases.catalog.adjusting.shell import county_of, writes_guidance
from yimen.usecases.catalog.contents import content_of
from yimen.usecases.catalog.lines import IN_FORCE

PAGE = 50
_MOST_USERS = 300
_MOST_OPEN = 20
_BLANK = ItemContent(name="", department="", item_type=ItemType.PUBLIC_SERVICE, levels="")


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeItem:
    """An item in the list of an office; `is_own` says that this office may change it."""

    code: str
    name: str
    department: str
    type_label: str
    is_everywhere: bool
    is_own: bool
    number: int
    standing_label: str
    published_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeItems:
    """One page of items and the code after which the next begins; "" for the last."""

    rows: tuple[OfficeItem, ...]
    next_after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenAdjustment:
    """A change of the lists that can still be written to."""

    adjustment_id: UUID
    title: str
    has_draft: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemUser:
    """A unit on whose list the item stands, and how it does it."""

    unit_name: str
    way_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemPage:
    """An item as its office sees it: what holds, who uses it, where it is being changed."""

    row: OfficeItem
    content: ItemContent
    users: tuple[ItemUser, ...]
    user_count: int
    open_adjustments: tuple[OpenAdjustment, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Editing:
    """One item in one adjustment: its content as drafted, else as it holds, and what differs between both."""

    adjustment_id: UUID
    adjustment_title: str
    is_open: bool
    code: str
    draft_id: UUID | None
    change: ItemChange
    from_codes: tuple[str, ...]
    content: ItemContent
    differences: tuple[Difference, ...]


def list_office_items(*, actor: Actor, query: str = "", after: str = "") -> OfficeItems:
    """The items in force that bear on the actor's county, by code, a page after a code; one statement."""
    require(actor, "catalog.draft_items")
    rows = _in_force(actor).filter(item__code__gt=after)
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(item__code__iexact=query))
    found = list(rows.order_by("item__code")[: PAGE + 1])
    return OfficeItems(
        rows=tuple(_row(each, actor) for each in found[:PAGE]),
        next_after=found[PAGE - 1].item.code if len(found) > PAGE else "",
    )


def _in_force(actor: Actor) -> QuerySet[ItemVersion]:
    mine = Q(item__owner_code="") | Q(item__owner_code=county_of(actor))
    return ItemVersion.objects.select_related("item").filter(mine, superseded_at=None)


def _row(version: ItemVersion, actor: Actor) -> OfficeItem:
    owner = version.item.owner_code
    return OfficeItem(
        code=version.item.code,
        name=version.short_name,
        department=version.item.department,
        type_label=version.type_label,
        is_everywhere=not owner,
        is_own=writes_guidance(actor) if not owner else owner == county_of(actor),
        number=version.number,
        standing_label=STANDING_LABELS[Standing(version.standing)],
        published_at=version.published_at,
    )


def get_item_page(*, actor: Actor, item_code: str) -> ItemPage:
    """An item of the office with its users in the county; refuses an unknown one (`NotFound`).

    Seven statements.
    """
    require(actor, "catalog.draft_items")
    version = _in_force(actor).filter(item__code=item_code).first()
    if version is None:
        raise NotFound(field="item_code")
    lines = Delegation.objects.filter(IN_FORCE, county_code=county_of(actor), item=version.item_id)
    shown = list(lines.order_by("unit_code")[:_MOST_USERS])
    names = dict(
        Region.objects.filter(code__in=lines.values("unit_code"), valid_to=None).values_list("code", "name")
    )
    return ItemPage(
        row=_row(version, actor),
        content=content_of(version),
        users=tuple(
            ItemUser(unit_name=names.get(line.unit_code, line.unit_code), way_label=WAY_LABELS[Way(line.way)])
            for line in shown
        ),
        user_count=lines.count(),
        open_adjustments=_open_adjustments(actor, version.item_id),
    )


def _open_adjustments(actor: Actor, item_id: UUID) -> tuple[OpenAdjustment, ...]:
    rows = Adjustment.objects.filter(
        county_code=county_of(actor), state__in=[state.value for state in OPEN_STATES]
    )
    newest = list(rows.order_by("-created_at", "-id")[:_MOST_OPEN])
    drafts = ItemDraft.objects.filter(adjustment__in=rows.values("pk"), item=item_id)
    drafted = set(drafts.values_list("adjustment_id", flat=True))
    return tuple(
        OpenAdjustment(adjustment_id=row.pk, title=row.title, has_draft=row.pk in drafted) for row in newest
    )


def get_editing(
    *, actor: Actor, adjustment_id: UUID, item_code: str = "", draft_id: UUID | None = None
) -> Editing:
    """One item in an adjustment of the office, or a new one where no code is given; at most five statements.

    A draft id that is not there yet begins with a blank item. Refuses an unknown adjustment or item
    (`NotFound`).
    """
    require(actor, "catalog.draft_items")
    adjustment = Adjustment.objects.filter(county_code=county_of(actor), pk=adjustment_id).first()
    if adjustment is None:
        raise NotFound(field="adjustment_id")
    version = _in_force(actor).filter(item__code=item_code).first() if item_code else None
    if item_code and version is None:
        raise NotFound(field="item_code")
    draft = _draft(adjustment, version, draft_id)
    before = content_of(version) if version is not None else None
    content = from_plain(draft.content) if draft is not None and draft.content else before or _BLANK
    return Editing(
        adjustment_id=adjustment.pk,
        adjustment_title=adjustment.title,
        is_open=AdjustmentState(adjustment.state) in OPEN_STATES,
        code=item_code,
        draft_id=draft.pk if draft is not None else None,
        change=_change_of(draft, item_code),
        from_codes=tuple(draft.from_codes) if draft is not None and draft.content else (),
        content=content,
        differences=differences(before, content) if draft is not None else (),
    )


def _change_of(draft: ItemDraft | None, item_code: str) -> ItemChange:
    """What is being done: what the draft says as long as it has content, else added or altered."""
    if draft is not None and draft.content:
        return ItemChange(draft.kind)
    return ItemChange.ALTER if item_code else ItemChange.ADD


def _draft(adjustment: Adjustment, version: ItemVersion | None, draft_id: UUID | None) -> ItemDraft | None:
    drafts = ItemDraft.objects.filter(adjustment=adjustment)
    if version is not None:
        return drafts.filter(item=version.item_id).first()
    return drafts.filter(pk=draft_id, item=None).first() if draft_id is not None else None
