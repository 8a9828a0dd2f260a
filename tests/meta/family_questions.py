"""Questions about forwarded cases: how their owner asks them."""

from tests.meta.question import TODAY, Question
from tests.usecases.cases import families
from tests.world import CLERK, PENSION_VERSION

QUESTIONS = {
    "cases.get_copy_sheet": Question(
        rightful=CLERK,
        ask=lambda _: {"case_id": families.taken_in(PENSION_VERSION), "today": TODAY},
    ),
}
