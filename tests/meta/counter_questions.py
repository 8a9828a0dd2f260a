"""Questions of the counter: how their owner asks them, and what counts as nothing."""

from tests.meta.question import Question
from tests.world import CLERK, ID_NUMBER

QUESTIONS = {
    "cases.list_open_of_person": Question(rightful=CLERK, ask=lambda _: {"id_no": ID_NUMBER}),
}
