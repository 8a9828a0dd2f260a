"""What is done with decisions that are handed over, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import overseeing
from tests.world import COUNTY, COUNTY_OFFICER, ITEM, NOW, OVERSEER
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.catalog.models import OversightRule


def _acknowledge(_: Any) -> Twice:
    row = overseeing.handed_over()
    return both(actor=OVERSEER, now=LATER, referral_ids=[row.pk])


def _send_back(_: Any) -> Twice:
    row = overseeing.handed_over()
    return both(actor=OVERSEER, now=LATER, referral_id=row.pk, reason="不归我们监管。")


def _check(_: Any) -> Twice:
    row = overseeing.acknowledged(at=NOW)
    told = {"checked_on": LATER.date(), "checker": "示例·林卫国", "result": "CLEAN"}
    return both(actor=OVERSEER, now=LATER, referral_id=row.pk, **told)


def _name(_: Any) -> Twice:
    row = overseeing.unnamed()
    return both(actor=COUNTY_OFFICER, now=LATER, referral_ids=[row.pk], organ_id=overseeing.FORESTRY)


def _set_rules(_: Any) -> Twice:
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        item_ids=[ITEM],
        organ_id=overseeing.FORESTRY,
        **overseeing.TERMS,
    )


def _steps(act: str) -> int:
    return OversightStep.objects.filter(county_code=COUNTY, act=act).count()


SCENARIOS = {
    "cases.acknowledge_oversight": Scenario(prepare=_acknowledge, only_one=lambda: _steps("ACKNOWLEDGED")),
    "cases.send_back_oversight": Scenario(prepare=_send_back, only_one=lambda: _steps("SENT_BACK")),
    "cases.record_first_check": Scenario(prepare=_check, only_one=lambda: _steps("CHECKED")),
    "cases.name_overseer": Scenario(
        prepare=_name,
        only_one=OversightReferral.objects.filter(county_code=COUNTY, state="HANDED_OVER").count,
    ),
    "cases.set_oversight_rules": Scenario(
        prepare=_set_rules, only_one=OversightRule.objects.filter(county_code=COUNTY).count
    ),
}
