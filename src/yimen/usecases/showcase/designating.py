"""The city designates recommended places in a batch, declines one, or takes a designation away."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yimen.data.orgs.models import Region
from yimen.data.showcase.models import ShowcaseBatch, ShowcaseSite
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.showcase import (
    BatchTerms,
    NoSites,
    NotRecommendedAnyMore,
    SiteState,
    check_batch,
    check_end_reason,
)
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.scope import in_scope
from yimen.usecases.showcase.sites import end_site, lock_site, site_record


class BatchThere(RuleViolation):
    """A batch of this number was entered already."""

    code = "showcase.batch_there"
    template = N_("第 {number} 批已经录过了（{day}）。请核对是第几批。")
    refusal = Refusal.CONFLICT


@action("showcase.designate")
def designate_sites(
    *,
    actor: Actor,
    now: datetime,
    site_ids: Sequence[UUID],
    number: str,
    title: str,
    paper_no: str,
    designated_on: str,
    request_key: str | None = None,
) -> UUID:
    """Enter what the city's paper designates, as one batch; the id of the batch.

    Refuses a batch of nothing (`NoSites`), a number that was entered already (`BatchThere`), places that are
    no recommendation of the city's counties any more (`NotRecommendedAnyMore`), and at its field a form that
    does not hold.
    """
    require(actor, "showcase.designate")
    terms = check_batch(
        number=number, title=title, paper_no=paper_no, designated_on=designated_on, today=beijing_date(now)
    )
    asked = sorted(set(site_ids))
    if not asked:
        raise NoSites(field="sites")
    answer = perform(
        action="showcase.designate",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "sites": [str(each) for each in asked],
            "number": terms.number,
            "title": terms.title,
            "paper_no": terms.paper_no,
            "designated_on": terms.designated_on.isoformat(),
        },
        core=lambda: _apply_designation(actor, now, asked, terms),
    )
    return UUID(str(answer["batch_id"]))


def _apply_designation(actor: Actor, now: datetime, asked: Sequence[UUID], terms: BatchTerms) -> Outcome:
    # The lock on the city lets two who enter the same batch at once wait for each other.
    Region.objects.select_for_update().get(code=actor.scope_code, valid_to=None)
    held = ShowcaseBatch.objects.filter(
        county_code=actor.county_code, city_code=actor.scope_code, number=terms.number
    ).first()
    if held is not None:
        raise BatchThere(field="number", number=terms.number, day=held.designated_on)
    rows = in_scope(ShowcaseSite.objects.filter(pk__in=asked), actor, code_field="region_code")
    found = list(
        rows.filter(state=SiteState.RECOMMENDED.value).select_for_update(of=("self",)).order_by("id")
    )
    if len(found) != len(asked):
        raise NotRecommendedAnyMore(field="sites", count=len(asked) - len(found))
    batch = _batch(actor, now, terms)
    batch.save(force_insert=True)
    for row in found:
        row.state, row.batch = SiteState.DESIGNATED.value, batch
    ShowcaseSite.objects.bulk_update(found, ["state", "batch"])
    records = tuple(site_record(row, "showcase.become_designated", {"batch": terms.number}) for row in found)
    return Outcome(
        answer={"batch_id": str(batch.pk)}, record=_batch_record(batch, len(found)), more_records=records
    )


def _batch(actor: Actor, now: datetime, terms: BatchTerms) -> ShowcaseBatch:
    return ShowcaseBatch(
        id=new_id(now),
        county_code=actor.county_code,
        city_code=actor.scope_code,
        number=terms.number,
        title=terms.title,
        paper_no=terms.paper_no,
        designated_on=terms.designated_on,
        entered_at=now,
        entered_by_id=actor.account_id,
        sample=actor.sample,
    )


def _batch_record(batch: ShowcaseBatch, sites: int) -> Record:
    return Record(
        county_code=batch.county_code,
        subject_type="showcase_batch",
        subject_id=batch.pk,
        act="showcase.designate",
        facts={
            "number": batch.number,
            "title": batch.title,
            "paper_no": batch.paper_no,
            "designated_on": batch.designated_on.isoformat(),
            "sites": sites,
        },
        begins=True,
    )


@action("showcase.decline")
def decline_site(
    *, actor: Actor, now: datetime, site_id: UUID, reason: str, request_key: str | None = None
) -> None:
    """The city does not designate what a county recommends, and says why; it may be recommended again.

    Refuses a place of another city (`NotFound`), one that is no recommendation any more (`SiteEnded`).
    """
    require(actor, "showcase.decline")
    why = check_end_reason(reason)
    perform(
        action="showcase.decline",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"site_id": str(site_id), "reason": why},
        core=lambda: _apply_end(actor, now, site_id, SiteState.RECOMMENDED, SiteState.DECLINED, why),
    )


@action("showcase.withdraw")
def withdraw_site(
    *, actor: Actor, now: datetime, site_id: UUID, reason: str, request_key: str | None = None
) -> None:
    """The city takes a designation away; the place leaves the public list, what it was stays in the register.

    Refuses a place of another city (`NotFound`), one that is designated no more (`SiteEnded`).
    """
    require(actor, "showcase.withdraw")
    why = check_end_reason(reason)
    perform(
        action="showcase.withdraw",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"site_id": str(site_id), "reason": why},
        core=lambda: _apply_end(actor, now, site_id, SiteState.DESIGNATED, SiteState.WITHDRAWN, why),
    )


def _apply_end(
    actor: Actor, now: datetime, site_id: UUID, state: SiteState, end: SiteState, reason: str
) -> Outcome:
    row = lock_site(actor, site_id, state)
    end_site(row, actor, now, end, reason)
    act = "showcase.decline" if end is SiteState.DECLINED else "showcase.withdraw"
    return Outcome(answer={}, record=site_record(row, act, {}, {"reason": reason}))
