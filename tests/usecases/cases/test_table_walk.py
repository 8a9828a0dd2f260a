"""A random walk over the acts: whatever is tried, a case never leaves the table of permits."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.usecases.cases.journey import SYSTEM, VERDICTS, make_papers, points_of, submitted
from tests.world import APPROVER, CLERK, NOW, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.data.journal.models import Entry
from yimen.rules.access import Party
from yimen.rules.cases import PERMIT, Act, CaseState, OutOfTurn
from yimen.usecases.cases import actions

_PARTY = {
    Act.RECEIVE: Party.CLERK,
    Act.ACCEPT: Party.CLERK,
    Act.REVIEW: Party.REVIEWER,
    Act.SEND_BACK: Party.APPROVER,
    Act.GRANT: Party.APPROVER,
    Act.REFUSE: Party.APPROVER,
    Act.DELIVER: Party.CLERK,
    Act.CLOSE: Party.SYSTEM,
}


class _Walk(RuleBasedStateMachine):
    """One case; every act is tried in every state."""

    @initialize()
    def begin(self) -> None:
        self.case_id = submitted().case_id
        self.done: list[Act] = [Act.SUBMIT]

    @rule(act=st.sampled_from(sorted(_PARTY)), twice=st.booleans())
    def try_an_act(self, act: Act, twice: bool) -> None:
        for _ in range(2 if twice else 1):
            self._try(Act(act))

    @rule(step=st.integers(1, 3))
    def go_on_as_one_should(self, step: int) -> None:
        """The next act of the ordinary way, so that walks also reach the end."""
        for _ in range(step):
            state = CaseState(Case.objects.get(pk=self.case_id).state)
            ahead = [t.act for t in PERMIT if state in t.source and t.act in _PARTY]
            if ahead:
                self._try(ahead[0] if ahead[0] is not Act.SEND_BACK else Act.GRANT)

    def _try(self, act: Act) -> None:
        before = CaseState(Case.objects.get(pk=self.case_id).state)
        line = next(t for t in PERMIT if t.act is act)
        allowed = before in line.source and _PARTY[act] in line.parties
        repeated = act is Act.CLOSE and before is CaseState.CLOSED
        if allowed or repeated:
            _ACTS[act](self.case_id)
            if allowed:
                self.done.append(act)
                assert Case.objects.get(pk=self.case_id).state == line.target
            return
        with pytest.raises(OutOfTurn):
            _ACTS[act](self.case_id)
        assert Case.objects.get(pk=self.case_id).state == before.value

    @invariant()
    def every_act_left_one_step_and_one_entry(self) -> None:
        if not hasattr(self, "case_id"):
            return
        steps = CaseStep.objects.filter(case_id=self.case_id).order_by("order").values_list("act", flat=True)
        assert list(steps) == [act.value for act in self.done]
        entries = Entry.objects.filter(subject_type="case", subject_id=self.case_id).order_by("seq")
        assert [each.act for each in entries] == [f"cases.{act.value.lower()}" for act in self.done]

    @invariant()
    def dates_stand_where_the_state_needs_them(self) -> None:
        if not hasattr(self, "case_id"):
            return
        case = Case.objects.get(pk=self.case_id)
        assert (case.accepted_on is not None) is (Act.ACCEPT in self.done)
        assert (case.decided_at is not None) is bool({Act.GRANT, Act.REFUSE} & {*self.done})
        assert (case.closed_at is not None) is (case.state == "CLOSED")
        runs = CaseInterval.objects.filter(case=case, kind="RUN")
        assert runs.count() == (1 if Act.ACCEPT in self.done else 0)
        assert runs.filter(ended_on=None).exists() is (case.state in {"REVIEWING", "DECIDING"})


def _deliver(case_id: Any) -> None:
    make_papers(NOW)
    actions.deliver(actor=CLERK, now=NOW, case_id=case_id, way="COUNTER")


_ACTS: dict[Act, Callable[[Any], object]] = {
    Act.RECEIVE: lambda c: actions.receive(actor=CLERK, now=NOW, case_id=c, identity_check="IN_PERSON"),
    Act.ACCEPT: lambda c: actions.accept(actor=CLERK, now=NOW, case_id=c, verdicts=VERDICTS),
    Act.REVIEW: lambda c: actions.review(
        actor=REVIEWER, now=NOW, case_id=c, opinion="好。", passed_points=points_of(c), advice="GRANT"
    ),
    Act.SEND_BACK: lambda c: actions.send_back(actor=APPROVER, now=NOW, case_id=c, reason="请补。"),
    Act.GRANT: lambda c: actions.grant(actor=APPROVER, now=NOW, case_id=c, opinion="同意。"),
    Act.REFUSE: lambda c: actions.refuse(
        actor=APPROVER, now=NOW, case_id=c, facts="有争议。", reasons="不清。"
    ),
    Act.DELIVER: _deliver,
    Act.CLOSE: lambda c: actions.close(actor=SYSTEM, now=NOW, case_id=c, county_code="130921"),
}


def test_no_walk_leaves_the_table(db: None) -> None:
    run_state_machine_as_test(
        _Walk,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
