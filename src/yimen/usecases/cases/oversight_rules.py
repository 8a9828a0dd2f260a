"""The rules of oversight of a county: for which items, what is in force, and what waits for one."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.catalog.models import Item, OversightRule
from yimen.data.orgs.models import Organ
from yimen.rules.oversight import OversightAct, OversightState, OversightTerms


def items_of_county(county_code: str) -> QuerySet[Item]:
    """The items that a county can have rules for: those of the installation and its own."""
    return Item.objects.filter(Q(owner_code="") | Q(owner_code=county_code))


def lock_rules(county_code: str, item_ids: Sequence[UUID]) -> dict[UUID, OversightRule]:
    """The rules in force of these items, locked until the transaction ends, by item.

    The items themselves are locked first: of two who make the first rule of an item, one waits.
    """
    list(Item.objects.select_for_update(no_key=True).filter(pk__in=item_ids).order_by("id").values_list("pk"))
    rows = OversightRule.objects.filter(county_code=county_code, item__in=item_ids, ended_at=None)
    return {rule.item_id: rule for rule in rows}


def says_the_same(rule: OversightRule, organ: Organ, terms: OversightTerms) -> bool:
    """Whether a rule in force says already what is to be set."""
    held = OversightTerms(
        handover_workdays=rule.handover_workdays,
        check_workdays=rule.check_workdays,
        points=rule.points,
        basis=rule.basis,
    )
    return rule.organ_id == organ.pk and held == terms


def waiting_for_rule(county_code: str, item_ids: Sequence[UUID]) -> QuerySet[OversightReferral]:
    """The decisions on these items that have no department because there was no rule; none sent back."""
    sent_back = OversightStep.objects.filter(
        county_code=county_code, referral=OuterRef("pk"), act=OversightAct.SENT_BACK.value
    )
    return OversightReferral.objects.filter(
        ~Exists(sent_back),
        county_code=county_code,
        item__in=item_ids,
        state=OversightState.UNNAMED.value,
    )
