"""What residents are told by message: plain words, the neutral name of the item, never how it ended.

Every act that concerns the applicant has one topic, one wording and one `tell_` function here. A
text names the item as `neutral_name` only, the number of the case, what happened, and what to do
next; who decided, why, and with which result stand on the paper and behind the log-in.
"""

from yimen.data.cases.models import Case
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.usecases.shared.acting import Message

TOPIC_LABELS: dict[str, str] = {
    "cases.submitted": N_("短信告知编号和查询码"),
    "cases.filed_by_proxy": N_("短信告知代办员已代为提交"),
    "cases.consent_asked": N_("短信请家人同意代办"),
    "cases.consent_revoked": N_("短信告知代办委托已撤回"),
    "cases.taken_in": N_("短信告知窗口已收件"),
    "cases.received": N_("短信告知已收件"),
    "cases.returned": N_("短信告知预填已退回"),
    "cases.noticed": N_("短信告知需要补正"),
    "cases.supplemented": N_("短信告知补正材料已收到"),
    "cases.accepted": N_("短信告知已受理"),
    "cases.declined": N_("短信告知有通知要领取"),
    "cases.not_needed": N_("短信告知不用办理许可"),
    "cases.withdrawn": N_("短信告知申请已撤回"),
    "cases.suspended": N_("短信告知期限暂停计算"),
    "cases.resumed": N_("短信告知期限继续计算"),
    "cases.extended": N_("短信告知期限延长"),
    "cases.hearing": N_("短信告知听证事项"),
    "cases.publicity": N_("短信告知进入下一步"),
    "cases.forwarded": N_("短信告知已转上级机关"),
    "cases.passed_on": N_("短信告知已转部门办理"),
    "cases.result": N_("短信告知部门已有结果"),
    "cases.concluded": N_("短信告知已有办理结果"),
    "cases.consulting": N_("短信告知正在征求意见"),
    "cases.consulted": N_("短信告知征求意见结束"),
    "cases.settled": N_("短信告知当场办好"),
    "cases.terminated": N_("短信告知终止办理"),
    "cases.voided": N_("短信告知登记已作废"),
    "cases.decided": N_("短信告知已作出决定"),
    "feedback.invited": N_("短信邀请评价"),
}

