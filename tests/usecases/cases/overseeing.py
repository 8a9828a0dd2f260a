"""Hands decisions of the world to the forestry department, so that each test starts where it means to."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.usecases.cases import journey
from tests.world import COUNTY, COUNTY_OFFICER, ID, ITEM, NOW, OVERSEER
from yimen.data.cases.oversight import OversightReferral
from yimen.data.catalog.models import OversightRule
from yimen.usecases.cases import actions
from yimen.usecases.cases.actions.set_oversight_rules import RulesSet

FORESTRY = ID("organ:forestry")
CIVIL_AFFAIRS = ID("organ:civil_affairs")
TERMS = {
    "handover_workdays": "3",
    "check_workdays": "20",
    "points": "采伐地点、株数、树种是否与许可证一致\n当年是否补种",
    "basis": "沧县审批与监管衔接办法（示例）",
}
NEXT_DAY = NOW + timedelta(days=1)


def ruled(*, now: datetime = NOW, item: UUID = ITEM, organ: UUID = FORESTRY, **terms: str) -> RulesSet:
    """The rule of 林木采伐: forestry, three workdays to confirm, twenty to check."""
    return actions.set_oversight_rules(
        actor=COUNTY_OFFICER, now=now, item_ids=[item], organ_id=organ, **{**TERMS, **terms}
    )


def referral(case_id: UUID) -> OversightReferral:
    """The row of this decision."""
    return OversightReferral.objects.select_related("organ", "rule").get(county_code=COUNTY, case=case_id)


def unnamed(*, now: datetime = NOW) -> OversightReferral:
    """A decision for which the county has no rule."""
    return referral(journey.granted(now=now))


def handed_over(*, now: datetime = NOW) -> OversightReferral:
    """A decision that waits for the department."""
    if not OversightRule.objects.filter(county_code=COUNTY, item=ITEM).exists():
        ruled(now=now)
    return referral(journey.granted(now=now))


def acknowledged(*, now: datetime = NOW, at: datetime = NEXT_DAY) -> OversightReferral:
    """A decision that the department has, to be checked."""
    row = handed_over(now=now)
    actions.acknowledge_oversight(actor=OVERSEER, now=at, referral_ids=[row.pk])
    return referral(row.case_id)


def sent_back(*, now: datetime = NOW, at: datetime = NEXT_DAY) -> OversightReferral:
    """A decision that the department says is not its own."""
    row = handed_over(now=now)
    actions.send_back_oversight(actor=OVERSEER, now=at, referral_id=row.pk, reason="城区行道树归城管。")
    return referral(row.case_id)


def checked(*, now: datetime = NOW, at: datetime = NEXT_DAY + timedelta(days=3)) -> OversightReferral:
    """A decision whose first check is recorded."""
    row = acknowledged(now=now)
    actions.record_first_check(
        actor=OVERSEER,
        now=at,
        referral_id=row.pk,
        checked_on=at.date(),
        checker="示例·林卫国",
        second_checker="示例·高岩",
        result="CLEAN",
    )
    return referral(row.case_id)
