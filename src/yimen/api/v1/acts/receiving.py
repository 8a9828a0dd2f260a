"""At the door: receiving, telling once, correcting, accepting, sending away."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from yimen.api.shared.types import Body, Code, Count, Line, MaterialKey, Words
from yimen.api.v1.acts.act import CaseAct, Reason, kept
from yimen.api.v1.acts.materials import FileKeys, Marks, Verdicts, reasons_of, verdicts_of
from yimen.rules.case_forms import IdentityCheck
from yimen.usecases.cases.actions import (
    accept,
    decline,
    find_not_needed,
    forward,
    issue_one_time_notice,
    receive,
    return_prefiling,
    supplement,
)


class Receive(Body):
    """How the identity was checked."""

    identity_check: IdentityCheck


class Accept(Body):
    """Verdicts; what was found at intake holds for a material that is not named."""

    materials: Verdicts
    joint_organs: Annotated[
        list[Line], Field(default_factory=list, max_length=20, description="联合办理的其他机关，只有许可才有")
    ]
    renews_no: Code = Field("", description="申请延续的，原办件编号，只有许可才有")


class Notice(Body):
    """A mark for every material, and how many notices the caller has seen."""

    materials: Marks
    notices_before: Count = Field(0, description="已经出过几份告知书；和实际不一样时拒绝，因为有同事先告知了")


class Brought(Body):
    """What came for one material of the notice."""

    key: MaterialKey
    files: FileKeys
    on_paper: bool = Field(default=False, description="窗口收到了纸质件，只有窗口能写")


class Supplement(Body):
    """Everything that the notice asked for."""

    materials: list[Brought] = Field(max_length=999)


class Decline(Body):
    """Why, where to apply instead, and by which article."""

    reasons: Words
    competent_organ: Line = Field(description="应当向哪个机关申请")
    basis: Words = Field("", description="依据，不写用事项自己的依据")


class NotNeeded(Body):
    """Why no permit is needed."""

    reasons: Words
    basis: Words = ""


class Forward(Body):
    """To which organ it goes up, from the review on with an opinion."""

    receiving_organ: Line
    opinion: Words = ""


def _accept(body: Accept) -> Mapping[str, Any]:
    return {
        "verdicts": verdicts_of(body.materials),
        "joint_organs": body.joint_organs,
        "renews_no": body.renews_no,
    }


def _notice(body: Notice) -> Mapping[str, Any]:
    return {
        "verdicts": verdicts_of(body.materials),
        "reasons": reasons_of(body.materials),
        "notices_before": body.notices_before,
    }


def _supplement(body: Supplement) -> Mapping[str, Any]:
    uploads = {str(each.key): [kept(file) for file in each.files] for each in body.materials}
    return {"files": uploads, "on_paper": [str(each.key) for each in body.materials if each.on_paper]}


_SEEN = [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "FAIL", "reason": "没有签名，请补签后重交。"}]

CASE_ACTS = (
    CaseAct(
        action="cases.receive",
        function=receive,
        words="待收件 → 待受理，登记怎样核对的身份，出具接收凭证。",
        body=Receive,
        example={"identity_check": "IN_PERSON"},
    ),
    CaseAct(
        action="cases.return",
        function=return_prefiling,
        words="待收件 → 已退回。填错了、不是真要办的才退回；只是缺材料的，收件后一次性告知。",
        body=Reason,
        example={"reason": "选错了事项，请改选后重新提交。"},
    ),
    CaseAct(
        action="cases.issue_one_time_notice",
        function=issue_one_time_notice,
        words="待受理、补正中 → 补正中。每样材料都要点，所有要补的一次告知，出具《一次性告知书》。",
        body=Notice,
        arguments=_notice,
        example={"materials": _SEEN, "notices_before": 0},
    ),
    CaseAct(
        action="cases.supplement",
        function=supplement,
        words="补正中 → 待受理。告知书上的材料全部到齐才登记，出具补正材料的接收凭证。",
        body=Supplement,
        arguments=_supplement,
        example={"materials": [{"key": 2, "on_paper": True}]},
    ),
    CaseAct(
        action="cases.accept",
        function=accept,
        words="待受理 → 待审查。两个时限从这天起算，出具《受理通知书》。收件时点过的材料不用再写。",
        body=Accept,
        arguments=_accept,
        example={"materials": [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "PASS"}]},
    ),
    CaseAct(
        action="cases.decline",
        function=decline,
        words="待收件、待受理、补正中 → 不予受理。写明理由、应当向哪个机关申请，文书上有救济途径。",
        body=Decline,
        example={"reasons": "不属于本机关职权范围。", "competent_organ": "沧县自然资源主管部门"},
    ),
    CaseAct(
        action="cases.find_not_needed",
        function=find_not_needed,
        words="待收件、待受理 → 不需许可，只有许可才有。出具《不需行政许可告知书》。",
        body=NotNeeded,
        example={"reasons": "采伐农村居民房前屋后个人所有的零星林木，不需要采伐许可证。"},
    ),
    CaseAct(
        action="cases.forward",
        function=forward,
        words="待受理、待审查 → 已转报。审查过的连同意见和全部材料一起报上去，不让申请人再交一次。",
        body=Forward,
        example={"receiving_organ": "沧县林业主管部门", "opinion": "材料齐全，建议准予。"},
    ),
)
