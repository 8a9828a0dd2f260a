"""Two at once, with real threads and real commits: one winner, one row of each kind, no gap."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.usecases.cases.journey import VERDICTS, draft, received, reviewed, submitted
from tests.world import APPROVER, CLERK, NOW, OTHER_RESIDENT, RESIDENT, SECOND_APPROVER, VILLAGE
from yimen.data.cases.models import Case, CasePaper, CaseStep, Draft
from yimen.data.journal.models import Entry, Outbox
from yimen.data.orgs.models import NumberSeries
from yimen.rules.access import Actor
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases import actions
from yimen.usecases.cases.actions.submit import AlreadySubmitted


def _race(*runs: Callable[[], object]) -> list[object]:
    """What each thread answered or raised, in the order of the threads."""
    from django.db import connections

    gate = threading.Barrier(len(runs))
    answers: list[object] = [None] * len(runs)

    def run(number: int) -> None:
        try:
            gate.wait(timeout=30)
            answers[number] = runs[number]()
        except Exception as refused:  # noqa: BLE001 - the test judges what came out
            answers[number] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(runs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def _refusals(answers: list[object]) -> list[type]:
    return [type(each) for each in answers if isinstance(each, Exception)]


def _grant(actor: Actor, case_id: UUID) -> Callable[[], object]:
    return lambda: actions.grant(
        actor=actor, now=NOW, case_id=case_id, opinion="同意。", request_key=f"g-{case_id}"
    )


def _refuse(actor: Actor, case_id: UUID) -> Callable[[], object]:
    return lambda: actions.refuse(
        actor=actor, now=NOW, case_id=case_id, facts="有争议。", reasons="权属不清。"
    )


def test_of_two_approvers_at_once_exactly_one_decides(real_db: None) -> None:
    for second in (_grant, _refuse):
        case_id = reviewed()
        answers = _race(_grant(APPROVER, case_id), second(SECOND_APPROVER, case_id))
        assert _refusals(answers) == [OutOfTurn]
        assert CaseStep.objects.filter(case_id=case_id, act__in=["GRANT", "REFUSE"]).count() == 1
        decided = Entry.objects.filter(subject_id=case_id, act__in=["cases.grant", "cases.refuse"])
        assert decided.count() == 1
        kinds = ["GRANT", "REFUSAL"]
        assert CasePaper.objects.filter(case_id=case_id, paper__kind__in=kinds).count() == 1
        told = Outbox.objects.filter(subject_id=case_id, topic="cases.decided")
        assert told.count() == 1


def test_a_double_click_by_one_approver_is_one_decision_and_one_answer(real_db: None) -> None:
    case_id = reviewed()
    answers = _race(_grant(APPROVER, case_id), _grant(APPROVER, case_id))
    assert _refusals(answers) == []
    assert answers[0] == answers[1]
    assert CasePaper.objects.filter(case_id=case_id, paper__kind="GRANT").count() == 1


def test_two_clerks_accept_once(real_db: None) -> None:
    case_id = received()
    answers = _race(*[lambda: actions.accept(actor=CLERK, now=NOW, case_id=case_id, verdicts=VERDICTS)] * 3)
    assert _refusals(answers) == [OutOfTurn, OutOfTurn]
    assert CasePaper.objects.filter(case_id=case_id, paper__kind="ACCEPTANCE").count() == 1


def test_a_form_sent_three_times_at_once_is_one_case(real_db: None) -> None:
    draft_id = draft()

    def send(key: str) -> Callable[[], object]:
        return lambda: actions.submit(
            actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True, request_key=key
        )

    answers = _race(send("a"), send("a"), send("b"))
    assert set(_refusals(answers)) <= {AlreadySubmitted}
    assert Case.objects.count() == 1
    assert Entry.objects.filter(act="cases.submit").count() == 1


def test_two_first_saves_at_once_make_one_draft(real_db: None) -> None:
    def save() -> object:
        return actions.save_draft(
            actor=RESIDENT, now=NOW, item_code="CZ0010", fields={"name": "赵建国"}, village_code=VILLAGE
        )

    answers = _race(save, save, save)
    assert _refusals(answers) == []
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("rounds", [4])
def test_racing_submissions_leave_no_gap_and_no_double_number(real_db: None, rounds: int) -> None:
    for _ in range(rounds):
        drafts = [(RESIDENT, draft(actor=RESIDENT)), (OTHER_RESIDENT, draft(actor=OTHER_RESIDENT))]
        # The third sends what is refused late: its number must not be lost.
        answers = _race(
            *[_submission(actor, draft_id, declared=True) for actor, draft_id in drafts],
            _submission(RESIDENT, drafts[0][1], declared=False),
        )
        assert all(answers)
    numbers = sorted(Case.objects.values_list("case_no", flat=True))
    assert numbers == [f"130921-2026-100-{serial:06d}" for serial in range(1, 2 * rounds + 1)]
    assert NumberSeries.objects.get(series="CASE").last == 2 * rounds


def _submission(actor: Actor, draft_id: UUID, *, declared: bool) -> Callable[[], object]:
    return lambda: actions.submit(actor=actor, now=NOW, draft_id=draft_id, declared=declared)


def test_racing_receipts_are_numbered_without_gap(real_db: None) -> None:
    cases = [submitted().case_id for _ in range(6)]

    def receive(case_id: UUID) -> Callable[[], object]:
        return lambda: actions.receive(actor=CLERK, now=NOW, case_id=case_id, identity_check="IN_PERSON")

    answers = _race(*[receive(case_id) for case_id in cases])
    assert _refusals(answers) == []
    serials = CasePaper.objects.filter(paper__kind="RECEIPT").values_list("paper__serial", flat=True)
    assert sorted(serials) == [1, 2, 3, 4, 5, 6]
