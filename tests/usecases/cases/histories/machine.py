"""The machine that walks: legal acts are done, illegal ones refused, and after each everything is held."""

import os
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.rules import day_by_day
from tests.usecases.cases.histories.history import COUNTY, Doers, History
from tests.usecases.cases.journey import make_papers
from tests.usecases.cases.reviewing import findings_of
from yimen.data.cases.models import CaseInterval, CasePaper, CaseStep
from yimen.data.journal.models import Entry
from yimen.rules.access import NotFound
from yimen.rules.cases import ENDS, TABLES, Act, CaseState, OutOfTurn, Transition
from yimen.rules.catalog import Family
from yimen.rules.deadlines import Extension, Limit, Stop, StopGround, Unit
from yimen.rules.documents import PaperKind
from yimen.rules.file_reviews import ReviewRule
from yimen.rules.intervals import CONSULTING_GROUNDS
from yimen.usecases.cases.clocks import limits_of_case

DEEP = os.environ.get("YIMEN_DEEP_TESTS") == "1"  # many more walks from a free seed, by hand
# What only 行政许可法 knows: no other family may leave one of these.
OF_PERMITS = {
    PaperKind.GRANT,
    PaperKind.REFUSAL,
    PaperKind.SUSPENSION,
    PaperKind.HEARING_RIGHTS,
    PaperKind.HEARING_NOTICE,
}

# What a walk brings about that lets days pass on which something is due.
OF_LATENESS = {ReviewRule.TOLD_IN_TIME, ReviewRule.DECIDED_IN_TIME, ReviewRule.DELIVERED_IN_TIME}


