"""Information requests: asking others, what they said, the answer, and what counts as given up."""

from datetime import date
from typing import Literal

from pydantic import Field

from yimen.api.shared.types import Body, Line, Words
from yimen.api.v1.acts.act import CaseAct, Reason
from yimen.rules.disclosures import AnswerKind, ConsultReply, WithheldGround
from yimen.usecases.cases.actions import answer, consult, end_consultation, lapse


class Consult(Body):
    """Who is asked, by which letter, and who approved it."""

    ground: Literal["THIRD_PARTY", "OTHER_ORGAN"]
    asked: Line = Field(description="征求谁的意见，不告诉申请人")
    document_no: Line = Field(description="征求意见书的文号")
    approver: Line


class EndConsultation(Body):
    """What they said, and on which day."""

    reply: ConsultReply
    said: Words = Field("", description="回复的内容；不同意公开的必须写理由")
    ended_on: date | None = Field(None, description="结束的日期，不写是今天")


class Answer(Body):
    """One of the closed list of answers, and what its article asks it to state."""

    kind: AnswerKind
    said: Words
    ground: WithheldGround | None = Field(None, description="不予公开、部分公开的依据")
    reasons: Words = ""


CASE_ACTS = (
    CaseAct(
        action="cases.consult",
        function=consult,
        words="只用于信息公开：待检索和审查、待答复 → 征求意见中。这段时间不计入答复期限(条例第三十三条)。",
        body=Consult,
        example={
            "ground": "THIRD_PARTY",
            "asked": "沧县某工程队",
            "document_no": "沧县旧州政征〔2026〕3号",
            "approver": "王镇长",
        },
    ),
    CaseAct(
        action="cases.end_consultation",
        function=end_consultation,
        words="征求意见中 → 待检索和审查。从结束那天的次日起接着计算；满 15 个工作日才能登记逾期没有提出。",
        body=EndConsultation,
        example={"reply": "AGREES", "said": "同意公开。", "ended_on": "2026-12-01"},
    ),
    CaseAct(
        action="cases.answer",
        function=answer,
        words="待答复 → 已有答复，出具《政府信息公开申请答复书》。审查过这件的人不能答复。",
        body=Answer,
        arguments=lambda body: {**dict(body), "ground": body.ground or ""},
        example={"kind": "PROVIDED", "said": "随本答复书提供复印件 3 页。"},
    ),
    CaseAct(
        action="cases.lapse",
        function=lapse,
        words="只用于信息公开：补正期限已满没有补正 → 视为放弃申请(条例第三十条)。",
        body=Reason,
        example={"reason": "11 月 20 日、12 月 1 日两次电话提醒，没有补正，也没有说明理由。"},
    ),
)
