"""The code that a visitor of the demo would read from somebody's telephone."""

from datetime import datetime, timedelta

from yimen.data.people.models import SecondFactor
from yimen.gateways.totp import code_of, step_at
from yimen.rules.second_factors import STEP_SECONDS, WINDOW_STEPS
from yimen.usecases.people.marks import stamp_holds
from yimen.usecases.people.secrets_kept import secret_of


def demo_code(*, account_id: str, stamp: str, now: datetime) -> str:
    """The six digits that count now for the account of a stamp that holds; empty when all of them are used.

    Codes count once, and visitors follow each other faster than time: then it is the code of the next
    step, which the window lets in. Only the pages of a demo may ask.
    """
    factor = SecondFactor.objects.select_related("account").filter(account_id=account_id).first()
    if factor is None or not stamp_holds(factor.account, stamp):
        return ""
    step = max(step_at(now), factor.last_step + 1)
    if step > step_at(now + timedelta(seconds=STEP_SECONDS * WINDOW_STEPS)):
        return ""
    return code_of(secret_of(factor), step)
