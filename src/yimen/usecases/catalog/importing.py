"""Taking in a file of items: new items get a code for good, changed rows become a new version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from uuid import UUID

from django.db import connection

from yimen.data.catalog.models import CatalogueState, Item, ItemVersion, Material
from yimen.rules.catalog import ItemRow, ItemsPlan, PlannedItem, plan_items
from yimen.rules.item_kinds import Need
from yimen.rules.tables import Finding
from yimen.usecases.catalog.adjusted import left_alone, read_adjusted
from yimen.usecases.catalog.authorities import KnownAuthority, authority_of
from yimen.usecases.catalog.known_details import KnownDetails, details_of
from yimen.usecases.catalog.procedures import KnownProcedure, procedure_of
from yimen.usecases.catalog.sources import unverified_parts
from yimen.usecases.catalog.versions import digest_of, reading_values, version_values
from yimen.usecases.orgs.findings import RowsRefused, count_errors, plain_findings
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import JSON, Record

CATALOGUE_LOCK = 7_262_013
_BATCH = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tables:
    """What is known of items beside their rows, by item name."""

    authorities: Mapping[str, KnownAuthority]
    procedures: Mapping[str, KnownProcedure]
    synonyms: Mapping[str, Sequence[str]]
    details: Mapping[str, KnownDetails]


@dataclass(kw_only=True, slots=True)
class _Change:
    """What the file makes of the catalogue."""

    items: list[Item] = field(default_factory=list)
    superseded: list[ItemVersion] = field(default_factory=list)
    versions: list[ItemVersion] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    realiased: list[ItemVersion] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[Finding] = field(default_factory=list)
    kept: set[UUID] = field(default_factory=set)


def apply_items(
    rows: Sequence[ItemRow],
    *,
    authorities: Mapping[str, KnownAuthority],
    procedures: Mapping[str, KnownProcedure],
    synonyms: Mapping[str, Sequence[str]],
    details: Mapping[str, KnownDetails],
    county_code: str,
    partial: bool,
    now: datetime,
) -> Outcome:
    """Publish the items of a file and count the catalogue's version up; all or nothing.

    Refuses (`RowsRefused`) a file with an error in any row unless `partial` leaves these rows
    out. An item that the file lacks stays in force and is named; one that an adjustment has published
    stays as that made it, and the row that says otherwise is named too. Nothing changed: nothing is
    written and nothing is journaled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CATALOGUE_LOCK])
    plan = plan_items(rows)
    if plan.has_errors and not partial:
        raise RowsRefused(plan.findings)
    stored = {(item.source_name, item.department): item for item in Item.objects.filter(owner_code="")}
    tables = _Tables(authorities=authorities, procedures=procedures, synonyms=synonyms, details=details)
    change = _compare(plan, stored, tables, now)
    _write(change, now)
    answer = _answer(plan, change, stored)
    if not change.versions and not change.realiased:
        return Outcome(answer=answer, record=None)
    record = Record(
        county_code=county_code,
        subject_type="catalogue",
        subject_id=fixed_id("catalogue"),
        act="catalog.import_items",
        facts={
            **{name: answer[name] for name in ("created", "updated", "unchanged", "refused")},
            "version_ids": [str(version.pk) for version in change.versions],
        },
    )
    return Outcome(answer=answer, record=record)


def _compare(
    plan: ItemsPlan, stored: Mapping[tuple[str, str], Item], tables: _Tables, now: datetime
) -> _Change:
    rows = ItemVersion.objects.select_related("item").prefetch_related("materials")
    in_force = {version.item_id: version for version in rows.filter(superseded_at=None)}
    adjusted = read_adjusted()
    change = _Change()
    codes = free_codes()
    for planned in plan.items:
        department = planned.department[:60]
        item = stored.get((planned.name, department)) or adjusted.find(planned)
        if item is None:
            item = Item(id=new_id(now), code=next(codes), source_name=planned.name, department=department)
            change.items.append(item)
        values = version_values(
            planned, authority_of(planned, tables.authorities), procedure_of(planned, tables.procedures)
        )
        if item.pk in adjusted.titles:
            change.kept.add(item.pk)
            said = left_alone(planned, in_force[item.pk], values, adjusted.titles[item.pk])
            change.left_alone += [said] if said else []
            change.unchanged += 1
            continue
        known = details_of(planned, tables.details)
        aliases = aliases_of(planned, tables.synonyms)
        digest = digest_of(values, planned.materials, known.to_json())
        former = in_force.get(item.pk)
        if former is not None and former.source_digest == digest:
            change.unchanged += 1
            if former.aliases != aliases:
                former.aliases = aliases
                change.realiased.append(former)
            continue
        if former is not None:
            former.superseded_at = now
            change.superseded.append(former)
        version = ItemVersion(
            id=new_id(now),
            item=item,
            number=former.number + 1 if former is not None else 1,
            aliases=aliases,
            source_digest=digest,
            published_at=now,
            details=known.details.to_json() or (former.details if former is not None else {}),
            **values,
            **reading_values(planned.short_name),
        )
        change.versions.append(version)
        change.materials.extend(_materials(version, planned, known, now))
    _keep_details(change)
    return change


