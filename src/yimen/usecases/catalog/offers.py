"""What a unit offers of an item: the lines of the lists above it and its own, and what they promise and ask.

The lines come beside rows that are read anyway (`with_offer`), so that taking a case in costs no statement
more; or by a statement of their own (`find_offer`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from yimen.data.catalog.models import Delegation, Item, ListEdition
from yimen.rules.delegations import Way
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.intervals import Limit
from yimen.rules.item_terms import Terms, Tightening, terms_at
from yimen.rules.orgs import Level
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.catalog.versions import read_limit

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferLine:
    """One line in force: at which unit, how, and what it tightens."""

    delegation_id: UUID
    unit_code: str
    level: Level
    way: Way
    promised: Limit | None
    waived: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """The lines about one item from the county down to the asked unit; `listed` are units with a list."""

    lines: tuple[OfferLine, ...]
    listed: frozenset[str]

    def line_at(self, level: Level) -> OfferLine | None:
        """The line of the county, the township or the village."""
        return next((line for line in self.lines if line.level is level), None)

    def terms(self, base: Terms, *, down_to: Level = Level.TOWNSHIP) -> Terms:
        """The terms at a level: the version's, tightened by each line above and at it."""
        order = [Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE]
        held = order[: order.index(down_to) + 1]
        found = (self.line_at(level) for level in held)
        return terms_at(
            base, (Tightening(promised=line.promised, waived=line.waived) for line in found if line)
        )


NO_OFFER = Offer(lines=(), listed=frozenset())


class NotOffered(RuleViolation):
    """The unit publishes a list, and the item does not stand on it."""

    code = "catalog.not_offered"
    template = N_("“{item}”不在{unit}的办理目录清单里，不能在这里收。请按办事指南到清单上写明的地方办。")
    refusal = Refusal.CONFLICT


def units_of(unit_code: str) -> tuple[str, ...]:
    """The codes whose lines bear on a unit: county, township, village, as far down as the unit lies."""
    chain = (unit_code[:6].ljust(12, "0"), unit_code[:9].ljust(12, "0"), unit_code)
    return tuple(dict.fromkeys(chain))


def with_offer(rows: QuerySet[M, M], *, item_ref: str, unit_code: str) -> QuerySet[M, M]:
    """These rows with the lines of their item beside them; `offer_of` reads them off a row."""
    lines = Delegation.objects.filter(IN_FORCE, item=OuterRef(item_ref), unit_code__in=units_of(unit_code))
    annotated = rows.annotate(
        offer_lines=ArraySubquery(
            lines.order_by("unit_code").values(
                line=JSONObject(
                    id="id",
                    unit_code="unit_code",
                    level="level",
                    way="way",
                    amount="promised_amount",
                    unit="promised_unit",
                    waived="waived",
                )
            )
        ),
        offer_lists=ArraySubquery(_lists(unit_code)),
    )
    return cast("QuerySet[M, M]", annotated)


def _lists(unit_code: str) -> QuerySet[ListEdition, Any]:
    rows = ListEdition.objects.filter(unit_code__in=units_of(unit_code), superseded_at=None)
    return rows.order_by("unit_code").values("unit_code")


def offer_of(row: Model) -> Offer:
    """The offer that `with_offer` put beside a row."""
    return _read(getattr(row, "offer_lines", None) or (), getattr(row, "offer_lists", None) or ())


def find_offer(item_id: UUID, unit_code: str) -> Offer:
    """The offer of an item at a unit; one statement."""
    row = with_offer(Item.objects.filter(pk=item_id), item_ref="pk", unit_code=unit_code).first()
    return NO_OFFER if row is None else offer_of(row)


def find_offer_by_code(item_code: str, unit_code: str) -> Offer:
    """The same by the item's code; nothing for an unknown one."""
    row = with_offer(Item.objects.filter(code=item_code), item_ref="pk", unit_code=unit_code).first()
    return NO_OFFER if row is None else offer_of(row)


def _read(lines: Sequence[Mapping[str, Any]], lists: Sequence[str]) -> Offer:
    return Offer(lines=tuple(_line(each) for each in lines), listed=frozenset(lists))


def _line(plain: Mapping[str, Any]) -> OfferLine:
    return OfferLine(
        delegation_id=UUID(plain["id"]),
        unit_code=plain["unit_code"],
        level=Level(plain["level"]),
        way=Way(plain["way"]),
        promised=read_limit(plain["amount"], plain["unit"]),
        waived=frozenset(plain["waived"]),
    )


def check_offered(
    offer: Offer, *, item: str, unit_code: str, unit_name: str, field: str = "item"
) -> OfferLine | None:
    """The unit's own line; None where it publishes no list yet. Refuses an item that its list lacks."""
    line = next((each for each in offer.lines if each.unit_code == unit_code), None)
    if line is None and unit_code in offer.listed:
        raise NotOffered(field=field, item=item, unit=unit_name)
    return line
