"""Walks a permit into and out of a special procedure, past an extension, and up to another organ."""

from datetime import date, datetime
from uuid import UUID

from tests.usecases.cases.journey import HOUR, accepted
from tests.world import APPROVER, NOW, REVIEWER
from yimen.usecases.cases import actions


def stop(case_id: UUID, now: datetime, *, ground: str = "EXPERT_REVIEW", days: int | None = 10) -> None:
    """The reviewer stops the clocks."""
    actions.suspend(
        actor=REVIEWER, now=now, case_id=case_id, ground=ground, days_needed=days, approver="李镇长"
    )


def go_on(case_id: UUID, now: datetime, *, ended_on: date | None = None) -> None:
    """The reviewer lets them run again."""
    actions.resume(actor=REVIEWER, now=now, case_id=case_id, result="专家评审通过。", ended_on=ended_on)


def lengthen(case_id: UUID, now: datetime, *, days: int | None = 10) -> None:
    """The approver extends the limit of the law."""
    actions.extend(
        actor=APPROVER, now=now, case_id=case_id, days=days, approver="李镇长", reason="林权核查尚未完成。"
    )


def suspended(*, now: datetime = NOW) -> UUID:
    """A case that stands still."""
    case_id = accepted(now=now)
    stop(case_id, now + 3 * HOUR)
    return case_id


def told_of_hearing(*, now: datetime = NOW) -> UUID:
    """A case whose applicant was told that a hearing may be asked for."""
    case_id = accepted(now=now)
    actions.notify_hearing(
        actor=REVIEWER, now=now + 3 * HOUR, case_id=case_id, reason="采伐涉及相邻林地的通行。"
    )
    return case_id
