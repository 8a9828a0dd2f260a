"""What is asked about one's own account."""

from tests.meta.question import LATER, Belongings, Question
from tests.web.sessions import open_log_in
from tests.world import CLERK
from yimen.data.people.models import Account


def _logged_in(_: Belongings) -> dict[str, object]:
    open_log_in(Account.objects.get(pk=CLERK.account_id), LATER)
    return {"now": LATER, "current": None}


QUESTIONS = {
    "people.list_log_ins": Question(rightful=CLERK, ask=_logged_in),
}
