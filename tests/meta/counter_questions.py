"""Questions of the counter: how their owner asks them, and what counts as nothing."""

from tests.meta.question import TODAY, Question
from tests.usecases.cases import counter
from tests.world import CLERK, ID_NUMBER, ITEM_CODE, PENSION_ITEM_CODE, PENSION_VERSION
from yimen.data.cases.models import Case, CasePaper

_RECEIPT = {"paper__kind": "RECEIPT"}


def _receipt(case: Case) -> object:
    return CasePaper.objects.get(case=case, **_RECEIPT).paper_id


def _join(case: Case) -> object:
    """Let the case have come in at the counter, at the visit of the tests."""
    Case.objects.filter(pk=case.pk).update(visit_id=counter.VISIT)
    return counter.VISIT


def _listed(case: Case) -> str:
    """Let the case be one of an item that can come by a list."""
    Case.objects.filter(pk=case.pk).update(version_id=PENSION_VERSION)
    return PENSION_ITEM_CODE


QUESTIONS = {
    "cases.list_open_of_person": Question(rightful=CLERK, ask=lambda _: {"id_no": ID_NUMBER}),
    "cases.get_intake_desk": Question(
        rightful=CLERK,
        ask=lambda his: {
            "today": TODAY,
            "item_code": ITEM_CODE,
            "id_no": ID_NUMBER,
            "visit_id": _join(his.open_case),
        },
        is_nothing=lambda desk: not desk.duplicates and not desk.visit,
    ),
    "cases.get_list_desk": Question(
        rightful=CLERK,
        ask=lambda his: {"today": TODAY, "item_code": _listed(his.open_case), "text": f"赵建国 {ID_NUMBER}"},
        is_nothing=lambda desk: not any(each.warning for each in desk.rows),
    ),
    "cases.list_visit": Question(rightful=CLERK, ask=lambda his: {"visit_id": _join(his.open_case)}),
    "cases.get_handout": Question(rightful=CLERK, ask=lambda his: {"case_id": his.case.pk}),
    "cases.get_large_print": Question(
        rightful=CLERK,
        ask=lambda his: {
            "case_id": his.case.pk,
            "paper_id": _receipt(his.case),
            "public_url": "http://127.0.0.1:8000",
        },
    ),
}
