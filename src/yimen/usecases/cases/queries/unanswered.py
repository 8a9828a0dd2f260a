"""The renewals that nobody decided before the former permit ended: the law renews them."""

from datetime import date
from uuid import UUID

from yimen.rules.access import Actor, require
from yimen.rules.cases import Act, transition
from yimen.rules.catalog import Family
from yimen.usecases.cases.scope import cases_of


def list_unanswered_renewals(
    *, actor: Actor, today: date, county_code: str, limit: int = 200
) -> tuple[UUID, ...]:
    """At most `limit` undecided renewals of one county past the end of what they renew; one statement."""
    require(actor, "cases.deem_renewed")
    states = [each.value for each in transition(Family.PERMIT, Act.DEEM_RENEWED).source]
    rows = cases_of(actor, county_code).filter(
        family=Family.PERMIT.value, state__in=states, renews__valid_until__lt=today
    )
    return tuple(rows.order_by("renews__valid_until", "id").values_list("pk", flat=True)[:limit])
