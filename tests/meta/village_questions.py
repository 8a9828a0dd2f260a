"""Every question of a village: asked by its proxy, and by strangers who get nothing."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, TODAY, Belongings, Question
from tests.usecases.cases import journey, village
from tests.world import NOW, PENSION_ITEM_CODE, VILLAGE_PROXY
from yimen.data.cases.models import CaseFile, CasePaper


def _file(_: Belongings) -> Mapping[str, Any]:
    village.filed()
    return {}


def _case(_: Belongings) -> Mapping[str, Any]:
    return {"case_id": village.filed().case_id, "today": TODAY}


def _paper(_: Belongings) -> Mapping[str, Any]:
    case_id = village.filed().case_id
    journey.make_papers(NOW)
    return {"case_id": case_id, "paper_id": CasePaper.objects.get(case=case_id).paper_id}


def _photo(_: Belongings) -> Mapping[str, Any]:
    case_id = village.filed().case_id
    file = CaseFile.objects.get(case_material__case=case_id)
    return {"case_id": case_id, "file_id": file.file_id}


def _noticed(_: Belongings) -> Mapping[str, Any]:
    return {"case_id": village.noticed()}


def _intake(_: Belongings) -> Mapping[str, Any]:
    return {"item_code": PENSION_ITEM_CODE, "person_id": village.filed().case_id}


def _due(_: Belongings) -> Mapping[str, Any]:
    village.filed(told=village.told(name="周老太", id_no=village.OLD_ID))
    return {"today": TODAY}


def _link(_: Belongings) -> Mapping[str, Any]:
    return {"token": village.asked()[1], "now": LATER}


QUESTIONS = {
    "cases.get_village_desk": Question(
        rightful=VILLAGE_PROXY,
        ask=lambda his: {**_file(his), "now": LATER},
        is_nothing=lambda desk: not desk.filed and not desk.consents and not desk.handed_over,
    ),
    "cases.list_handed_over": Question(
        rightful=VILLAGE_PROXY, ask=_file, is_nothing=lambda found: not found.rows
    ),
    "cases.get_intake": Question(rightful=VILLAGE_PROXY, ask=_intake),
    "cases.get_proxy_case": Question(rightful=VILLAGE_PROXY, ask=_case),
    "cases.get_proxy_correction": Question(rightful=VILLAGE_PROXY, ask=_noticed),
    "cases.open_proxy_paper": Question(rightful=VILLAGE_PROXY, ask=_paper),
    "cases.open_proxy_file": Question(rightful=VILLAGE_PROXY, ask=_photo),
    "cases.list_due": Question(rightful=VILLAGE_PROXY, ask=_due, is_nothing=lambda found: not found.rows),
    # opened by a secret, whoever has it
    "cases.find_consent_link": Question(rightful=VILLAGE_PROXY, ask=_link, guess={"token": "A" * 28}),
}
