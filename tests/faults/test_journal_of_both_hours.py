"""A clock set back between two folds: the journal of both hours is folded, and verifies."""

from datetime import timedelta

from tests import world
from tests.usecases.cases import journey
from tests.usecases.journal.neighbors import wait_for_neighbors
from yimen.usecases.cases import actions
from yimen.usecases.journal.folding import fold
from yimen.usecases.journal.verifying import verify_journal

HOUR = timedelta(hours=1)


def test_the_journal_of_both_hours_verifies_and_folds(real_db: None) -> None:
    earlier = world.NOW - HOUR
    case_id = journey.received()
    wait_for_neighbors()
    fold(actor=journey.SYSTEM, now=world.NOW + journey.HOUR)
    actions.accept(actor=world.CLERK, now=earlier, case_id=case_id, verdicts=journey.VERDICTS)
    wait_for_neighbors()
    assert fold(actor=journey.SYSTEM, now=earlier)["leaves"]
    assert verify_journal().findings == ()