class Walk(RuleBasedStateMachine):
    """One case; `begin` gives a fresh history, `doers` how each act of its table is done."""

    family: ClassVar[Family]
    doers: ClassVar[Doers]
    begin: ClassVar[object]

    @initialize(data=st.data(), punctual=st.booleans())
    def open(self, data: st.DataObject, punctual: bool) -> None:
        self.history: History = self.begin(punctual)  # type: ignore[operator]
        self.papers = 0
        firsts = [line for line in TABLES[self.family] if not line.source and line.act in self.doers]
        self._do(data.draw(st.sampled_from(firsts)))

    @rule(data=st.data(), days=st.sampled_from([0, 0, 1, 2, 3, 8]))
    def go_on(self, data: st.DataObject, days: int) -> None:
        self.history.wait(days)
        ahead = self._legal()
        if ahead:
            self._do(data.draw(st.sampled_from(ahead)))

    @rule(data=st.data())
    @precondition(lambda self: not hasattr(self, "tried") or self.tried < 3)
    def try_out_of_turn(self, data: st.DataObject) -> None:
        """An act that the table does not allow here is refused and leaves nothing behind."""
        self.tried = getattr(self, "tried", 0) + 1
        state = self.history.state
        lines = [
            line
            for line in TABLES[self.family]
            if line.source and state not in line.source and line.act in self.doers
        ]
        if not lines:
            return
        line = data.draw(st.sampled_from(lines))
        if line.act is Act.CLOSE and state is CaseState.CLOSED:
            return  # a repeated job changes nothing and is no error
        before = (self._entries(), self._papers())
        with pytest.raises((OutOfTurn, NotFound)):  # a sensitive case is hidden from who has no duty in it
            self.doers[line.act].do(self.history)
        assert self.history.state is state
        assert (self._entries(), self._papers()) == before

    def _legal(self) -> list[Transition]:
        state = self.history.state
        return [
            line
            for line in TABLES[self.family]
            if state in line.source and line.act in self.doers and self.doers[line.act].may(self.history)
        ]

    def _do(self, line: Transition) -> None:
        before = set() if self.history.case_id is None else self._papers()
        self.doers[line.act].do(self.history)
        self.history.done.append(line.act)
        left = [PaperKind(kind) for _, kind in self._papers() - before]
        assert set(left) <= set(line.papers), f"{line.act} left {left}"
        assert len(left) <= 1
        if line.target is not None:
            targets = {each.target for each in TABLES[self.family]}
            assert self.history.state in targets

    def _papers(self) -> set[tuple[str, str]]:
        rows = CasePaper.objects.filter(county_code=COUNTY, case_id=self.history.case_id)
        return {(str(pk), kind) for pk, kind in rows.values_list("paper_id", "paper__kind")}

    def _entries(self) -> list[str]:
        rows = Entry.objects.filter(subject_type="case", subject_id=self.history.case_id)
        return list(rows.order_by("seq").values_list("act", flat=True))

    @invariant()
    def every_act_left_one_step_and_one_entry(self) -> None:
        if not hasattr(self, "history"):
            return
        steps = CaseStep.objects.filter(county_code=COUNTY, case_id=self.history.case_id)
        acts = [each.value for each in self.history.done]
        assert list(steps.order_by("order").values_list("act", flat=True)) == acts
        assert self._entries()[1:] == [f"cases.{act.lower()}" for act in acts][1:]
        assert len(self._entries()) == len(acts)

    @invariant()
    def the_state_stands_in_the_table(self) -> None:
        if hasattr(self, "history"):
            assert self.history.state in {line.target for line in TABLES[self.family]} - {None}

    @invariant()
    def both_clocks_agree_with_a_count_day_by_day(self) -> None:
        if not hasattr(self, "history"):
            return
        case = self.history.case
        if case.accepted_on is None:
            assert (case.statutory_due, case.promised_due) == (None, None)
            return
        intervals = list(CaseInterval.objects.filter(county_code=COUNTY, case=case))
        stops = [_stop(each) for each in intervals if each.kind == "STOP"]
        extensions = [_extension(each) for each in intervals if each.kind == "EXTENSION"]
        statutory, promised = limits_of_case(case)
        assert case.statutory_due == _counted(case.accepted_on, statutory, stops, extensions)
        assert case.promised_due == _counted(case.accepted_on, promised, stops, [])

    @invariant()
    def no_rule_of_permits_reaches_another_family(self) -> None:
        if not hasattr(self, "history") or self.family is Family.PERMIT:
            return
        case = self.history.case
        assert case.notice_due_at is None
        assert case.delivery_due is None
        stops = CaseInterval.objects.filter(county_code=COUNTY, case=case, kind="STOP")
        assert not stops.exclude(ground__in=CONSULTING_GROUNDS).exists()
        assert self.family is Family.DISCLOSURE or not stops.exists()
        rows = CasePaper.objects.filter(county_code=COUNTY, case=case).select_related("paper")
        for row in rows:
            assert PaperKind(row.paper.kind) not in OF_PERMITS
            assert "行政许可" not in str(row.paper.facts), row.paper.kind

    def teardown(self) -> None:
        """The review of the file of a case that is over finds nothing but what the walk itself did late."""
        if not hasattr(self, "history"):
            return
        history = self.history
        make_papers(history.now)
        if history.state in ENDS:
            found = {each.rule for each in findings_of(history.case_id)}
            assert not found - (set() if history.punctual else OF_LATENESS), (found, history.done)


def _counted(accepted_on, limit: Limit | None, stops, extensions):  # type: ignore[no-untyped-def]
    if limit is None:
        return None
    if limit.unit is Unit.INSTANT:
        return accepted_on
    return day_by_day.count(accepted_on, limit, stops, extensions)[0]


def _stop(row: CaseInterval) -> Stop:
    return Stop(
        started_on=row.started_on,
        ended_on=row.ended_on,
        ground=StopGround(row.ground),
        basis=row.basis,
        document_no=row.document_no,
    )


def _extension(row: CaseInterval) -> Extension:
    return Extension(days=row.days or 0, granted_on=row.started_on, reason=row.reason)


def run(machine: type[Walk], *, examples: int, steps: int) -> None:
    """Walk so many histories of at most so many steps."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * 20 if DEEP else examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not DEEP,
            database=None,
            # Shrinking walks a real database again and again; the printed steps are short enough.
            phases=(Phase.generate,),
            suppress_health_check=[
                HealthCheck.too_slow,
                HealthCheck.function_scoped_fixture,
                HealthCheck.filter_too_much,
            ],
        ),
    )
