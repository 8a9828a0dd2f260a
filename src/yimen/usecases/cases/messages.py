"""What residents are told by message: plain words, and the neutral name of the item only."""

from yimen.data.cases.models import Case
from yimen.rules.errors import N_
from yimen.usecases.shared.acting import Message

TOPIC_LABELS: dict[str, str] = {
    "cases.submitted": N_("短信告知编号和查询码"),
    "cases.received": N_("短信告知已收件"),
    "cases.accepted": N_("短信告知已受理"),
    "cases.decided": N_("短信告知已作出决定"),
    "feedback.invited": N_("短信邀请评价"),
}

# The sending job fills in {public_url}; a message never says how a case was decided.
_TRACK = "{public_url}/track/"
_SUBMITTED = N_(
    "您的“{item}”已提交，编号 {case_no}，查询码 {check_code}。请带身份证到{center}核对身份。查进度：{track}"
)
_RECEIVED = N_("您的“{item}”({case_no})已收件，{center}正在核对材料。查进度：{track}")
_ACCEPTED = N_("您的“{item}”({case_no})已受理，最迟{due}办完。查进度：{track}")
_ACCEPTED_WITHOUT_LIMIT = N_("您的“{item}”({case_no})已受理。查进度：{track}")
_DECIDED = N_("您的“{item}”({case_no})已有结果，请登录签收，或带身份证到{center}领取。查看：{track}")


def _tell(case: Case, topic: str, template: str, **values: str) -> Message:
    text = template.format(item=case.version.neutral_name, case_no=case.case_no, track=_TRACK, **values)
    return Message(
        topic=topic, subject_type="case", subject_id=case.pk, phone=case.applicant_phone, text=text
    )


def tell_submitted(case: Case, center: str) -> Message:
    """Number and check code, and where to go with which card."""
    return _tell(case, "cases.submitted", _SUBMITTED, check_code=case.check_code, center=center)


def tell_received(case: Case, center: str) -> Message:
    """The materials are taken."""
    return _tell(case, "cases.received", _RECEIVED, center=center)


def tell_accepted(case: Case, due: str) -> Message:
    """Accepted, and by when it will be decided; `due` is a date in words or empty."""
    if not due:
        return _tell(case, "cases.accepted", _ACCEPTED_WITHOUT_LIMIT)
    return _tell(case, "cases.accepted", _ACCEPTED, due=due)


def tell_decided(case: Case, center: str) -> Message:
    """There is a decision to take; which one stands on the paper."""
    return _tell(case, "cases.decided", _DECIDED, center=center)
