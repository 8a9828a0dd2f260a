"""What is asked about postings and their photos, and by whom."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.meta.question import Question
from tests.usecases.cases import benefit_journey as walk
from tests.world import REVIEWER, VILLAGE_PROXY
from yimen.data.cases.models import CaseEvidence


def _photo(_: Any) -> Mapping[str, UUID]:
    case_id = walk.posted()
    return {
        "case_id": case_id,
        "file_id": CaseEvidence.objects.get(case_id=case_id, kind="POSTING_PHOTO").file_id,
    }


def _hung(_: Any) -> Mapping[str, UUID]:
    return {"case_id": walk.posted()}


def _list(_: Any) -> Mapping[str, UUID]:
    walk.posted()
    return {}


QUESTIONS: dict[str, Question] = {
    "cases.open_case_evidence": Question(rightful=REVIEWER, ask=_photo),
    "cases.list_postings": Question(rightful=VILLAGE_PROXY, ask=_list, is_nothing=lambda page: not page.rows),
    "cases.get_posting": Question(rightful=VILLAGE_PROXY, ask=_hung),
}
