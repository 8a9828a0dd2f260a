"""What is asked about decisions that are handed to their departments, and how strangers fare."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, TODAY, Belongings, Question
from tests.uploads import PNG
from tests.usecases.cases import overseeing
from tests.world import COUNTY, COUNTY_OFFICER, ITEM, OVERSEER
from yimen.data.cases.models import CaseEvidence
from yimen.data.cases.oversight import OversightReferral
from yimen.rules.oversight import OversightPile
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload


def referral_of_his(his: Belongings) -> OversightReferral:
    """His decision, handed to the forestry department once there is a rule."""
    row = overseeing.referral(his.case.pk)
    if row.state == "UNNAMED":
        overseeing.ruled(now=LATER)
    return overseeing.referral(his.case.pk)


def _his(his: Belongings) -> Mapping[str, Any]:
    return {"referral_id": referral_of_his(his).pk}


def _his_photo(his: Belongings) -> Mapping[str, Any]:
    row = referral_of_his(his)
    actions.acknowledge_oversight(actor=OVERSEER, now=LATER, referral_ids=[row.pk])
    actions.record_first_check(
        actor=OVERSEER,
        now=LATER,
        referral_id=row.pk,
        checked_on=TODAY,
        checker="示例·林卫国",
        result="CLEAN",
        photo=Upload(name="现场.png", content=PNG, true_size=len(PNG)),
    )
    photo = CaseEvidence.objects.get(county_code=COUNTY, kind="OVERSIGHT_PHOTO")
    return {"referral_id": row.pk, "file_id": photo.file_id}


def _pile(his: Belongings) -> Mapping[str, Any]:
    referral_of_his(his)
    return {"today": TODAY, "pile": OversightPile.ALL}


def _year(his: Belongings) -> Mapping[str, Any]:
    referral_of_his(his)
    return {"today": TODAY, "year": TODAY.year}


_RULE = {"item_ids": [ITEM], "organ_id": overseeing.FORESTRY, **overseeing.TERMS}

QUESTIONS: dict[str, Question] = {
    "cases.list_overseen": Question(rightful=OVERSEER, ask=_pile, is_nothing=lambda page: not page.rows),
    "cases.get_overseen": Question(rightful=OVERSEER, ask=lambda his: {**_his(his), "today": TODAY}),
    "cases.open_overseen_decision": Question(rightful=OVERSEER, ask=_his),
    "cases.open_overseen_photo": Question(rightful=OVERSEER, ask=_his_photo),
    "cases.get_oversight_board": Question(
        rightful=COUNTY_OFFICER,
        ask=_year,
        is_nothing=lambda board: not board.by_department and not board.by_township,
    ),
    "cases.list_oversight": Question(
        rightful=COUNTY_OFFICER, ask=_pile, is_nothing=lambda found: not found.page.rows
    ),
    "cases.list_oversight_rules": Question(rightful=COUNTY_OFFICER, ask=lambda _: {}),
    "cases.preview_oversight_rules": Question(rightful=COUNTY_OFFICER, ask=lambda _: dict(_RULE)),
}
