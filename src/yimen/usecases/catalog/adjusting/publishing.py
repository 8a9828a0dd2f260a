"""What publishing does: versions, lines and editions change at one moment, and what held before ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from yimen.data.catalog.models import Adjustment, Delegation, Item, ItemDraft, ItemVersion, Material
from yimen.rules.adjustments import AdjustmentState, ItemChange, Standing, standing_after
from yimen.rules.catalog import ItemType
from yimen.rules.delegations import Delegated, Way, check_delegated
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.item_contents import ItemContent, from_plain
from yimen.rules.orgs import Level, subtree_prefix
from yimen.usecases.catalog.adjusting.editions import publish_editions
from yimen.usecases.catalog.adjusting.planning import lines_in_force
from yimen.usecases.catalog.contents import content_values
from yimen.usecases.catalog.importing import CATALOGUE_LOCK, count_up, free_codes
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.catalog.versions import digest_of, reading_values
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON


class Overtaken(RuleViolation):
    """Another version was published since the draft was begun."""

    code = "catalog.draft_overtaken"
    template = N_("“{item}”在起草之后又公布过新的一版，请退回重新起草，免得把那次改动盖掉。")
    refusal = Refusal.CONFLICT


@dataclass(kw_only=True, slots=True)
class Published:
    """What an adjustment changed."""

    version_ids: list[UUID] = field(default_factory=list)
    lines: int = 0
    taken_back: int = 0
    editions: int = 0

    def facts(self) -> dict[str, JSON]:
        """For the journal."""
        return {
            "version_ids": [str(each) for each in self.version_ids],
            "delegations": self.lines,
            "taken_back": self.taken_back,
            "editions": self.editions,
        }


def apply_adjustment(adjustment: Adjustment, now: datetime) -> Published:
    """Make everything in the adjustment hold from now on; the caller has locked it and saves its state.

    One publishing at a time in the installation, so that numbers and editions go up one by one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CATALOGUE_LOCK])
    done = Published()
    altered, cancelled = _publish_items(adjustment, now, done)
    units = _publish_lines(adjustment, now, done)
    units |= units_offering(altered)
    _end_lines_of(cancelled, now)
    done.editions = publish_editions(units, adjustment, now)
    adjustment.state, adjustment.published_at = AdjustmentState.PUBLISHED.value, now
    count_up()
    return done


def units_offering(items: Iterable[UUID], below: str = "") -> set[str]:
    """The units on whose lists one of these items stands now, below this code."""
    rows = Delegation.objects.filter(
        IN_FORCE, unit_code__startswith=subtree_prefix(below) if below else "", item__in=list(items)
    )
    return set(rows.values_list("unit_code", flat=True).distinct())


def _publish_items(adjustment: Adjustment, now: datetime, done: Published) -> tuple[list[UUID], list[UUID]]:
    """New versions of the drafted items; the ids of those that held before, and of those that are no more."""
    drafts = list(
        ItemDraft.objects.select_related("item", "base")
        .filter(adjustment=adjustment)
        .order_by("saved_at", "id")
    )
    in_force = {
        row.item_id: row
        for row in ItemVersion.objects.select_related("item").filter(
            superseded_at=None, item__in=[draft.item_id for draft in drafts if draft.item_id]
        )
    }
    cancelled: list[UUID] = []
    codes = free_codes()
    for draft in drafts:
        former = in_force.get(draft.item_id) if draft.item_id else None
        if (former.pk if former else None) != draft.base_id:
            raise Overtaken(item=former.short_name if former else "")
        version = _publish_version(draft, former, adjustment, codes, now)
        done.version_ids.append(version.pk)
        if standing_after(ItemChange(draft.kind)) is Standing.CANCELLED:
            cancelled.append(version.item_id)
    return list(in_force), cancelled


def _publish_version(
    draft: ItemDraft,
    former: ItemVersion | None,
    adjustment: Adjustment,
    codes: Iterator[str],
    now: datetime,
) -> ItemVersion:
    change = ItemChange(draft.kind)
    said = {
        "change": change.value,
        "change_reason": adjustment.reason,
        "change_basis": adjustment.basis,
        "follows": draft.from_codes,
    }
    if not draft.content:
        return _restand(former, change, said, now)
    content = from_plain(draft.content)
    item = former.item if former else _new_item(draft, content, adjustment, next(codes), now)
    _name(item, content)
    values = content_values(content, former, change=change) | said
    if former is not None:
        ItemVersion.objects.filter(pk=former.pk).update(superseded_at=now)
    version = ItemVersion(
        id=new_id(now),
        item=item,
        number=former.number + 1 if former else 1,
        aliases=former.aliases if former else [],
        source_digest=digest_of(values, tuple(each.name for each in content.materials)),
        published_at=now,
        **values,
        **reading_values(str(values["short_name"])),
    )
    version.save(force_insert=True)
    Material.objects.bulk_create(
        Material(
            id=new_id(now),
            version=version,
            order=order,
            name=each.name[:200],
            required=each.required,
            verified=each.verified,
            details=dict(each.details),
        )
        for order, each in enumerate(content.materials, start=1)
    )
    return version


