"""A county recommends a place as a showcase, with reasons and how the place stands, or takes that back."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import PlacePhoto, StandardVerdict
from yimen.data.showcase.models import ShowcaseSite
from yimen.rules.access import Actor, require
from yimen.rules.showcase import (
    SITE_STATE_LABELS,
    AlreadyOnTheWay,
    SiteState,
    check_end_reason,
    check_reason,
)
from yimen.usecases.places.points import lock_point
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row
from yimen.usecases.showcase.sites import end_site, lock_site, site_record, who_of


@action("showcase.recommend")
def recommend_site(
    *, actor: Actor, now: datetime, point_code: str, reason: str, request_key: str | None = None
) -> UUID:
    """Recommend a center or station of the county; the id of the recommendation.

    How the place stands to the standards now is kept beside the reason. No verdict and no target refuses
    anything. Refuses a place outside the county (`NotFound`), one that is recommended or designated already
    (`AlreadyOnTheWay`), and a recommendation without a reason.
    """
    require(actor, "showcase.recommend")
    why = check_reason(reason)
    answer = perform(
        action="showcase.recommend",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"point_code": point_code, "reason": why},
        core=lambda: _apply_recommending(actor, now, point_code, why),
    )
    return UUID(str(answer["site_id"]))


def _apply_recommending(actor: Actor, now: datetime, point_code: str, reason: str) -> Outcome:
    point = lock_point(actor, point_code)
    held = only_row(ShowcaseSite.objects.filter(county_code=point.county_code, point=point, ended_at=None))
    if held is not None:
        raise AlreadyOnTheWay(name=point.name, state=SITE_STATE_LABELS[SiteState(held.state)])
    row = ShowcaseSite(
        id=new_id(now),
        county_code=point.county_code,
        point=point,
        region_code=point.region.code,
        is_center=point.kind == "CENTER",
        state=SiteState.RECOMMENDED.value,
        reason=reason,
        evidence=standing_of(point),
        recommended_at=now,
        recommended_by_id=actor.account_id,
        recommender=who_of(actor),
        sample=actor.sample,
    )
    row.save(force_insert=True)
    return Outcome(
        answer={"site_id": str(row.pk)},
        record=site_record(row, "showcase.recommend", {"evidence": row.evidence}, {"reason": reason}),
    )


def standing_of(point: ServicePoint) -> dict[str, JSON]:
    """How a place stands now: its verdicts by standard, its photos that count, and those used before."""
    verdicts = StandardVerdict.objects.filter(county_code=point.county_code, point=point, until=None)
    photos = PlacePhoto.objects.filter(county_code=point.county_code, point=point, removed_at=None)
    flagged = photos.filter(~Q(likeness="")).count()
    return {
        "verdicts": dict(verdicts.values_list("standard", "verdict")),
        "photos": photos.count() - flagged,
        "flagged": flagged,
    }


@action("showcase.take_back")
def take_back_site(
    *, actor: Actor, now: datetime, site_id: UUID, reason: str, request_key: str | None = None
) -> None:
    """The county takes its recommendation back before the city has decided.

    Refuses another county's (`NotFound`), one that is no recommendation any more (`SiteEnded`), no reason.
    """
    require(actor, "showcase.take_back")
    why = check_end_reason(reason)
    perform(
        action="showcase.take_back",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"site_id": str(site_id), "reason": why},
        core=lambda: _apply_taking_back(actor, now, site_id, why),
    )


def _apply_taking_back(actor: Actor, now: datetime, site_id: UUID, reason: str) -> Outcome:
    row = lock_site(actor, site_id, SiteState.RECOMMENDED)
    end_site(row, actor, now, SiteState.TAKEN_BACK, reason)
    return Outcome(answer={}, record=site_record(row, "showcase.take_back", {}, {"reason": reason}))
