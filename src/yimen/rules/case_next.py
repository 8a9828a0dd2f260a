"""The one next thing of a case: who must do it, what it is, told to the applicant and to the desk."""

from dataclasses import dataclass

from yimen.rules.case_states import CaseState, state_label
from yimen.rules.errors import N_
from yimen.rules.items import Family


@dataclass(frozen=True, kw_only=True, slots=True)
class NextThing:
    """The one next thing: who must do it, what it is, and whether that is the applicant."""

    who: str
    what: str
    words: str
    is_yours: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What the sentences name, already in words; a date that is not known is empty."""

    center: str
    organ: str
    department: str = ""
    due: str = ""
    notice_due: str = ""


_S = CaseState
_F = Family
_YOU = N_("现在该您办")
_ORGAN = N_("现在该{organ}办")
_NO_TRIP = N_("不用您跑，最迟{due}办完。")

_Said = tuple[str, str, str]
_NEXT: dict[CaseState, _Said] = {
    _S.SUBMITTED: (_YOU, N_("带上身份证和标了“带到窗口”的材料，到{center}核对身份"), ""),
    _S.RECEIVED: (N_("现在该{center}办"), N_("窗口正在核对材料"), ""),
    _S.CORRECTING: (_YOU, N_("按一次性告知书补齐材料"), N_("可以在这里拍照补交，也可以送到{center}。")),
    _S.REVIEWING: (_ORGAN, N_("审查人员正在核实"), _NO_TRIP),
    _S.SUSPENDED: (_ORGAN, N_("特别程序进行中，这段时间不计入期限"), ""),
    _S.DECIDING: (_ORGAN, N_("审批人员正在作决定"), _NO_TRIP),
    _S.VERIFYING: (_ORGAN, N_("工作人员正在核对情况，可能会到您家里看一看"), _NO_TRIP),
    _S.PUBLICIZING: (_ORGAN, N_("正在村（社区）公示"), _NO_TRIP),
    _S.CONFIRMING: (_ORGAN, N_("正在等确认机关决定"), _NO_TRIP),
    _S.PASSED_ON: (N_("现在该{department}办"), N_("已经转过去了，不用您再跑"), N_("有了结果，我们告诉您。")),
    _S.GRANTED: (_YOU, N_("签收并下载决定书"), N_("也可以带身份证到{center}领纸质的。")),
    _S.REFUSED: (
        _YOU,
        N_("签收并下载决定书"),
        N_("也可以带身份证到{center}领纸质的。不服的，文书最后写着向谁申请复议、到哪个法院起诉。"),
    ),
    _S.CONCLUDED: (_YOU, N_("签收并下载办理结果"), N_("也可以带身份证到{center}领纸质的。")),
    _S.DELIVERED: (N_("现在该系统办"), N_("正在办结归档"), ""),
    _S.CLOSED: (N_("都办好了"), N_("没有要您办的事了"), N_("愿意的话，请按短信里的链接评价这次办事。")),
}
# 行政许可法 32: silence of five workdays accepts; of no other family.
_SILENCE: dict[CaseState, str] = {
    _S.SUBMITTED: N_("窗口最迟{notice_due}告诉您是否受理；没有告诉您的，从提交那天起就算受理。"),
    _S.RECEIVED: N_("最迟{notice_due}告诉您是否受理；没有告诉您的，从提交那天起就算受理。"),
}
_OF_FAMILY: dict[tuple[Family, CaseState], _Said] = {
    (_F.BENEFIT, _S.REVIEWING): (_ORGAN, N_("工作人员正在初审"), _NO_TRIP),
    (_F.BENEFIT, _S.GRANTED): (_YOU, N_("签收并下载告知书"), N_("也可以带身份证到{center}领纸质的。")),
    (_F.BENEFIT, _S.REFUSED): (
        _YOU,
        N_("签收并下载告知书"),
        N_("也可以带身份证到{center}领纸质的。不服的，文书最后写着向谁申请复议、到哪个法院起诉。"),
    ),
    (_F.DISCLOSURE, _S.SUBMITTED): (N_("现在该{center}办"), N_("工作人员确认收到，确认那天起算答复期限"), ""),
    (_F.DISCLOSURE, _S.CORRECTING): (
        _YOU,
        N_("按告知书把要什么信息写清楚"),
        N_("可以在这里拍照补交，也可以送到{center}。逾期不补、又没有正当理由的，视为放弃申请。"),
    ),
    (_F.DISCLOSURE, _S.REVIEWING): (_ORGAN, N_("工作人员正在查找和审查"), N_("不用您跑，最迟{due}答复。")),
    (_F.DISCLOSURE, _S.SUSPENDED): (_ORGAN, N_("正在书面征求意见，这段时间不计入答复期限"), ""),
    (_F.DISCLOSURE, _S.DECIDING): (_ORGAN, N_("正在作出答复"), N_("不用您跑，最迟{due}答复。")),
    (_F.DISCLOSURE, _S.CONCLUDED): (
        _YOU,
        N_("签收并下载答复书"),
        N_("也可以带身份证到{center}领纸质的。不服的，文书最后写着怎样申请复议、起诉。"),
    ),
    (_F.OTHER, _S.DECIDING): (_ORGAN, N_("正在作出办理结果"), _NO_TRIP),
    (_F.FORWARDED, _S.RECEIVED): (N_("现在该{center}办"), N_("窗口正在核对材料，随后转给主管部门"), ""),
    (_F.FORWARDED, _S.FORWARDED): (
        N_("部门已有结果"),
        N_("结果写在“全部经过”里，也可以到{center}问"),
        N_("愿意的话，请按短信里的链接评价这次办事。"),
    ),
}
# What a family asks of its own office where others ask the applicant.
_NOT_YOURS = frozenset({(_F.DISCLOSURE, _S.SUBMITTED)})
_YOURS = frozenset({_S.SUBMITTED, _S.CORRECTING, _S.GRANTED, _S.REFUSED, _S.CONCLUDED})
_ENDED: dict[CaseState, str] = {
    _S.DECLINED: N_("通知书写着原因和该找哪个机关，在“文书”里"),
    _S.NOT_NEEDED: N_("这件事不用办许可，告知书在“文书”里"),
    _S.WITHDRAWN: N_("申请已经撤回；以后要办，可以重新申请"),
    _S.RETURNED: N_("没有收件；原因在“全部经过”里，改好可以重新提交"),
    _S.FORWARDED: N_("已经报给上级机关，由其继续办，您不用重新交材料"),
    _S.VOIDED: N_("这次登记作废了，原因在“全部经过”里"),
    _S.TERMINATED: N_("办理已经终止，原因在“全部经过”里"),
}


def next_thing(state: CaseState, *, family: Family, names: Names) -> NextThing:
    """Who must do what now, in plain words; a sentence whose date is unknown is left out."""
    said = _OF_FAMILY.get((family, state)) or _NEXT.get(state)
    if said is None:
        said = (state_label(state, family), _ENDED.get(state, N_("没有要您办的事了")), "")
    who, what, words = said
    if family is Family.PERMIT and names.notice_due:
        words = _SILENCE.get(state, words)
    values = {
        "center": names.center,
        "organ": names.organ,
        "department": names.department or N_("主管部门"),
        "due": names.due,
        "notice_due": names.notice_due,
    }
    if "{due}" in words and not names.due:
        words = ""
    return NextThing(
        who=who.format(**values),
        what=what.format(**values),
        words=words.format(**values),
        is_yours=state in _YOURS and (family, state) not in _NOT_YOURS,
    )


_ITS_OWN_NAME = ("联", "局", "办", "部", "所", "中心", "委", "机关", "部门")


def department_words(department: str) -> str:
    """A department of the item list as people say it: 公安 → 公安部门, 残联 stays."""
    return department if not department or department.endswith(_ITS_OWN_NAME) else f"{department}部门"


_WAITING: dict[CaseState, str] = {
    _S.SUBMITTED: N_("等窗口人员收件"),
    _S.RECEIVED: N_("等窗口人员核对材料、受理"),
    _S.CORRECTING: N_("等申请人补齐材料"),
    _S.REVIEWING: N_("等审查人员审查"),
    _S.SUSPENDED: N_("特别程序进行中"),
    _S.DECIDING: N_("等审批人员决定"),
    _S.VERIFYING: N_("等核对和入户调查"),
    _S.PUBLICIZING: N_("村级公示进行中"),
    _S.CONFIRMING: N_("等确认机关决定"),
    _S.PASSED_ON: N_("等部门的结果"),
    _S.GRANTED: N_("等申请人签收，或窗口人员送达"),
    _S.REFUSED: N_("等申请人签收，或窗口人员送达"),
    _S.CONCLUDED: N_("等申请人签收，或窗口人员送达"),
    _S.DELIVERED: N_("系统正在办结"),
    _S.CLOSED: N_("已经办结"),
}


_WAITING_OF: dict[tuple[Family, CaseState], str] = {
    (_F.DISCLOSURE, _S.SUBMITTED): N_("等窗口人员确认收到"),
    (_F.DISCLOSURE, _S.CORRECTING): N_("等申请人补正"),
    (_F.DISCLOSURE, _S.REVIEWING): N_("等审查人员检索和审查"),
    (_F.DISCLOSURE, _S.SUSPENDED): N_("等被征求意见的一方回复"),
    (_F.DISCLOSURE, _S.DECIDING): N_("等审批人员答复"),
    (_F.DISCLOSURE, _S.TERMINATED): N_("逾期没有补正，视为放弃"),
}


def waiting_words(state: CaseState, family: Family) -> str:
    """For the desk: who must do what now, when it is not the reader."""
    return _WAITING_OF.get((family, state)) or _WAITING.get(state, state_label(state, family))


def after_village(center: str) -> NextThing:
    """For a case that a village filed: the card was seen there, what is on paper still has to come."""
    return NextThing(
        who=N_("现在该{center}办").format(center=center),
        what=N_("等窗口收件、核对材料"),
        words=N_("本人不用跑；选了“带到乡里”的纸质材料，由代办员捎到{center}。").format(center=center),
        is_yours=False,
    )