def _new_item(
    draft: ItemDraft, content: ItemContent, adjustment: Adjustment, code: str, now: datetime
) -> Item:
    """The identity of a new item: the county's own, or everywhere where the city's office adds it."""
    is_city = adjustment.county_code.endswith("00")
    item = Item(
        id=new_id(now),
        code=code,
        source_name=content.name,
        department=content.department,
        owner_code="" if is_city else adjustment.county_code,
    )
    item.save(force_insert=True)
    ItemDraft.objects.filter(pk=draft.pk).update(item=item)
    return item


def _name(item: Item, content: ItemContent) -> None:
    """A name may change, the identity stays."""
    item.source_name, item.department = content.name, content.department
    item.guidance, item.basic_code = content.guidance, content.basic_code
    item.save(update_fields=["source_name", "department", "guidance", "basic_code"])


_KEPT_OUT = frozenset({"id", "number", "published_at", "superseded_at", "standing"})


def _restand(
    former: ItemVersion | None, change: ItemChange, said: Mapping[str, object], now: datetime
) -> ItemVersion:
    """The same content under another standing, as a version of its own."""
    if former is None:
        raise Overtaken(item="")
    kept = ItemVersion.objects.values().get(pk=former.pk)
    values = {name: value for name, value in kept.items() if name not in _KEPT_OUT}
    materials = list(former.materials.order_by("order"))
    ItemVersion.objects.filter(pk=former.pk).update(superseded_at=now)
    version = ItemVersion(
        **(values | dict(said)),
        id=new_id(now),
        number=former.number + 1,
        standing=standing_after(change).value,
        published_at=now,
    )
    version.save(force_insert=True)
    for row in materials:
        row.pk, row.version = new_id(now), version
    Material.objects.bulk_create(materials)
    return version


def _publish_lines(adjustment: Adjustment, now: datetime, done: Published) -> set[str]:
    """The drafted lines hold from now, those that held for the same item and unit end; their units."""
    drafted = Delegation.objects.filter(adjustment=adjustment, published_at=None)
    drafts = list(drafted.select_related("item", "entrusting_organ"))
    _check_still_allowed(drafts)
    _end_lines_before(drafts, adjustment.county_code, now)
    drafted.filter(takes_back=True).update(published_at=now, ended_at=now)
    drafted.update(published_at=now, ended_at=None)
    done.taken_back = sum(row.takes_back for row in drafts)
    done.lines = len(drafts) - done.taken_back
    return {row.unit_code for row in drafts} | _units_below(drafts)


def _end_lines_before(drafts: Sequence[Delegation], county_code: str, now: datetime) -> None:
    """End what holds for the items and units of the drafts, each line with the words of its draft."""
    held = lines_in_force(county_code, {row.item_id for row in drafts}, {row.unit_code for row in drafts})
    ended: dict[tuple[str, str], list[UUID]] = {}
    for row in drafts:
        line = held.get((row.item_id, row.unit_code))
        if line is not None:
            ended.setdefault((row.open_cases, row.end_reason), []).append(line.pk)
    for (open_cases, reason), ids in ended.items():
        lines = Delegation.objects.filter(pk__in=ids, county_code=county_code)
        lines.update(ended_at=now, open_cases=open_cases, end_reason=reason)


def _units_below(drafts: Sequence[Delegation]) -> set[str]:
    """The units whose own lines for these items read otherwise, because a level above them changed."""
    found: set[str] = set()
    above = [row for row in drafts if row.level != Level.VILLAGE.value]
    for unit_code in {row.unit_code for row in above}:
        found |= units_offering([row.item_id for row in above if row.unit_code == unit_code], unit_code)
    return found


def _check_still_allowed(drafts: Sequence[Delegation]) -> None:
    """Refuse lines that a version published since they were drafted no longer allows."""
    versions = {
        row.item_id: row
        for row in ItemVersion.objects.select_related("item").filter(
            superseded_at=None, item__in={row.item_id for row in drafts}
        )
    }
    seen: set[tuple[UUID, str]] = set()
    for row in drafts:
        key = (row.item_id, f"{row.level} {row.way} {row.entrusting_organ_id} {row.basis} {row.notice}")
        if row.takes_back or key in seen:
            continue
        seen.add(key)
        version = versions[row.item_id]
        if version.standing != Standing.ACTIVE.value:
            raise NoMoreOffered(item=version.short_name)
        check_delegated(
            Delegated(
                way=Way(row.way),
                level=Level(row.level),
                item=version.short_name,
                item_type=ItemType(version.item_type),
                department=version.item.department,
                has_entrusting_organ=row.entrusting_organ_id is not None,
                basis=row.basis,
                notice=row.notice,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
        )


class NoMoreOffered(RuleViolation):
    """The item was suspended or cancelled since the line was drafted."""

    code = "catalog.item_not_active"
    template = N_("“{item}”已经暂停或者取消，不能再授权。请把它从这次调整里去掉。")
    refusal = Refusal.CONFLICT


def _end_lines_of(items: Iterable[UUID], now: datetime) -> None:
    """A cancelled item leaves every list."""
    rows = Delegation.objects.filter(IN_FORCE, item__in=list(items))
    rows.update(ended_at=now)
