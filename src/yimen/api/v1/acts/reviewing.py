"""Reviewing, stopping and extending the clocks, hearings."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from yimen.api.shared.types import Body, Count, Line, Words
from yimen.api.v1.acts.act import CaseAct, Reason
from yimen.rules.case_forms import Advice
from yimen.rules.intervals import StopGround
from yimen.usecases.cases.actions import (
    extend,
    notify_hearing,
    resume,
    review,
    schedule_hearing,
    send_back,
    suspend,
)


class Point(Body):
    """One review point: ticked, or with a word why not."""

    number: Annotated[int, Field(ge=1, le=999, description="审查要点的序号，从 1 起")]
    passed: bool
    reason: Words = ""


class NearRelative(Body):
    """The colleague or committee member whose near relative the applicant is."""

    name: Line
    relation: Line


class Review(Body):
    """Points, opinion and advice; of a benefit also whether somebody here is a near relative."""

    points: Annotated[list[Point], Field(default_factory=list, max_length=999)]
    opinion: Words
    advice: Advice
    near_relative: Literal["YES", "NO"] | None = Field(
        None, description="申请人是不是经办人员或村委会成员的近亲属；给付类事项必须回答"
    )
    relative: NearRelative | None = Field(None, description="是近亲属的，写明是谁、什么关系")


class Suspend(Body):
    """The ground, for how many workdays, and who approved."""

    ground: StopGround
    days_needed: Count = Field(description="需要几个工作日")
    approver: Line
    basis: Words = Field("", description="ground 是 OTHER_BASIS 时写明依据的条文")
    reason: Words = ""


class Resume(Body):
    """What came out, and on which day."""

    result: Words
    ended_on: date | None = Field(None, description="结束的日期，不写是今天")


class Extend(Body):
    """How long, who approved, why."""

    days: Count = Field(description="延长几天，单位与原期限相同")
    approver: Line
    reason: Words


class ScheduleHearing(Body):
    """When it was asked for, when and where it is held, and who presides."""

    asked_on: date
    hearing_at: AwareDatetime
    place: Line
    host: Line


def _review(body: Review) -> Mapping[str, Any]:
    relative = body.relative
    return {
        "opinion": body.opinion,
        "advice": body.advice,
        "passed_points": tuple(each.number - 1 for each in body.points if each.passed),
        "point_reasons": {each.number - 1: each.reason for each in body.points if each.reason},
        "near_relative": body.near_relative or "",
        "relative_name": relative.name if relative else "",
        "relative_relation": relative.relation if relative else "",
    }


CASE_ACTS = (
    CaseAct(
        action="cases.review",
        function=review,
        words="待审查 → 待决定(给付类 → 待核对和入户调查)。审查要点核实一条勾一条，不勾的写原因。",
        body=Review,
        arguments=_review,
        example={
            "points": [{"number": 1, "passed": True}],
            "opinion": "材料齐全，情况属实，符合条件。",
            "advice": "GRANT",
        },
    ),
    CaseAct(
        action="cases.send_back",
        function=send_back,
        words="退回重新审查，写明还要核什么。时限照走，不打扰申请人。",
        body=Reason,
        example={"reason": "请再核对采伐地点的权属。"},
    ),
    CaseAct(
        action="cases.suspend",
        function=suspend,
        words="待审查、待决定 → 特别程序。时限停下，出具告知书(行政许可法第四十五条)。",
        body=Suspend,
        example={
            "ground": "EXPERT_REVIEW",
            "days_needed": 10,
            "approver": "王镇长",
            "reason": "需要专家评审。",
        },
    ),
    CaseAct(
        action="cases.resume",
        function=resume,
        words="特别程序 → 待审查。从结束那天的次日起接着计算，两个到期日重新算。",
        body=Resume,
        example={"result": "专家评审通过。", "ended_on": "2026-12-01"},
    ),
    CaseAct(
        action="cases.extend",
        function=extend,
        words="延长法定期限，只能一次，要在期限届满前批准，出具《延期告知书》。",
        body=Extend,
        example={"days": 10, "approver": "王镇长", "reason": "需要实地核实。"},
    ),
    CaseAct(
        action="cases.notify_hearing",
        function=notify_hearing,
        words="告知可以要求听证，出具《听证告知书》。时限照常计算。",
        body=Reason,
        example={"reason": "涉及相邻承包户的通行。"},
    ),
    CaseAct(
        action="cases.schedule_hearing",
        function=schedule_hearing,
        words="通知听证的时间地点，举行的七个工作日前出具《听证通知书》。",
        body=ScheduleHearing,
        example={
            "asked_on": "2026-11-18",
            "hearing_at": "2026-12-02T09:00:00+08:00",
            "place": "旧州镇政府二楼会议室",
            "host": "孙主任",
        },
    ),
)
