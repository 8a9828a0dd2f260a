"""What every act on an adjustment has in common: found in the actor's county, locked, left in the journal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import Adjustment
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.adjustments import AdjustmentState, check_open
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.recording import JSON, Record

CITY_COUNTY = "0000"  # the last four digits of a prefecture's code


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjusted:
    """What an act on an adjustment left behind."""

    answer: Mapping[str, JSON]
    facts: Mapping[str, JSON] = field(default_factory=dict)
    job: tuple[str, Mapping[str, str]] | None = None


def county_of(actor: Actor) -> str:
    """In whose lists the actor writes: the county's, or the city's for the whole installation (130900)."""
    return actor.county_code or actor.scope_code[:6]


def writes_guidance(actor: Actor) -> bool:
    """Whether the actor writes what holds in the whole installation."""
    return actor.party in {Party.CITY_OFFICER, Party.SYSTEM}


def lock_adjustment(actor: Actor, adjustment_id: UUID) -> Adjustment:
    """The adjustment of the actor's county, locked until the transaction ends; `NotFound` elsewhere."""
    rows = Adjustment.objects.select_for_update().filter(pk=adjustment_id)
    if actor.party is not Party.SYSTEM:
        rows = rows.filter(county_code=county_of(actor))
    row = rows.first()
    if row is None:
        raise NotFound
    return row


def lock_open(actor: Actor, adjustment_id: UUID) -> Adjustment:
    """The same, as long as it can be written to (`NotOpen`)."""
    row = lock_adjustment(actor, adjustment_id)
    check_open(AdjustmentState(row.state))
    return row


def act_on_adjustment(
    *,
    action: str,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    request_key: str | None,
    body: Mapping[str, JSON],
    core: Callable[[], Adjusted],
    county_code: str = "",
) -> Answer:
    """Run one act durably; its journal entry goes to the chain of the adjustment."""
    require(actor, action)
    county = county_code or county_of(actor)

    def whole() -> Outcome:
        done = core()
        record = Record(
            county_code=county,
            subject_type="adjustment",
            subject_id=adjustment_id,
            act=action,
            facts=dict(done.facts),
        )
        return Outcome(answer=dict(done.answer), record=record, job=done.job)

    return perform(
        action=action,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"adjustment_id": str(adjustment_id), **body},
        core=whole,
    )