def free_codes() -> Iterator[str]:
    """Codes of ours that no item has, one after another; the caller holds the catalogue's lock."""
    codes = Item.objects.filter(code__startswith="CZ").values_list("code", flat=True)
    for number in count(max((int(code[2:]) for code in codes), default=0) + 1):
        yield f"CZ{number:04d}"


def _keep_details(change: _Change) -> None:
    """What clerks wrote about a material stays with it when its row changes; one statement."""
    ended = {former.pk: former.item_id for former in change.superseded}
    rows = Material.objects.filter(version__in=ended).exclude(details={})
    written = {(ended[row.version_id], row.name): row.details for row in rows} if ended else {}
    for material in change.materials:
        material.details = material.details or written.get((material.version.item_id, material.name), {})


_MUST = frozenset({None, Need.REQUIRED})  # nobody said otherwise, or somebody said so


def _materials(
    version: ItemVersion, planned: PlannedItem, known: KnownDetails, now: datetime
) -> list[Material]:
    verified = "materials" not in unverified_parts(planned.source)
    return [
        Material(
            id=new_id(now),
            version=version,
            order=order,
            name=name[:200],
            required=name not in known.materials or known.materials[name].need in _MUST,
            verified=verified,
            details=known.materials[name].to_json() if name in known.materials else {},
        )
        for order, name in enumerate(planned.materials, start=1)
    ]


def aliases_of(planned: PlannedItem, synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    """The colloquial words that lead to an item, in the order of their table.

    A word leads to every item in whose name one of its target words stands.
    """
    names = (planned.name, planned.short_name, planned.plain_name)
    return [
        word
        for word, targets in synonyms.items()
        if any(target in name for target in targets for name in names)
    ]


def _write(change: _Change, now: datetime) -> None:
    Item.objects.bulk_create(change.items, batch_size=_BATCH)
    # The former versions end first: only one version of an item may be in force.
    ItemVersion.objects.filter(pk__in=[v.pk for v in change.superseded]).update(superseded_at=now)
    ItemVersion.objects.bulk_create(change.versions, batch_size=_BATCH)
    Material.objects.bulk_create(change.materials, batch_size=_BATCH)
    ItemVersion.objects.bulk_update(change.realiased, ["aliases"], batch_size=500)
    if change.versions or change.realiased:
        count_up()


def count_up() -> None:
    """Tell every process that the catalogue changed; the row stays locked until the transaction ends."""
    CatalogueState.objects.bulk_create([CatalogueState(id=1, version=0)], ignore_conflicts=True)
    state = CatalogueState.objects.select_for_update().get(pk=1)
    CatalogueState.objects.filter(pk=1).update(version=state.version + 1)


def _answer(plan: ItemsPlan, change: _Change, stored: Mapping[tuple[str, str], Item]) -> dict[str, JSON]:
    listed = {(planned.name, planned.department[:60]) for planned in plan.items}
    missing: list[JSON] = [
        f"{item.code} {name}"
        for (name, _), item in stored.items()
        if (name, item.department) not in listed and item.pk not in change.kept
    ]
    return {
        "items": len(plan.items),
        "created": len(change.items),
        "updated": len(change.versions) - len(change.items),
        "unchanged": change.unchanged,
        "refused": count_errors(plan.findings),
        "missing": missing,
        "findings": plain_findings([*plan.findings, *change.left_alone]),
    }
