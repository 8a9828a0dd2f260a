"""The county's rules of oversight by item: what is in force, what is missing, what a change would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from yimen.data.cases.oversight import OversightReferral
from yimen.data.catalog.models import ItemVersion, OversightRule
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.catalog import Family
from yimen.rules.oversight import OversightState, OversightTerms, check_chosen, check_terms
from yimen.usecases.cases.oversight import department_of_county
from yimen.usecases.cases.oversight_rules import items_of_county, says_the_same, waiting_for_rule
from yimen.usecases.cases.oversight_scope import DepartmentOption, departments_of


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleRow:
    """An item with its rule in force; `organ_name` empty: nobody is named. `waiting` decisions have none."""

    item_id: UUID
    code: str
    name: str
    family: Family
    organ_name: str
    handover_workdays: int | None
    check_workdays: int | None
    points: str
    basis: str
    since: datetime | None
    waiting: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesPage:
    """The items of one page by code, the departments that can be named, and where the next page begins."""

    rows: tuple[RuleRow, ...]
    departments: tuple[DepartmentOption, ...]
    next_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesPreview:
    """What setting one rule for these items would do, before anything is written."""

    organ_name: str
    terms: OversightTerms
    fresh: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    unchanged: tuple[str, ...]
    waiting: int


def list_oversight_rules(
    *, actor: Actor, every_family: bool = False, after: str = "", limit: int = 200
) -> RulesPage:
    """The permits of the county, or the items of `every_family`, by code; five statements at most.

    An item of another family that has a rule or waiting decisions stands among them either way.
    """
    require(actor, "cases.set_oversight_rules")
    county = actor.county_code
    held = OversightRule.objects.filter(county_code=county, ended_at=None)
    versions = ItemVersion.objects.filter(superseded_at=None, item__in=items_of_county(county))
    if not every_family:
        ruled = Exists(held.filter(item=OuterRef("item")))
        versions = versions.filter(Q(family=Family.PERMIT.value) | Q(ruled))
    found = list(
        versions.filter(item__code__gt=after).select_related("item").order_by("item__code")[: limit + 1]
    )
    kept = found[:limit]
    item_ids = [each.item_id for each in kept]
    rules = {rule.item_id: rule for rule in held.filter(item__in=item_ids).select_related("organ")}
    unnamed = OversightReferral.objects.filter(
        county_code=county, item__in=item_ids, state=OversightState.UNNAMED.value
    )
    waiting = dict(unnamed.order_by().values_list("item_id").annotate(count=Count("id")))
    return RulesPage(
        rows=tuple(_row(each, rules.get(each.item_id), waiting.get(each.item_id, 0)) for each in kept),
        departments=departments_of(actor),
        next_key=kept[-1].item.code if len(found) > limit else "",
    )


def preview_oversight_rules(
    *,
    actor: Actor,
    item_ids: Sequence[UUID],
    organ_id: UUID,
    handover_workdays: str,
    check_workdays: str,
    points: str,
    basis: str,
) -> RulesPreview:
    """What `set_oversight_rules` would do; refuses what it refuses about what was typed."""
    require(actor, "cases.set_oversight_rules")
    check_chosen(len(set(item_ids)), field="item_ids")
    terms = check_terms(
        handover_workdays=handover_workdays, check_workdays=check_workdays, points=points, basis=basis
    )
    organ = department_of_county(actor, organ_id)
    versions = list(
        ItemVersion.objects.filter(
            superseded_at=None, item__in=items_of_county(actor.county_code).filter(pk__in=item_ids)
        ).order_by("item__code")
    )
    if len(versions) != len(set(item_ids)):
        raise NotFound(field="item_ids")
    rows = OversightRule.objects.filter(county_code=actor.county_code, item__in=item_ids, ended_at=None)
    held = {rule.item_id: rule for rule in rows.select_related("organ")}
    same = {item for item, rule in held.items() if says_the_same(rule, organ, terms)}
    return RulesPreview(
        organ_name=organ.name,
        terms=terms,
        fresh=tuple(each.short_name for each in versions if each.item_id not in held),
        replaced=tuple(
            (each.short_name, held[each.item_id].organ.name)
            for each in versions
            if each.item_id in held and each.item_id not in same
        ),
        unchanged=tuple(each.short_name for each in versions if each.item_id in same),
        waiting=waiting_for_rule(actor.county_code, list(item_ids)).count(),
    )


def _row(version: ItemVersion, rule: OversightRule | None, waiting: int) -> RuleRow:
    return RuleRow(
        item_id=version.item_id,
        code=version.item.code,
        name=version.short_name,
        family=Family(version.family),
        organ_name=rule.organ.name if rule else "",
        handover_workdays=rule.handover_workdays if rule else None,
        check_workdays=rule.check_workdays if rule else None,
        points=rule.points if rule else "",
        basis=rule.basis if rule else "",
        since=rule.starts_at if rule else None,
        waiting=waiting,
    )
