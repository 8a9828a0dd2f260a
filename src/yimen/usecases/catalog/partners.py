"""Services beyond government: the office of a county adds and ends them, the page of a place shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from yimen.data.catalog.models import PartnerService
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.orgs import BadRegionCode, Level, level_of
from yimen.rules.partners import (
    PARTNER_KIND_LABELS,
    PartnerKind,
    PartnerTerms,
    check_partner_terms,
    runs_on,
)
from yimen.rules.text import clean_line
from yimen.usecases.orgs.queries import find_region
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

T = TypeVar("T")
_PAGE = 30
_REASON_LENGTH = 200


class UnknownUnit(RuleViolation):
    """No township or village of this county has the code."""

    code = "catalog.partner_unit_unknown"
    template = N_("没有找到这个乡镇或者村，请填 12 位区划代码。")


class ServiceThere(RuleViolation):
    """The same service of the same partner stands there already."""

    code = "catalog.partner_service_there"
    template = N_("“{partner}”的“{name}”已经登记在这里了。合同换了的，先终止原来的。")
    refusal = Refusal.CONFLICT


class ServiceEnded(RuleViolation):
    """A service that was ended already."""

    code = "catalog.partner_service_ended"
    template = N_("这项服务已经终止了。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerServiceView:
    """A service with whose it is; empty texts are not known, `runs` whether it is there today."""

    service_id: UUID
    unit_code: str
    unit_name: str
    kind_label: str
    name: str
    partner: str
    contract_no: str
    starts_on: date
    ends_on: date | None
    where: str
    hours: str
    phone: str
    ended_on: date | None
    end_reason: str
    runs: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerPage:
    """A page of the register, the newest first; `next_key` None on the last."""

    rows: tuple[PartnerServiceView, ...]
    next_key: str | None


@action("catalog.add_partner_service")
def add_partner_service(
    *, actor: Actor, now: datetime, unit_code: str, terms: PartnerTerms, request_key: str | None = None
) -> UUID:
    """A service beyond government stands on the page of a township or village from its first day on.

    Refuses a unit outside the county (`UnknownUnit`), terms that cannot be (`check_partner_terms`), and the
    same service of the same partner that is not ended (`ServiceThere`).
    """
    require(actor, "catalog.add_partner_service")
    checked = check_partner_terms(terms)
    answer = perform(
        action="catalog.add_partner_service",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"unit_code": unit_code, **_plain(checked)},
        core=lambda: _apply_addition(actor, now, unit_code, checked),
    )
    return UUID(str(answer["service_id"]))


def _plain(terms: PartnerTerms) -> Answer:
    return {
        "kind": terms.kind,
        "name": terms.name,
        "partner": terms.partner,
        "contract_no": terms.contract_no,
        "starts_on": str(terms.starts_on),
        "ends_on": str(terms.ends_on or ""),
    }


def _apply_addition(actor: Actor, now: datetime, unit_code: str, terms: PartnerTerms) -> Outcome:
    if not _is_unit_of(actor, unit_code):
        raise UnknownUnit(field="unit_code")
    # The lock on the unit lets two who add the same service at once wait for each other.
    Region.objects.select_for_update().get(code=unit_code, valid_to=None)
    same = PartnerService.objects.filter(
        county_code=actor.county_code,
        unit_code=unit_code,
        name=terms.name,
        partner=terms.partner,
        ended_on=None,
    )
    if same.exists():
        raise ServiceThere(field="name", partner=terms.partner, name=terms.name)
    row = PartnerService(
        id=new_id(now),
        county_code=actor.county_code,
        unit_code=unit_code,
        kind=terms.kind,
        name=terms.name,
        partner=terms.partner,
        contract_no=terms.contract_no,
        ends_on=terms.ends_on,
        where=terms.where,
        hours=terms.hours,
        phone=terms.phone,
        recorded_at=now,
    )
    row.starts_on, row.recorder_id = _known(terms.starts_on), _known(actor.account_id)
    row.save(force_insert=True)
    return Outcome(
        answer={"service_id": str(row.pk)},
        record=_record(row, "catalog.add_partner_service", {"unit_code": unit_code, **_plain(terms)}),
    )


def _known(value: T | None) -> T:
    """What a check before has made sure of: a first day, an account of a post."""
    if value is None:
        raise RuntimeError("a service without its first day or its recorder")
    return value


def _is_unit_of(actor: Actor, unit_code: str) -> bool:
    if not covers(actor, unit_code):
        return False
    try:
        level = level_of(unit_code)
    except BadRegionCode:
        return False
    return level in {Level.TOWNSHIP, Level.VILLAGE} and find_region(unit_code) is not None


@action("catalog.end_partner_service")
def end_partner_service(
    *, actor: Actor, now: datetime, service_id: UUID, reason: str, request_key: str | None = None
) -> UUID:
    """The service is there today for the last time, whatever its contract says; the row stays with why.

    Refuses one of another county (`NotFound`), one that is ended, and an empty reason.
    """
    require(actor, "catalog.end_partner_service")
    why = clean_line(reason, field="reason", max_length=_REASON_LENGTH)
    perform(
        action="catalog.end_partner_service",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"service_id": str(service_id), "reason": why},
        core=lambda: _apply_end(actor, now, service_id, why),
    )
    return service_id


def _apply_end(actor: Actor, now: datetime, service_id: UUID, why: str) -> Outcome:
    row = _services_of(actor).select_for_update().filter(pk=service_id).first()
    if row is None:
        raise NotFound(field="service_id")
    if row.ended_on is not None:
        raise ServiceEnded
    row.ended_on, row.end_reason = beijing_date(now), why
    write_back(row, ["ended_on", "end_reason"], county_code=row.county_code)
    facts: Answer = {"ended_on": str(row.ended_on), "reason": why}
    return Outcome(
        answer={"service_id": str(row.pk)}, record=_record(row, "catalog.end_partner_service", facts)
    )


def _record(row: PartnerService, act: str, facts: Answer) -> Record:
    return Record(
        county_code=row.county_code, subject_type="partner_service", subject_id=row.pk, act=act, facts=facts
    )


def _services_of(actor: Actor) -> QuerySet[PartnerService]:
    return PartnerService.objects.filter(county_code=actor.county_code)


def list_partner_services(*, actor: Actor, today: date, after: str | None = None) -> PartnerPage:
    """The services of the actor's county, the newest first, ended ones among them; two statements.

    `after` is the key of a page before. Refuses an actor without the grant.
    """
    require(actor, "catalog.add_partner_service")
    rows = _services_of(actor).order_by("-id")
    if after:
        rows = rows.filter(pk__lt=_key(after))
    found = list(rows[: _PAGE + 1])
    page = found[:_PAGE]
    return PartnerPage(rows=_views(page, today), next_key=str(page[-1].pk) if len(found) > _PAGE else None)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field="after") from None


def partner_services_at(unit_code: str, *, today: date) -> tuple[PartnerServiceView, ...]:
    """The services that run at a place today, by kind; two statements, one where there are none."""
    order = Case(
        *(When(kind=kind.value, then=Value(at)) for at, kind in enumerate(PartnerKind)),
        output_field=IntegerField(),
    )
    rows = PartnerService.objects.filter(unit_code=unit_code, starts_on__lte=today)
    found = _views(list(rows.order_by(order, "name")), today)
    return tuple(each for each in found if each.runs)


def _views(rows: Iterable[Any], today: date) -> tuple[PartnerServiceView, ...]:
    rows = list(rows)
    regions = Region.objects.filter(code__in={row.unit_code for row in rows}, valid_to=None)
    names = dict(regions.values_list("code", "short_name")) if rows else {}
    return tuple(
        PartnerServiceView(
            service_id=row.pk,
            unit_code=row.unit_code,
            unit_name=names.get(row.unit_code, row.unit_code),
            kind_label=PARTNER_KIND_LABELS[PartnerKind(row.kind)],
            name=row.name,
            partner=row.partner,
            contract_no=row.contract_no,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            where=row.where,
            hours=row.hours,
            phone=row.phone,
            ended_on=row.ended_on,
            end_reason=row.end_reason,
            runs=runs_on(today, starts_on=row.starts_on, ends_on=row.ends_on, ended_on=row.ended_on),
        )
        for row in rows
    )
