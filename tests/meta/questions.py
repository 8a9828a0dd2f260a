"""Every question about what is somebody's: how its owner asks it, and what counts as nothing."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tests.meta import (
    api_questions,
    benefit_questions,
    clock_questions,
    counter_questions,
    door_questions,
    dossier_questions,
    exchange_questions,
    family_questions,
    finding_questions,
    guide_questions,
    indicator_questions,
    list_questions,
    open_questions,
    oversight_questions,
    people_questions,
    programme_questions,
    quality_questions,
    report_questions,
    seal_questions,
    sheet_questions,
    showcase_questions,
    stranger_questions,
    supervision_questions,
    village_questions,
    work_questions,
)
from tests.meta.house import module_name, source_files
from tests.meta.question import LATER, TODAY, Belongings, Question
from tests.usecases.cases import door_journey, journey
from tests.world import CLERK, ITEM_CODE, RESIDENT, RESIDENT_PHONE
from yimen.data.cases.models import Case, CaseFile, CasePaper, DraftFile
from yimen.data.people.models import ApiToken
from yimen.rules.access import system_actor
from yimen.rules.case_queues import Queue
from yimen.usecases.people.tokens import add_token


def make_belongings() -> Belongings:
    """Let 赵建国 do his business up to here."""
    from yimen.data.journal.models import Outbox
    from yimen.usecases.cases.actions import close
    from yimen.usecases.feedback.actions import invite

    done = journey.delivered()
    close(actor=journey.SYSTEM, now=LATER, case_id=done, county_code=CLERK.county_code)
    invite(actor=journey.SYSTEM, now=LATER, case_id=done, county_code=CLERK.county_code)
    text = Outbox.objects.get(topic="feedback.invite").payload["text"]
    on_the_way = journey.submitted(now=LATER).case_id
    draft_id = journey.draft(now=LATER)
    return Belongings(
        case=Case.objects.get(pk=done),
        open_case=Case.objects.get(pk=on_the_way),
        case_file_id=CaseFile.objects.get(case_material__case=done).file_id,
        decision=CasePaper.objects.select_related("paper").get(case=done, paper__kind="GRANT"),
        draft_id=draft_id,
        draft_file_id=DraftFile.objects.get(draft=draft_id).file_id,
        token=text.split("/rate/")[1].split("/")[0],
    )


# Called by the cores of acts, which have asked for the grant and locked the case.
CORES = frozenset({"cases.keep", "cases.keep_given", "cases.take_back", "cases.store", "documents.take_kept"})


def noticed_no() -> str:
    """The number of a case of his that waits for what was missing."""
    case: Case = Case.objects.get(pk=door_journey.noticed(now=LATER))
    return case.case_no


@cache
def all_questions() -> Mapping[str, Callable[..., Any]]:
    """Every public query that asks for its actor or for a secret, by `noun.name`.

    Actions carry a request key; cores take the actor by position.
    """
    found: dict[str, Callable[..., Any]] = {}
    for path in source_files("usecases"):
        module = importlib.import_module(module_name(path))
        noun = module_name(path).removeprefix("yimen.usecases.").split(".")[0]
        for name, value in inspect.getmembers(module, inspect.isfunction):
            is_ours = value.__module__ == module.__name__ and not name.startswith("_")
            is_core = f"{noun}.{name}" in CORES
            if is_ours and noun != "shared" and not is_core and _is_question(module.__name__, value):
                found[f"{noun}.{name}"] = value
    return found


def _is_question(module: str, value: Callable[..., Any]) -> bool:
    asked = inspect.signature(value).parameters
    if "request_key" in asked:
        return False
    scoped = "actor" in asked and asked["actor"].kind is inspect.Parameter.KEYWORD_ONLY
    return scoped or (".queries" in module and bool({"check_code", "token"} & set(asked)))


WRONG_CODE = {"check_code": "2222-2222"}


def _with_a_token(_: Belongings) -> dict[str, object]:
    assert CLERK.post_id is not None
    if not ApiToken.objects.exists():
        add_token(actor=system_actor("yimen token"), now=LATER, post_id=CLERK.post_id, name="对接系统")
    return {}


QUESTIONS: dict[str, Question] = {
    **benefit_questions.QUESTIONS,
    **counter_questions.QUESTIONS,
    **seal_questions.QUESTIONS,
    **sheet_questions.QUESTIONS,
    **showcase_questions.QUESTIONS,
    **supervision_questions.QUESTIONS,
    **stranger_questions.QUESTIONS,
    **work_questions.QUESTIONS,
    **door_questions.QUESTIONS,
    **clock_questions.QUESTIONS,
    **dossier_questions.QUESTIONS,
    **exchange_questions.QUESTIONS,
    **finding_questions.QUESTIONS,
    **family_questions.QUESTIONS,
    **list_questions.QUESTIONS,
    **guide_questions.QUESTIONS,
    **indicator_questions.QUESTIONS,
    **oversight_questions.QUESTIONS,
    **api_questions.QUESTIONS,
    **open_questions.QUESTIONS,
    **people_questions.QUESTIONS,
    **programme_questions.QUESTIONS,
    **report_questions.QUESTIONS,
    **quality_questions.QUESTIONS,
    **village_questions.QUESTIONS,
    "people.get_staff_account": Question(
        rightful=system_actor("yimen staff"), ask=lambda _: {"login_name": "clerk"}
    ),
    "people.list_tokens": Question(rightful=system_actor("yimen token"), ask=_with_a_token),
    "cases.get_case": Question(rightful=CLERK, ask=lambda his: {"today": TODAY, "case_id": his.open_case.pk}),
    "cases.find_case": Question(
        rightful=CLERK, ask=lambda his: {"today": TODAY, "case_no": his.open_case.case_no}
    ),
    "cases.list_worklist": Question(
        rightful=CLERK,
        ask=lambda _: {"today": TODAY, "queue": Queue.TO_RECEIVE},
        is_nothing=lambda page: not page.rows and {each.count for each in page.counts} == {"0"},
    ),
    "cases.open_case_file": Question(
        rightful=CLERK, ask=lambda his: {"case_id": his.case.pk, "file_id": his.case_file_id}
    ),
    "cases.open_case_paper": Question(
        rightful=CLERK, ask=lambda his: {"case_id": his.case.pk, "paper_id": his.decision.paper_id}
    ),
    "cases.open_own_paper": Question(rightful=RESIDENT, ask=lambda his: {"paper_id": his.decision.paper_id}),
    "cases.open_draft_file": Question(
        rightful=RESIDENT, ask=lambda his: {"draft_id": his.draft_id, "file_id": his.draft_file_id}
    ),
    "cases.get_draft": Question(
        rightful=RESIDENT, ask=lambda his: {"draft_id": his.draft_id, "today": TODAY}
    ),
    "cases.find_own_draft": Question(
        rightful=RESIDENT, ask=lambda _: {"item_code": ITEM_CODE, "today": TODAY}
    ),
    "cases.list_own_cases": Question(
        rightful=RESIDENT,
        ask=lambda _: {"today": TODAY},
        is_nothing=lambda own: not own.drafts and not own.cases,
    ),
    "cases.get_own_case": Question(
        rightful=RESIDENT, ask=lambda his: {"case_id": his.open_case.pk, "today": TODAY}
    ),
    "cases.find_own_case": Question(rightful=RESIDENT, ask=lambda his: {"case_no": his.case.case_no}),
    "cases.count_own_open_cases": Question(rightful=RESIDENT, ask=lambda _: {}),
    "cases.find_own_phone": Question(
        rightful=RESIDENT, ask=lambda _: {}, is_nothing=lambda phone: phone != RESIDENT_PHONE
    ),
    "cases.get_own_withdrawal": Question(
        rightful=RESIDENT, ask=lambda his: {"case_no": his.open_case.case_no}
    ),
    "cases.get_own_correction": Question(rightful=RESIDENT, ask=lambda _: {"case_no": noticed_no()}),
    # opened by a secret, whoever has it
    "cases.track": Question(
        rightful=RESIDENT,
        ask=lambda his: {"case_no": his.case.case_no, "check_code": his.case.check_code, "today": TODAY},
        guess=WRONG_CODE,
    ),
    "cases.find_tracked": Question(
        rightful=RESIDENT,
        ask=lambda his: {"case_no": his.case.case_no, "check_code": his.case.check_code},
        guess=WRONG_CODE,
    ),
    "cases.find_counted": Question(
        rightful=RESIDENT,
        ask=lambda his: {
            "now": LATER,
            "case_no": his.case.case_no,
            "check_code": his.case.check_code,
            "address": "192.0.2.1",
        },
        guess=WRONG_CODE,
    ),
    "cases.track_from": Question(
        rightful=RESIDENT,
        ask=lambda his: {
            "now": LATER,
            "case_no": his.case.case_no,
            "check_code": his.case.check_code,
            "address": "192.0.2.1",
        },
        guess=WRONG_CODE,
    ),
    "documents.verify_paper": Question(
        rightful=RESIDENT,
        ask=lambda his: {
            "now": LATER,
            "paper_no": his.decision.paper.paper_no,
            "check_code": his.decision.paper.check_code,
            "address": "192.0.2.1",
        },
        guess=WRONG_CODE,
    ),
    "feedback.find_invitation": Question(
        rightful=RESIDENT, ask=lambda his: {"token": his.token, "now": LATER}, guess={"token": "A" * 22}
    ),
}
