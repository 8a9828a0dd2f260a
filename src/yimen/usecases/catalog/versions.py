"""An item version as values: what an import publishes, and what cases and guides read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.catalog.models import ItemVersion, Material
from yimen.gateways.digests import sm3_hex
from yimen.gateways.pinyin import initials, syllables
from yimen.rules.access import NotFound, Party
from yimen.rules.adjustments import Standing
from yimen.rules.catalog import (
    ITEM_TYPE_LABELS,
    ApplyWay,
    Authority,
    Family,
    PlannedItem,
    ReviewPoint,
    Step,
    age_in_name,
    neutral_name,
    review_points,
)
from yimen.rules.deadlines import Limit, Unit
from yimen.rules.item_details import ItemDetails, MaterialDetails
from yimen.rules.item_terms import Terms
from yimen.rules.orgs import Level
from yimen.usecases.catalog.authorities import KnownAuthority
from yimen.usecases.catalog.procedures import KnownProcedure, family_of, steps_of


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialFacts:
    """A paper that the version asks for; unverified ones come from no published list."""

    material_id: UUID
    order: int
    name: str
    required: bool
    verified: bool
    details: MaterialDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionFacts:
    """All that a case or a guide needs of one version; a limit of None is 未公布."""

    version_id: UUID
    item_code: str
    number: int
    in_force: bool
    name: str
    short_name: str
    neutral_name: str
    aliases: tuple[str, ...]
    department: str
    item_type: str
    type_label: str
    family: Family
    levels: tuple[Level, ...]
    basis: str
    statutory: Limit | None
    promised: Limit | None
    apply_way: ApplyWay
    apply_url: str
    authority: Authority
    authority_source: str
    sensitive: bool
    steps: tuple[Step, ...]
    review_points: tuple[ReviewPoint, ...]
    materials: tuple[MaterialFacts, ...]
    source: str
    external_system: str
    publicity_days: int | None
    recurs_months: int | None
    procedure_source: str
    details: ItemDetails
    published_at: datetime
    superseded_at: datetime | None

    def terms(self) -> Terms:
        """The limits and materials of the version itself, which lists below it may only tighten."""
        return Terms(
            statutory=self.statutory,
            promised=self.promised,
            materials=tuple(each.name for each in self.materials),
        )


def get_version_facts(version_id: UUID) -> VersionFacts:
    """The version with its materials, in two statements; refuses an unknown id (`NotFound`)."""
    row = ItemVersion.objects.select_related("item").filter(pk=version_id).first()
    if row is None:
        raise NotFound(field="version_id")
    return read_version(row)


def find_current_version(item_code: str) -> VersionFacts | None:
    """The version of an item that is in force, or None; two statements."""
    rows = ItemVersion.objects.select_related("item").filter(item__code=item_code, superseded_at=None)
    row = rows.first()
    return None if row is None else read_version(row)


def find_version(item_code: str, number: int) -> VersionFacts | None:
    """One version of an item by its number, in force or not, or None; two statements."""
    rows = ItemVersion.objects.select_related("item").filter(item__code=item_code, number=number)
    row = rows.first()
    return None if row is None else read_version(row)


def find_materials_in_force(item_code: str) -> tuple[Material, ...]:
    """The materials of the version that is offered in their order, version and item at hand; one statement.

    Empty for an item that is unknown or not offered, and for one whose list of materials is not published.
    """
    return tuple(materials_in_force(item_code))


def materials_in_force(item_code: str) -> QuerySet[Material]:
    """The same as rows still to be asked for, for a caller that reads something beside them."""
    rows = Material.objects.select_related("version__item").filter(
        version__item__code=item_code,
        version__superseded_at=None,
        version__standing=Standing.ACTIVE.value,
    )
    return rows.order_by("order")


def versions_offered() -> QuerySet[ItemVersion]:
    """The versions that hold and are offered, their items joined: neither suspended nor cancelled."""
    return ItemVersion.objects.select_related("item").filter(
        superseded_at=None, standing=Standing.ACTIVE.value
    )


def get_row_in_force(item_code: str) -> ItemVersion:
    """The row of the version that is offered, its item joined; refuses an unknown item (`NotFound`)."""
    row = versions_offered().filter(item__code=item_code).first()
    if row is None:
        raise NotFound(field="item_code")
    return row


def read_version(row: ItemVersion) -> VersionFacts:
    """The values of a row whose item is joined; its materials cost one statement."""
    materials = tuple(
        MaterialFacts(
            material_id=each.pk,
            order=each.order,
            name=each.name,
            required=each.required,
            verified=each.verified,
            details=MaterialDetails.from_json(each.details),
        )
        for each in row.materials.all()
    )
    return VersionFacts(
        version_id=row.pk,
        item_code=row.item.code,
        number=row.number,
        in_force=row.superseded_at is None,
        name=row.name,
        short_name=row.short_name,
        neutral_name=row.neutral_name,
        aliases=tuple(row.aliases),
        department=row.item.department,
        item_type=row.item_type,
        type_label=row.type_label,
        family=Family(row.family),
        levels=tuple(Level(level) for level in row.levels),
        basis=row.basis,
        statutory=read_limit(row.statutory_amount, row.statutory_unit),
        promised=read_limit(row.promised_amount, row.promised_unit),
        apply_way=ApplyWay(row.apply_way),
        apply_url=row.apply_url,
        authority=Authority(row.authority),
        authority_source=row.authority_source,
        sensitive=row.sensitive,
        steps=read_flow(row),
        review_points=tuple(ReviewPoint(text=p["text"], source=p["source"]) for p in row.review_points),
        materials=materials,
        source=row.source,
        external_system=row.external_system,
        publicity_days=row.publicity_days,
        recurs_months=row.recurs_months,
        procedure_source=row.procedure_source,
        details=ItemDetails.from_json(row.details),
        published_at=row.published_at,
        superseded_at=row.superseded_at,
    )


def read_limit(amount: int | None, unit: str) -> Limit | None:
    """A stored limit; None when it is not published."""
    return None if amount is None else Limit(amount=amount, unit=Unit(unit))


def read_flow(row: ItemVersion) -> tuple[Step, ...]:
    """The steps of a version in their order."""
    return tuple(_read_step(step) for step in row.steps)


def _read_step(step: Mapping[str, str]) -> Step:
    return Step(code=step["code"], level=Level(step["level"]), role=Party(step["role"]), label=step["label"])


def version_values(item: PlannedItem, right: KnownAuthority, procedure: KnownProcedure) -> dict[str, object]:
    """The columns of a version that make up its meaning; a change in any of them is a new version."""
    family = family_of(item, procedure)
    known = family is Family.PERMIT and right.authority is not Authority.UNKNOWN
    prefiled = known or family is Family.DISCLOSURE  # the answer is always the asked organ's own
    points = review_points(family, item.materials, item.basis)
    return {
        "name": item.name,
        "short_name": item.short_name[:120],
        "item_type": item.item_type.value,
        "type_label": ITEM_TYPE_LABELS[item.item_type],
        "family": family.value,
        "levels": [level.value for level in item.levels],
        "basis": item.basis,
        "statutory_amount": item.statutory.amount if item.statutory else None,
        "statutory_unit": item.statutory.unit.value if item.statutory else "",
        "promised_amount": item.promised.amount if item.promised else None,
        "promised_unit": item.promised.unit.value if item.promised else "",
        # Nothing is taken in online unless it is known in whose name the decision goes out.
        "apply_way": (ApplyWay.PREFILING if prefiled else ApplyWay.COUNTER).value,
        "authority": right.authority.value,
        "authority_source": right.source[:300],
        "sensitive": item.is_sensitive,
        "neutral_name": neutral_name(item.name)[:60],
        "publicity_days": procedure.publicity_days,
        "extension_amount": procedure.extension_amount,
        "extension_source": procedure.extension_source,
        "external_system": procedure.external_system,
        "recurs_months": procedure.recurs_months,
        "due_age": procedure.due_age or age_in_name(item.name, item.item_type),
        "procedure_source": procedure.source,
        "steps": [asdict(step) for step in steps_of(item, procedure)],
        "review_points": [asdict(point) for point in points],
        "source": item.source,
    }


def reading_values(name: str) -> dict[str, object]:
    """How a name is read aloud, for search and for sorting."""
    return {"pinyin": syllables(name)[:600], "initials": initials(name)[:200]}


def digest_of(
    values: Mapping[str, object], materials: tuple[str, ...], details: Mapping[str, object] | None = None
) -> str:
    """One digest over the meaning of a version: equal digests need no new version.

    Details count only where there are any: what was published without them keeps its digest.
    """
    meaning = [dict(values), materials, *([dict(details)] if details else [])]
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, default=str)
    return sm3_hex(text.encode())
