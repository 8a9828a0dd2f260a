"""The permits about which nobody told in time: those that the law accepts, and those in nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, require
from yimen.rules.case_clocks import TELLING
from yimen.rules.catalog import Authority, Family
from yimen.rules.delegations import OpenCases, Way, authority_under
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.orgs.organs import OrganKind


@dataclass(frozen=True, kw_only=True, slots=True)
class SilentPermits:
    """Permits of one county past their five workdays: `due` can be accepted, `stuck` has no organ."""

    due: tuple[UUID, ...]
    stuck: tuple[str, ...]


def list_silent_permits(*, actor: Actor, now: datetime, county_code: str, limit: int = 200) -> SilentPermits:
    """At most `limit` of each, the longest overdue first; two statements.

    `stuck` names by number those in whose name nothing can be accepted: their authority is not
    settled, or the entrusting department is not registered. They stay where they are, in red.
    """
    require(actor, "cases.deem_accepted")
    rows = cases_of(actor, county_code).filter(
        family=Family.PERMIT.value, state__in=[each.value for each in TELLING], notice_due_at__lt=now
    )
    rows = rows.order_by("notice_due_at", "id")
    entrusting = Organ.objects.filter(
        county_code=county_code,
        kind=OrganKind.DEPARTMENT.value,
        department=OuterRef("version__item__department"),
    )
    by_item = Q(version__authority=Authority.OWN.value) | Q(
        Exists(entrusting), version__authority=Authority.ENTRUSTED.value
    )
    by_list = Q(delegation__way__in=[way.value for way in Way if authority_under(way)]) & ~Q(
        delegation__open_cases=OpenCases.HAND_UP.value
    )
    named = (Q(delegation=None) & by_item) | by_list
    return SilentPermits(
        due=tuple(rows.filter(named).values_list("pk", flat=True)[:limit]),
        stuck=tuple(rows.exclude(named).values_list("case_no", flat=True)[:limit]),
    )