# The sending job fills in {public_url}; a message never says how a case was decided.
_TRACK = "{public_url}/track/"
_SUBMITTED = N_(
    "您的“{item}”已提交，编号 {case_no}，查询码 {check_code}。请带身份证到{center}核对身份。查进度：{track}"
)
_FILED_BY_PROXY = N_(
    "{station}代办员已替您提交“{item}”，编号 {case_no}，查询码 {check_code}。"
    "如果不是您让办的，请马上告诉我们。查进度：{track}"
)
_TAKEN_IN = N_(
    "您的“{item}”已在{center}收件，编号 {case_no}，查询码 {check_code}。窗口正在核对材料。查进度：{track}"
)
_TAKEN_IN_LACKING = N_(
    "您的“{item}”已在{center}登记，编号 {case_no}，查询码 {check_code}。"
    "有 {count} 份材料要补，一次都列清楚了。可以用手机拍照补交，也可以送到窗口。查看：{track}"
)
_RECEIVED = N_("您的“{item}”({case_no})已收件，{center}正在核对材料。查进度：{track}")
_RETURNED = N_(
    "您网上填的“{item}”({case_no})已退回，没有收件。原因在进度页上，改好可以重新提交，也可以到{center}问。查看：{track}"
)
_NOTICED = N_(
    "您的“{item}”({case_no})有 {count} 份材料要补，一次都列清楚了。"
    "可以用手机拍照补交，也可以送到{center}。查看：{track}"
)
_SUPPLEMENTED = N_("您的“{item}”({case_no})补正材料已收到，{center}接着核对，有结果就告诉您。查进度：{track}")
_ACCEPTED = N_("您的“{item}”({case_no})已受理，最迟{due}办完。查进度：{track}")
_ACCEPTED_WITHOUT_LIMIT = N_("您的“{item}”({case_no})已受理。查进度：{track}")
_DECLINED = N_("您的“{item}”({case_no})有一份通知书，写明了接下来到哪里办。请查看，或到{center}领取：{track}")
_NOT_NEEDED = N_(
    "您的“{item}”({case_no})核对过了，有一份告知书，写明了接下来怎么办。请查看，或到{center}领取：{track}"
)
_WITHDRAWN = N_("您的“{item}”({case_no})已按您的申请撤回。以后要办，可以重新申请。查看：{track}")
_SUSPENDED = N_("您的“{item}”({case_no})正在进行法定的特别程序，期限暂停计算，{until}。查看：{track}")
_RESUMED = N_("您的“{item}”({case_no})特别程序已结束，期限继续计算，最迟{due}办完。查看：{track}")
_RESUMED_WITHOUT_LIMIT = N_("您的“{item}”({case_no})特别程序已结束，期限继续计算。查看：{track}")
_EXTENDED = N_("您的“{item}”({case_no})经批准延长期限，最迟{due}办完。理由在延期告知书上。查看：{track}")
_EXTENDED_WITHOUT_LIMIT = N_("您的“{item}”({case_no})经批准延长期限。理由在延期告知书上。查看：{track}")
_HEARING = N_("您的“{item}”({case_no})有听证事项：{words}。详见文书：{track}")
_PUBLICITY = N_("您的“{item}”({case_no})进入村级公示，公示期满后接着办。查看：{track}")
_NEXT_STEP = N_("您的“{item}”({case_no})进入下一步核对，不用您跑，有结果告诉您。查看：{track}")
_FORWARDED = N_("您的“{item}”({case_no})已报送{organ}，由其继续办理，您不用重新交材料。查看：{track}")
_PASSED_ON = N_("您的“{item}”({case_no})已转{department}办理，您不用再跑，有结果我们告诉您。查进度：{track}")
_RESULT = N_("您的“{item}”({case_no})部门已有结果。请登录查看，或带身份证到{center}问：{track}")
_CONCLUDED = N_("您的“{item}”({case_no})已有办理结果，请登录签收，或带身份证到{center}领取。查看：{track}")
_REQUESTED = N_(
    "您的“{item}”({case_no})已提交，查询码 {check_code}。不用跑，{center}确认收到后告诉您，"
    "从那天起算答复期限。查进度：{track}"
)
_CONSULTING = N_(
    "您的“{item}”({case_no})正在书面征求意见，这段时间不计入答复期限，结束后接着办。查看：{track}"
)
_CONSULTED = N_("您的“{item}”({case_no})征求意见已结束，最迟{due}答复。查看：{track}")
_CONSULTED_WITHOUT_LIMIT = N_("您的“{item}”({case_no})征求意见已结束，接着办。查看：{track}")
_SETTLED = N_("您的“{item}”({case_no})已在{center}当场办好，查询码 {check_code}。查看：{track}")
_TERMINATED = N_("您的“{item}”({case_no})已终止办理，原因可以登录查看，或到{center}问：{track}")
_VOIDED = N_("您的“{item}”({case_no})这次登记已作废，原因可以登录查看，或到{center}问：{track}")
_DECIDED = N_("您的“{item}”({case_no})已有结果，请登录签收，或带身份证到{center}领取。查看：{track}")


def _tell(case: Case, topic: str, template: str, **values: str) -> Message:
    text = template.format(item=case.version.neutral_name, case_no=case.case_no, track=_TRACK, **values)
    return Message(
        topic=topic, subject_type="case", subject_id=case.pk, phone=case.applicant_phone, text=text
    )


def tell_submitted(case: Case, center: str) -> Message:
    """Number and check code, and where to go with which card; a request for information needs no visit."""
    if case.family == Family.DISCLOSURE.value:
        return _tell(case, "cases.submitted", _REQUESTED, check_code=case.check_code, center=center)
    return _tell(case, "cases.submitted", _SUBMITTED, check_code=case.check_code, center=center)


def tell_filed_by_proxy(case: Case, station: str) -> Message:
    """A village proxy has filed for this person: number, check code, and what to do if unasked."""
    return _tell(case, "cases.filed_by_proxy", _FILED_BY_PROXY, check_code=case.check_code, station=station)


def tell_taken_in(case: Case, center: str) -> Message:
    """Filed at the counter: number and check code."""
    return _tell(case, "cases.taken_in", _TAKEN_IN, check_code=case.check_code, center=center)


def tell_taken_in_lacking(case: Case, count: int, center: str) -> Message:
    """Registered at the counter: number, check code, how much is to be corrected and the two ways."""
    values = {"check_code": case.check_code, "count": str(count), "center": center}
    return _tell(case, "cases.noticed", _TAKEN_IN_LACKING, **values)


def tell_received(case: Case, center: str) -> Message:
    """The materials are taken."""
    return _tell(case, "cases.received", _RECEIVED, center=center)


def tell_returned(case: Case, center: str) -> Message:
    """A pre-filing went back; the reason stands on the tracker."""
    return _tell(case, "cases.returned", _RETURNED, center=center)


def tell_noticed(case: Case, count: int, center: str) -> Message:
    """How many materials are to be corrected, and the two ways to bring them."""
    return _tell(case, "cases.noticed", _NOTICED, count=str(count), center=center)


