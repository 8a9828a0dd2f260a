"""What is asked about one's own account."""

from tests.meta.question import LATER, Belongings, Question
from tests.web.sessions import open_log_in
from tests.world import CLERK
from yimen.data.people.models import Account


def _logged_in(_: Belongings) -> dict[str, object]:
    open_log_in(Account.objects.get(pk=CLERK.account_id), LATER)
    return {"now": LATER, "current": None}


QUESTIONS = {
    # everybody may ask, and is told of their own account
    "people.get_own_account": Question(
        rightful=CLERK, ask=_logged_in, is_nothing=lambda found: found.login_name != CLERK.name
    ),
    "people.list_log_ins": Question(rightful=CLERK, ask=_logged_in),
}
