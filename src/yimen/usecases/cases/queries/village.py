"""What a village proxy has going: cases filed, papers to carry to the township, consents awaited."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, Consent
from yimen.rules.access import Actor, require
from yimen.rules.case_states import ENDS, CaseState
from yimen.rules.consents import CONSENT_STATE_LABELS, LINK_DAYS, ConsentState
from yimen.rules.text import mask_name
from yimen.usecases.cases.neighbors import post_of
from yimen.usecases.cases.places import find_station, find_village
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.queries.tracking import applicant_label
from yimen.usecases.cases.scope import cases_of

_MOST_CONSENTS = 20
_CONSENT_DAYS = 30  # an answered link stays on the page so long
_MOST_HANDED_OVER = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledRow:
    """A case that the proxy filed: masked person, neutral item."""

    id: UUID
    number: str
    item_name: str
    applicant_name: str
    state: CaseState
    state_label: str
    filed_at: dt.datetime
    is_over: bool
    waits_for_papers: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AwaitedConsent:
    """A question by link: `can_file` once it is answered with yes, `is_old` when nobody answered in time."""

    id: UUID
    item_code: str
    item_name: str
    applicant_name: str
    state: ConsentState
    state_label: str
    asked_at: dt.datetime
    can_file: bool
    is_old: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class VillageDesk:
    """The first page of a proxy; consents on the first page only."""

    station_name: str
    village_name: str
    filed: tuple[FiledRow, ...]
    next_key: str | None
    consents: tuple[AwaitedConsent, ...]
    handed_over: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOver:
    """One line of the list that goes to the township with the paper: what is still in the proxy's hands."""

    number: str
    item_name: str
    applicant_name: str
    filed_at: dt.datetime
    papers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverList:
    """What waits for the township's clerk, oldest first; `is_cut` when there are more."""

    station_name: str
    organ_name: str
    proxy_name: str
    rows: tuple[HandedOver, ...]
    is_cut: bool


def get_village_desk(
    *, actor: Actor, now: dt.datetime, after: str | None = None, limit: int = 20
) -> VillageDesk:
    """The proxy's own cases, newest first, and the questions that are out: seven statements."""
    require(actor, "cases.read_village")
    village = find_village(actor.scope_code)
    found = list(_page(filed_by(actor), after)[: limit + 1])
    kept = found[:limit]
    last = PageKey(time=kept[-1].received_at.isoformat(), id=kept[-1].pk).text() if kept else None
    waiting = filed_by(actor).filter(state=CaseState.SUBMITTED.value)[: _MOST_HANDED_OVER - 1]
    return VillageDesk(
        station_name=find_station(village),
        village_name=village.short_name,
        filed=tuple(_row(case) for case in kept),
        next_key=last if len(found) > limit else None,
        consents=() if after else _consents(actor, now),
        handed_over=waiting.count(),
    )


def filed_by(actor: Actor) -> QuerySet[Case]:
    """The cases that this proxy filed and whose consent holds."""
    return cases_of(actor, actor.county_code).filter(filed_by_id=actor.post_id)


def _page(rows: QuerySet[Case], after: str | None) -> QuerySet[Case]:
    files = CaseFile.objects.filter(county_code=OuterRef("county_code"), case_material=OuterRef("pk"))
    bare = CaseMaterial.objects.filter(county_code=OuterRef("county_code"), case=OuterRef("pk"), reason="")
    rows = rows.select_related("version").annotate(
        has_bare=Exists(bare.filter(~Exists(files), material__required=True))
    )
    if after:
        key = read_key(after)
        try:
            at = dt.datetime.fromisoformat(key.time)
        except ValueError:
            raise BadPageKey(field="after") from None
        rows = rows.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=key.id))
    return rows.order_by("-received_at", "-id")


def _row(case: Case) -> FiledRow:
    state = CaseState(case.state)
    return FiledRow(
        id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name),
        state=state,
        state_label=applicant_label(case),
        filed_at=case.received_at,
        is_over=state in ENDS,
        waits_for_papers=state is CaseState.SUBMITTED and bool(getattr(case, "has_bare", False)),
    )


def _consents(actor: Actor, now: dt.datetime) -> tuple[AwaitedConsent, ...]:
    rows = Consent.objects.select_related("version__item").filter(
        county_code=actor.county_code,
        post_id=post_of(actor),
        case=None,
        asked_at__gt=now - dt.timedelta(days=_CONSENT_DAYS),
    )
    rows = rows.exclude(token_digest="").exclude(state=ConsentState.REVOKED.value)
    return tuple(_awaited(row, now) for row in rows.order_by("-asked_at", "-id")[:_MOST_CONSENTS])


def _awaited(row: Consent, now: dt.datetime) -> AwaitedConsent:
    state = ConsentState(row.state)
    return AwaitedConsent(
        id=row.pk,
        item_code=row.version.item.code,
        item_name=row.version.neutral_name,
        applicant_name=mask_name(row.applicant_name),
        state=state,
        state_label=CONSENT_STATE_LABELS[state],
        asked_at=row.asked_at,
        can_file=state is ConsentState.GIVEN,
        is_old=state is ConsentState.ASKED and now >= row.asked_at + dt.timedelta(days=LINK_DAYS),
    )


def list_handed_over(*, actor: Actor) -> HandOverList:
    """What the township has not taken in yet, with the papers that are still to be carried there."""
    require(actor, "cases.read_village")
    village = find_village(actor.scope_code)
    rows = filed_by(actor).filter(state=CaseState.SUBMITTED.value).select_related("version", "organ")
    found = list(rows.order_by("received_at", "id")[: _MOST_HANDED_OVER + 1])
    kept = found[:_MOST_HANDED_OVER]
    papers = _papers_to_carry(actor.county_code, kept)
    return HandOverList(
        station_name=find_station(village),
        organ_name=actor.organ_name,
        proxy_name=actor.name,
        rows=tuple(
            HandedOver(
                number=case.case_no,
                item_name=case.version.neutral_name,
                applicant_name=mask_name(case.applicant_name),
                filed_at=case.received_at,
                papers=papers.get(case.pk, ()) if not case.sensitive else (),
            )
            for case in kept
        ),
        is_cut=len(found) > len(kept),
    )


def _papers_to_carry(county_code: str, cases: list[Case]) -> dict[UUID, tuple[str, ...]]:
    files = CaseFile.objects.filter(county_code=county_code, case_material=OuterRef("pk"))
    rows = CaseMaterial.objects.filter(
        ~Exists(files), county_code=county_code, case__in=[case.pk for case in cases], reason=""
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for case_id, name in rows.order_by("order").values_list("case_id", "name"):
        found[case_id] = (*found.get(case_id, ()), name)
    return found
