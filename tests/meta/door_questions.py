"""What the acts at the door ask."""

from datetime import timedelta

from tests.meta.question import Question
from tests.world import COUNTY, NOW
from yimen.rules.access import system_actor

_SILENCE = timedelta(days=20)
QUESTIONS = {
    "cases.list_silent_permits": Question(
        rightful=system_actor("deem_accepted"),
        ask=lambda _: {"now": NOW + _SILENCE, "county_code": COUNTY},
        is_nothing=lambda found: not found.due and not found.stuck,
    ),
}
