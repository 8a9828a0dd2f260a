"""Questions that programs put: how their owner asks them, and what counts as nothing."""

from tests.meta.question import TODAY, Question
from tests.world import CLERK

QUESTIONS = {
    "cases.list_cases": Question(
        rightful=CLERK, ask=lambda _: {"today": TODAY}, is_nothing=lambda page: not page.rows
    ),
    "cases.find_case_paper": Question(
        rightful=CLERK,
        ask=lambda his: {"case_id": his.case.case_no, "paper_id": his.decision.paper_id},
    ),
}
