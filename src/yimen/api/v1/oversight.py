"""`/oversight`: what a department has to supervise: its list, confirming, sending back, the first check."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from yimen.api.shared.answers import ACTS, READS, answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.cursors import cursor_of, key_of
from yimen.api.shared.keys import RequestKey
from yimen.api.shared.types import Body, Line, Words
from yimen.api.v1.acts.act import kept
from yimen.rules.deadlines import DueLight
from yimen.rules.oversight import MOST_AT_ONCE, CheckResult, OversightPile, OversightState
from yimen.usecases.cases.actions import (
    acknowledge_oversight,
    record_first_check,
    send_back_oversight,
)
from yimen.usecases.cases.queries.oversight import OversightView, get_overseen, list_overseen

router = Router(tags=["oversight"])


class ReferralRow(Schema):
    """A decision in the list of the department that supervises it: masked, under the neutral name."""

    referral_id: UUID = Field(validation_alias="id")
    case_no: str = Field(validation_alias="number")
    item_name: str
    applicant_name: str = Field(description="脱敏")
    township_name: str
    village_name: str
    state: OversightState
    state_label: str
    decided_on: date
    due_on: date | None = Field(description="这一步最迟哪天；不计时的是 null")
    light: DueLight = Field(description="RED 超期，AMBER 即将到期，GREEN 期限内，NONE 不计时")
    light_words: str
    checked_on: date | None
    result_label: str = Field(description="首次检查的结果；还没有检查的是空的")


class PileCount(Schema):
    """How many decisions lie in a pile."""

    pile: OversightPile
    label: str
    count: str = Field(description="数到一百为止：一百以上写 99+；已经办完的不数，是空的")


class ReferralPage(Schema):
    """One page of a pile, and the counts of all piles."""

    results: list[ReferralRow]
    counts: list[PileCount]
    next: str | None = Field(description="下一页的 cursor；没有下一页是 null")


class ReferralsAsked(Schema):
    """Which pile, from where on."""

    pile: OversightPile = Field(
        OversightPile.TO_ACKNOWLEDGE, description="哪一叠：TO_ACKNOWLEDGE 待确认，TO_CHECK 待首次检查"
    )
    limit: int = Field(30, ge=1, le=100, description="最多几条")
    cursor: Line = Field("", description="上一页的 next")


class ReferralTerms(Schema):
    """The county's rule under which the decision was handed over."""

    handover_workdays: int = Field(description="几个工作日内确认")
    check_workdays: int = Field(description="确认以后几个工作日内首次检查")
    points: list[str] = Field(description="看哪几点")
    basis: str


class ReferralEvent(Schema):
    """One thing that happened after the decision."""

    at: datetime
    label: str
    organ_name: str
    who: str
    text: str


class ReferralShown(Schema):
    """One decision for the department that supervises it; personal values are masked."""

    referral_id: UUID = Field(validation_alias="id")
    case_no: str = Field(validation_alias="number")
    item_name: str
    applicant_name: str = Field(description="脱敏")
    id_masked: str
    phone_masked: str
    township_name: str
    village_name: str
    deciding_organ: str
    handling_organ: str
    decided_on: date
    decision_no: str = Field(description="决定书编号；没有决定书的是空的")
    valid_until: date | None
    state: OversightState
    state_label: str
    due_on: date | None
    provisional: bool = Field(description="节假日安排还没公布，日期可能变")
    light: DueLight
    light_words: str
    terms: ReferralTerms | None = Field(description="县里没有定规则的是 null")
    events: list[ReferralEvent]
    checked_on: date | None
    checkers: list[str]
    result_label: str
    problems: str
    handling: str


class Confirmed(Body):
    """Which decisions the department has received; all or none are confirmed."""

    referral_ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)


class ConfirmedSo(Schema):
    """How many were confirmed."""

    count: int


class SentBack(Body):
    """Why it is not this department's."""

    reason: Line


