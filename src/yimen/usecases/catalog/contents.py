"""The content of an item between lists, drafts and versions: from a version, and into the columns of one."""

from typing import Any

from yimen.data.catalog.models import ItemVersion, Material
from yimen.rules.adjustments import ItemChange, standing_after
from yimen.rules.catalog import (
    ITEM_TYPE_LABELS,
    Authority,
    Family,
    ItemRow,
    ItemType,
    PlannedItem,
    default_steps,
    plan_row,
)
from yimen.rules.intervals import Limit, Unit
from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.rules.list_cells import LEVEL_NAMES
from yimen.rules.orgs import Level
from yimen.usecases.catalog.authorities import KnownAuthority, authority_of
from yimen.usecases.catalog.procedures import KnownProcedure
from yimen.usecases.catalog.versions import read_flow, read_limit, version_values


def content_of(version: ItemVersion, materials: tuple[Material, ...] | None = None) -> ItemContent:
    """What a version says, as a list carries it; its item is joined, its materials cost one statement."""
    rows = materials if materials is not None else tuple(version.materials.order_by("order"))
    family = Family(version.family)
    return ItemContent(
        name=version.name,
        department=version.item.department,
        item_type=ItemType(version.item_type),
        levels="、".join(level_word(Level(each)) for each in version.levels),
        family=family,
        basis=version.basis,
        statutory=limit_as_typed(read_limit(version.statutory_amount, version.statutory_unit)),
        promised=limit_as_typed(read_limit(version.promised_amount, version.promised_unit)),
        guidance=version.item.guidance,
        basic_code=version.item.basic_code,
        steps=_steps_as_typed(version),
        source=version.source,
        materials=tuple(
            MaterialContent(
                name=each.name, required=each.required, verified=each.verified, details=each.details
            )
            for each in rows
        ),
        details=version.details,
    )


def level_word(level: Level) -> str:
    """A level as lists write it and as it is read back: 县, 乡镇, 村."""
    return LEVEL_NAMES[level]


def limit_as_typed(limit: Limit | None) -> str:
    """A limit as one types it into a list: 20 workdays, 15日 natural days, 即办, or blank."""
    if limit is None:
        return ""
    if limit.unit is Unit.INSTANT:
        return "即办"
    return f"{limit.amount}日" if limit.unit is Unit.NATURAL_DAYS else str(limit.amount)


def _steps_as_typed(version: ItemVersion) -> str:
    steps, usual = read_flow(version), {step.code: step for step in default_steps(Family(version.family))}
    return " ".join(
        step.code if usual[step.code].level is step.level else f"{step.code}@{step.level.value}"
        for step in steps
        if step.code in usual
    )


def plan_content(content: ItemContent) -> PlannedItem:
    """The content as an import plans it; refuses what a row of a file would be refused for."""
    return plan_row(
        ItemRow(
            line=0,
            name=content.name,
            type=ITEM_TYPE_LABELS[content.item_type],
            department=content.department,
            level=content.levels,
            basis=content.basis,
            statutory_days=content.statutory,
            promised_days=content.promised,
            materials="；".join(each.name for each in content.materials),
            source=content.source,
        )
    )


def content_values(content: ItemContent, former: ItemVersion | None, *, change: ItemChange) -> dict[str, Any]:
    """The columns of the version that this content makes, over what its former version knew beside it.

    A list tells nothing of the right to decide, of another system, of extensions and recurrence: these
    stay as they were. Refuses what cannot be read, and steps that the family does not have.
    """
    planned = plan_content(content)
    right = (
        KnownAuthority(authority=Authority(former.authority), source=former.authority_source)
        if former is not None
        else authority_of(planned, {})
    )
    values = version_values(planned, right, _procedure(content, former))
    if former is not None:
        values |= {"apply_way": former.apply_way, "apply_url": former.apply_url}
    return values | {
        "details": dict(content.details),
        "standing": standing_after(change).value,
        "change": change.value,
    }


def _procedure(content: ItemContent, former: ItemVersion | None) -> KnownProcedure:
    if former is None:
        return KnownProcedure(family=content.family, steps=content.steps)
    return KnownProcedure(
        family=content.family,
        steps=content.steps,
        publicity_days=former.publicity_days,
        extension_amount=former.extension_amount,
        extension_source=former.extension_source,
        external_system=former.external_system,
        recurs_months=former.recurs_months,
        due_age=former.due_age,
        source=former.procedure_source,
    )