def tell_supplemented(case: Case, center: str) -> Message:
    """What was missing has come; the counter goes on checking."""
    return _tell(case, "cases.supplemented", _SUPPLEMENTED, center=center)


def tell_accepted(case: Case, due: str) -> Message:
    """Accepted, and by when it will be decided; `due` is a date in words or empty."""
    if not due:
        return _tell(case, "cases.accepted", _ACCEPTED_WITHOUT_LIMIT)
    return _tell(case, "cases.accepted", _ACCEPTED, due=due)


def tell_declined(case: Case, center: str) -> Message:
    """There is a written notice; that it declines stands on the paper."""
    return _tell(case, "cases.declined", _DECLINED, center=center)


def tell_not_needed(case: Case, center: str) -> Message:
    """There is a written notice; that no permit is needed stands on the paper."""
    return _tell(case, "cases.not_needed", _NOT_NEEDED, center=center)


def tell_withdrawn(case: Case) -> Message:
    """Withdrawn as asked; also sent when the resident did it, so that a stranger's click is seen."""
    return _tell(case, "cases.withdrawn", _WITHDRAWN)


def tell_suspended(case: Case, until_words: str) -> Message:
    """The clock stands still; `until_words` says for how long, such as 预计需要 15 个工作日."""
    return _tell(case, "cases.suspended", _SUSPENDED, until=until_words)


def tell_resumed(case: Case, due_words: str) -> Message:
    """The clock runs again; `due_words` is the new date in words or empty."""
    if not due_words:
        return _tell(case, "cases.resumed", _RESUMED_WITHOUT_LIMIT)
    return _tell(case, "cases.resumed", _RESUMED, due=due_words)


def tell_extended(case: Case, due_words: str) -> Message:
    """The limit was extended; `due_words` is the new date in words or empty."""
    if not due_words:
        return _tell(case, "cases.extended", _EXTENDED_WITHOUT_LIMIT)
    return _tell(case, "cases.extended", _EXTENDED, due=due_words)


def tell_hearing(case: Case, words: str) -> Message:
    """About a hearing: the right to ask within five days, or time and place, in `words`."""
    return _tell(case, "cases.hearing", _HEARING, words=words)


def tell_publicity(case: Case) -> Message:
    """The posting in the village begins; of a sensitive kind only that it goes on."""
    return _tell(case, "cases.publicity", _NEXT_STEP if case.sensitive else _PUBLICITY)


def tell_forwarded(case: Case, organ: str) -> Message:
    """Sent up to `organ`, which goes on; unnamed where its name would tell what a case is about."""
    return _tell(case, "cases.forwarded", _FORWARDED, organ=N_("上级机关") if case.sensitive else organ)


def tell_passed_on(case: Case, department: str) -> Message:
    """Passed to the department whose own system decides.

    The name of the department would tell what a sensitive case is about: it is left out there.
    """
    name = N_("主管部门") if case.sensitive else department
    return _tell(case, "cases.passed_on", _PASSED_ON, department=name)


def tell_result(case: Case, center: str) -> Message:
    """The department's own system has a result; which one is behind the log-in."""
    return _tell(case, "cases.result", _RESULT, center=center)


def tell_concluded(case: Case, center: str) -> Message:
    """There is a result to take; which one stands on the paper."""
    return _tell(case, "cases.concluded", _CONCLUDED, center=center)


def tell_consulting(case: Case) -> Message:
    """Somebody is asked for their opinion; whom is nobody's business but theirs."""
    return _tell(case, "cases.consulting", _CONSULTING)


def tell_consulted(case: Case, due_words: str) -> Message:
    """The time to answer runs again; `due_words` is the new date in words or empty."""
    if not due_words:
        return _tell(case, "cases.consulted", _CONSULTED_WITHOUT_LIMIT)
    return _tell(case, "cases.consulted", _CONSULTED, due=due_words)


def tell_settled(case: Case, center: str) -> Message:
    """Done at once at the counter; the check code for whoever asks later."""
    return _tell(case, "cases.settled", _SETTLED, check_code=case.check_code, center=center)


def tell_terminated(case: Case, center: str) -> Message:
    """The procedure was ended; why is behind the log-in."""
    return _tell(case, "cases.terminated", _TERMINATED, center=center)


def tell_voided(case: Case, center: str) -> Message:
    """A wrong registration was voided; why is behind the log-in."""
    return _tell(case, "cases.voided", _VOIDED, center=center)


def tell_decided(case: Case, center: str) -> Message:
    """There is a decision to take; which one stands on the paper."""
    return _tell(case, "cases.decided", _DECIDED, center=center)