class SentBackSo(Schema):
    """Where the decision stands now: the county's office names another department."""

    state: OversightState


class FirstCheckMade(Body):
    """The first check: the day, who checked, what was found and how it was dealt with (行政许可法 61)."""

    checked_on: date
    checker: Line
    second_checker: Line = ""
    result: CheckResult
    problems: Words = Field("", description="发现的问题；结果是发现问题的必填")
    handling: Words = Field("", description="怎样处理；结果是发现问题的必填")
    photo: UUID | None = Field(None, description="现场照片或检查记录，先用 POST /files 上传")


@router.get(
    "",
    auth=Post("cases.read_oversight"),
    response=answers({200: ReferralPage}, 422),
    operation_id="list_referrals",
    summary="转给本部门监管的决定",
)
def list_referrals(request: CallRequest, asked: Query[ReferralsAsked]) -> dict[str, Any]:
    """只有转给本部门的；要做的先到的在前，办完的新的在前。退回以后就看不到了。"""
    page = list_overseen(
        actor=request.auth,
        today=request.now.date(),
        pile=asked.pile,
        after=key_of(asked.cursor),
        limit=asked.limit,
    )
    return {"results": list(page.rows), "counts": list(page.counts), "next": cursor_of(page.next_key or None)}


@router.post(
    "/acknowledge",
    auth=Post("cases.acknowledge_oversight"),
    response=answers({200: ConfirmedSo}, *ACTS),
    operation_id="acknowledge_referrals",
    summary="确认接收",
)
def acknowledge_referrals(request: CallRequest, payload: Confirmed, key: RequestKey = None) -> dict[str, Any]:
    """一次可以确认几件；有一件已经确认或退回了，就一件也不确认。首次检查的期限从这天起算。"""
    count = acknowledge_oversight(
        actor=request.auth, now=request.now, referral_ids=payload.referral_ids, request_key=key
    )
    return {"count": count}


@router.get(
    "/{referral_id}",
    auth=Post("cases.read_oversight"),
    response=answers({200: ReferralShown}, *READS),
    operation_id="read_referral",
    summary="一件转来监管的决定",
)
def read_referral(request: CallRequest, referral_id: UUID) -> OversightView:
    """决定、期限、县里定的规则和以后发生的事。"""
    return _shown(request, referral_id)


@router.post(
    "/{referral_id}/send-back",
    auth=Post("cases.send_back_oversight"),
    response=answers({200: SentBackSo}, *ACTS),
    operation_id="send_referral_back",
    summary="不归本部门监管的，退回",
)
def send_referral_back(
    request: CallRequest, referral_id: UUID, payload: SentBack, key: RequestKey = None
) -> dict[str, Any]:
    """确认以前可以退回，县政务办另行指定；原来的期限继续走。"""
    send_back_oversight(
        actor=request.auth,
        now=request.now,
        referral_id=referral_id,
        reason=payload.reason,
        request_key=key,
    )
    return {"state": OversightState.UNNAMED}


@router.post(
    "/{referral_id}/first-check",
    auth=Post("cases.record_first_check"),
    response=answers({200: ReferralShown}, *ACTS),
    operation_id="record_referral_check",
    summary="登记首次检查",
)
def record_referral_check(
    request: CallRequest, referral_id: UUID, payload: FirstCheckMade, key: RequestKey = None
) -> OversightView:
    """确认接收以后登记一次；检查日期在决定那天和今天之间。"""
    record_first_check(
        actor=request.auth,
        now=request.now,
        referral_id=referral_id,
        checked_on=payload.checked_on,
        checker=payload.checker,
        second_checker=payload.second_checker,
        result=payload.result.value,
        problems=payload.problems,
        handling=payload.handling,
        photo=kept(payload.photo),
        request_key=key,
    )
    return _shown(request, referral_id)


def _shown(request: CallRequest, referral_id: UUID) -> OversightView:
    return get_overseen(actor=request.auth, today=request.now.date(), referral_id=referral_id)
