"""案卷评查: what a reviewer of finished case files checks, as rules over the frozen facts of one file.

Source: domain.md §4.1 (案卷评查标准), 行政许可法 32, 34, 38, 42, 44, 45, 48, 社会救助暂行办法 11; the
prose is `docs/rules/case-reviews.md`. A finding names no person.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_files import CaseFileFacts, PaperFact
from yimen.rules.case_states import ACT_LABELS, Act, CaseState
from yimen.rules.deadlines import notice_deadline
from yimen.rules.documents import PAPER_LABELS, PaperKind, cn_date
from yimen.rules.errors import N_
from yimen.rules.hearings import NOTICE_WORKDAYS
from yimen.rules.items import Family
from yimen.rules.tables import Severity

DECISION_PAPERS = (
    PaperKind.GRANT,
    PaperKind.REFUSAL,
    PaperKind.CONFIRMATION,
    PaperKind.NON_CONFIRMATION,
    PaperKind.RESULT,
    PaperKind.ANSWER,
)
_REASONED = (PaperKind.REFUSAL, PaperKind.NON_CONFIRMATION, PaperKind.DECLINE)
_DECIDING = (Act.GRANT, Act.REFUSE, Act.CONFIRM, Act.NOT_CONFIRM, Act.CONCLUDE, Act.ANSWER)
_PERMIT_PAPERS = (
    PaperKind.GRANT,
    PaperKind.REFUSAL,
    PaperKind.SUSPENSION,
    PaperKind.HEARING_RIGHTS,
    PaperKind.HEARING_NOTICE,
)
_WAYS_OF_COMPLAINT = ("复议", "诉讼")
_VISITORS = 2
_DAY_ON_PAPER = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_REVIEWED = frozenset({Family.PERMIT, Family.BENEFIT, Family.OTHER})
_PERMITS = frozenset({Family.PERMIT})
_EVERY = frozenset(Family)
_REQUESTS = frozenset({Family.DISCLOSURE})
_SERVICES = _EVERY - _REQUESTS  # all that an information request has rules of its own beside
_AFTER_DECISION = frozenset(
    {CaseState.GRANTED, CaseState.REFUSED, CaseState.CONCLUDED, CaseState.DELIVERED, CaseState.CLOSED}
)


class ReviewRule(StrEnum):
    """What is checked."""

    TOLD_IN_TIME = "TOLD_IN_TIME"
    TOLD_ONCE = "TOLD_ONCE"
    CORRECTED_AS_TOLD = "CORRECTED_AS_TOLD"
    ACCEPTANCE_PAPER = "ACCEPTANCE_PAPER"
    ACCEPTANCE_DATES = "ACCEPTANCE_DATES"
    IDENTITY = "IDENTITY"
    SIGNED_STEPS = "SIGNED_STEPS"
    PARTS_WITHIN_LIMIT = "PARTS_WITHIN_LIMIT"
    REVIEWED_FIRST = "REVIEWED_FIRST"
    TWO_PEOPLE = "TWO_PEOPLE"
    DECIDED_IN_TIME = "DECIDED_IN_TIME"
    DECISION_PAPER = "DECISION_PAPER"
    REASONS_AND_REMEDIES = "REASONS_AND_REMEDIES"
    GROUNDED_STOPS = "GROUNDED_STOPS"
    ONE_EXTENSION = "ONE_EXTENSION"
    HEARING_NOTICED = "HEARING_NOTICED"
    HEARING_HOST = "HEARING_HOST"
    VISITED_BY_TWO = "VISITED_BY_TWO"
    POSTED_AND_REMOVED = "POSTED_AND_REMOVED"
    DELIVERED_IN_TIME = "DELIVERED_IN_TIME"
    DELIVERY_RECORDED = "DELIVERY_RECORDED"
    NUMBERS_WITHOUT_GAP = "NUMBERS_WITHOUT_GAP"
    PAPERS_MADE = "PAPERS_MADE"
    OWN_PAPERS_ONLY = "OWN_PAPERS_ONLY"
    DATES_IN_ORDER = "DATES_IN_ORDER"


REVIEW_RULE_LABELS: dict[ReviewRule, str] = {
    ReviewRule.TOLD_IN_TIME: N_("五个工作日内告知或受理"),
    ReviewRule.TOLD_ONCE: N_("一次告知全部"),
    ReviewRule.CORRECTED_AS_TOLD: N_("补正与告知一致"),
    ReviewRule.ACCEPTANCE_PAPER: N_("有受理通知书"),
    ReviewRule.ACCEPTANCE_DATES: N_("受理通知书日期与案卷一致"),
    ReviewRule.IDENTITY: N_("核对过身份"),
    ReviewRule.SIGNED_STEPS: N_("每一步有姓名和时间"),
    ReviewRule.PARTS_WITHIN_LIMIT: N_("各环节时限之和不超过总时限"),
    ReviewRule.REVIEWED_FIRST: N_("先审查后决定"),
    ReviewRule.TWO_PEOPLE: N_("审查和决定是两个人"),
    ReviewRule.DECIDED_IN_TIME: N_("按期决定"),
    ReviewRule.DECISION_PAPER: N_("有决定文书"),
    ReviewRule.REASONS_AND_REMEDIES: N_("不予的写明理由和救济"),
    ReviewRule.GROUNDED_STOPS: N_("停止计时要素齐全"),
    ReviewRule.ONE_EXTENSION: N_("只延长一次并告知"),
    ReviewRule.HEARING_NOTICED: N_("听证提前七个工作日通知"),
    ReviewRule.HEARING_HOST: N_("听证主持人不是审查人"),
    ReviewRule.VISITED_BY_TWO: N_("两人入户核对"),
    ReviewRule.POSTED_AND_REMOVED: N_("张贴和撤下有据"),
    ReviewRule.DELIVERED_IN_TIME: N_("十个工作日内送达"),
    ReviewRule.DELIVERY_RECORDED: N_("有送达回证"),
    ReviewRule.NUMBERS_WITHOUT_GAP: N_("文号连续"),
    ReviewRule.PAPERS_MADE: N_("文书已经做成"),
    ReviewRule.OWN_PAPERS_ONLY: N_("不用别类文书"),
    ReviewRule.DATES_IN_ORDER: N_("日期先后合理"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewFinding:
    """One thing that does not hold: which rule, in words, how grave, and on what it rests."""

    rule: ReviewRule
    sentence: str
    severity: Severity
    source: str


_Found = Iterator[str]
_Check = Callable[[CaseFileFacts], _Found]


def _told_in_time(file: CaseFileFacts) -> _Found:
    since = file.received_at
    for number, notice in enumerate(file.notices):
        former = file.notices[number - 1] if number else None
        if former is not None:
            if former.answered_at is None or former.answered_at > notice.issued_at:
                continue  # a second notice before the answer to the first: its time was the first's
            since = former.answered_at
        if notice.issued_at > notice_deadline(since, file.calendar):
            yield _late_words(N_("一次性告知"), notice.issued_at)
    for step in file.done(Act.ACCEPT, Act.DEEM_ACCEPTED):
        if step.at > notice_deadline(file.came_at, file.calendar):
            yield _late_words(N_("受理"), step.at)


def _late_words(what: str, at: dt.datetime) -> str:
    words = N_("收到材料后五个工作日内没有告知也没有受理，{day}才{what}，依法自收到之日起视为受理")
    return words.format(day=spoken_date(beijing_date(at)), what=what)


def _told_once(file: CaseFileFacts) -> _Found:
    for number, notice in enumerate(file.notices, start=1):
        if notice.newly:
            words = N_("第 {number} 次告知新增了第一次就应当提出的要求：{names}")
            yield words.format(number=number, names=file.told(notice.newly))


def _corrected_as_told(file: CaseFileFacts) -> _Found:
    for notice in file.notices:
        receipt = next(
            (each for each in file.of_kind(PaperKind.RECEIPT) if each.issued_at == notice.answered_at), None
        )
        if notice.answered_at is None or _is_superseded(file, notice.answered_at, notice.issued_at):
            continue
        if receipt is None:
            yield N_("补正没有接收凭证")
        elif (named := _named(receipt)) != set(notice.asked):
            odd = sorted(named ^ set(notice.asked))
            yield N_("补正的材料和告知书上的不一致：{names}").format(names=file.told(odd))
    open_still = [each.name for each in file.materials if each.required and not each.passed]
    asked = {name for notice in file.notices for name in notice.asked}
    left = [name for name in open_still if name in asked]
    if left and file.done(Act.ACCEPT):
        yield N_("要求补正的材料没有核为符合就受理了：{names}").format(names=file.told(left))


def _is_superseded(file: CaseFileFacts, answered_at: dt.datetime, issued_at: dt.datetime) -> bool:
    """Whether a later notice was answered by the same correction: then that one is the list to meet."""
    return any(each.answered_at == answered_at and each.issued_at > issued_at for each in file.notices)


def _named(paper: PaperFact) -> set[str]:
    rows = paper.facts.get("materials")
    return {str(row["name"]) for row in rows if isinstance(row, dict)} if isinstance(rows, list) else set()


def _acceptance_paper(file: CaseFileFacts) -> _Found:
    if file.accepted_on is not None and not file.of_kind(PaperKind.ACCEPTANCE):
        yield N_("已经受理，没有受理通知书")


def _acceptance_dates(file: CaseFileFacts) -> _Found:
    papers = file.of_kind(PaperKind.ACCEPTANCE)
    if not papers:
        return
    if file.accepted_on is None:
        yield N_("有受理通知书，案卷上没有受理日期")
        return
    told = papers[-1].facts
    dates: list[tuple[str, str, dt.date | None]] = [(N_("受理日期"), "accepted_on", file.accepted_on)]
    if not file.stops and not file.extensions:  # these move the days after the paper went out
        dates += [
            (N_("法定期限"), "statutory_due", file.statutory_due),
            (N_("承诺期限"), "promised_due", file.promised_due),
        ]
    for label, name, date in dates:
        said = str(told.get(name) or "")
        if date is not None and said and said != cn_date(date):
            words = N_("受理通知书上的{label}是{said}，案卷是{date}")
            yield words.format(label=label, said=said, date=cn_date(date))


def _identity(file: CaseFileFacts) -> _Found:
    if file.done(Act.RECEIVE, Act.TAKE_IN, Act.TAKE_IN_LACKING, Act.SETTLE) and not file.identity_checked:
        yield N_("收件时没有核对身份的记录")


# What applicants do themselves, without a post: their name heads the file, and an account may have none.
_OWN_ACTS = frozenset({Act.SUBMIT, Act.SUPPLEMENT, Act.DELIVER, Act.WITHDRAW})


def _signed_steps(file: CaseFileFacts) -> _Found:
    for step in file.steps:
        is_own = step.post_id is None and step.act in _OWN_ACTS
        if not step.name.strip() and not is_own:
            yield N_("“{act}”没有办理人姓名").format(act=ACT_LABELS[step.act])
    for before, after in pairwise(file.steps):
        if after.at < before.at:
            words = N_("“{after}”的时间早于前一步“{before}”")
            yield words.format(after=ACT_LABELS[after.act], before=ACT_LABELS[before.act])


def _parts_within_limit(file: CaseFileFacts) -> _Found:
    if file.limit is not None and sum(file.parts) > file.limit.amount:
        words = N_("各环节时限加起来是 {sum}，总时限是 {limit}")
        yield words.format(sum=sum(file.parts), limit=file.limit.amount)


def _reviewed_first(file: CaseFileFacts) -> _Found:
    for decision in file.done(*_DECIDING):
        if not any(step.at <= decision.at for step in file.done(Act.REVIEW)):
            yield N_("没有审查意见就“{act}”").format(act=ACT_LABELS[decision.act])


def _two_people(file: CaseFileFacts) -> _Found:
    for decision in file.done(*_DECIDING):
        reviews = [step for step in file.done(Act.REVIEW) if step.at <= decision.at]
        if not reviews:
            continue
        pairs = (
            (reviews[-1].post_id, decision.post_id),
            (reviews[-1].account_id, decision.account_id),
        )
        if any(one is not None and one == other for one, other in pairs):
            yield N_("审查和决定是同一个人")


def _decided_in_time(file: CaseFileFacts) -> _Found:
    if file.decided_at is None:
        return
    day = beijing_date(file.decided_at)
    for label, due in ((N_("法定期限"), file.statutory_due), (N_("承诺期限"), file.promised_due)):
        if due is not None and day > due:
            words = N_("{day}作出决定，晚于{label}{due}")
            yield words.format(day=spoken_date(day), label=label, due=spoken_date(due))
            return


def _decision_paper(file: CaseFileFacts) -> _Found:
    if file.state in _AFTER_DECISION and not file.of_kind(*DECISION_PAPERS):
        yield N_("已经作出决定，没有决定文书")


def _reasons_and_remedies(file: CaseFileFacts) -> _Found:
    for paper in file.of_kind(*_REASONED):
        if not str(paper.facts.get("reasons") or "").strip():
            yield N_("{number}没有写理由").format(number=paper.number)
        remedies = str(paper.facts.get("remedies") or "")
        missing = [way for way in _WAYS_OF_COMPLAINT if way not in remedies]
        if missing:
            words = N_("{number}没有告知{ways}的途径")
            yield words.format(number=paper.number, ways="、".join(missing))


def _ways_told(file: CaseFileFacts) -> _Found:
    for paper in file.of_kind(PaperKind.ANSWER):
        remedies = str(paper.facts.get("remedies") or "")
        missing = [way for way in _WAYS_OF_COMPLAINT if way not in remedies]
        if missing:
            words = N_("{number}没有告知{ways}的途径")
            yield words.format(number=paper.number, ways="、".join(missing))


def _grounded_stops(file: CaseFileFacts) -> _Found:
    if file.stops and file.family is not Family.PERMIT and file.family is not Family.DISCLOSURE:
        yield N_("这类事项没有停止计时的依据，时限照走")
        return
    notices = {paper.number for paper in file.of_kind(PaperKind.SUSPENSION)}
    for stop in file.stops:
        parts = (
            (N_("类型"), stop.ground),
            (N_("依据"), stop.basis),
            (N_("告知文书号"), stop.document_no),
            (N_("批准人"), stop.approver),
        )
        missing = [label for label, value in parts if not value.strip()]
        if stop.ended_on is None and file.state is not CaseState.SUSPENDED:
            missing.append(N_("结束日期"))
        if missing:
            yield N_("停止计时缺{missing}").format(missing="、".join(missing))
        elif file.family is Family.PERMIT and stop.document_no not in notices:
            yield N_("停止计时写的告知文书{number}不在案卷里").format(number=stop.document_no)


def _one_extension(file: CaseFileFacts) -> _Found:
    if len(file.extensions) > 1:
        yield N_("期限延长了 {count} 次").format(count=len(file.extensions))
    notices = {paper.number for paper in file.of_kind(PaperKind.EXTENSION)}
    for extension in file.extensions:
        if not extension.approver.strip() or not extension.reason.strip():
            yield N_("延长期限没有写明批准人和理由")
        if extension.document_no not in notices:
            yield N_("延长期限没有延期告知书")


def _hearing_noticed(file: CaseFileFacts) -> _Found:
    for notice in file.of_kind(PaperKind.HEARING_NOTICE):
        said = _DAY_ON_PAPER.search(str(notice.facts.get("hearing_at") or ""))
        if said is None:
            yield N_("{number}没有写听证时间").format(number=notice.number)
            continue
        day, told_on = dt.date(*map(int, said.groups())), beijing_date(notice.issued_at)
        if day <= told_on or file.calendar.count_workdays(told_on, day) < NOTICE_WORKDAYS:
            words = N_("{number}{told_on}才通知，{day}就听证，不足七个工作日")
            yield words.format(number=notice.number, told_on=spoken_date(told_on), day=spoken_date(day))


def _hearing_host(file: CaseFileFacts) -> _Found:
    examiners = {step.name.strip() for step in file.done(Act.REVIEW)}
    for notice in file.of_kind(PaperKind.HEARING_NOTICE):
        host = str(notice.facts.get("hearing_host") or "").strip()
        if not host:
            yield N_("{number}没有写听证主持人").format(number=notice.number)
        elif host in examiners:
            yield N_("{number}的听证主持人就是审查这件申请的人").format(number=notice.number)


def _visited_by_two(file: CaseFileFacts) -> _Found:
    if not file.has_step("HOME_VISIT") or not file.done(Act.CONFIRM, Act.NOT_CONFIRM):
        return
    visits = file.done(Act.RECORD_VISIT)
    if not visits:
        yield N_("没有核对和入户调查的记录")
        return
    named = visits[-1].findings[0].get("visitors") if visits[-1].findings else None
    if not isinstance(named, list | tuple) or len(set(map(str, named))) < _VISITORS:
        yield N_("入户调查不足两人")


def _posted_and_removed(file: CaseFileFacts) -> _Found:
    if not file.has_step("POST_PUBLICLY") or not file.done(Act.CONFIRM):
        return
    if not file.publicities:
        yield N_("没有村级公示的记录")
        return
    last = file.publicities[-1]
    if last.posted_on is None or not last.place.strip() or not last.posting_photos:
        yield N_("公示单张贴缺日期、地点或照片")
    if last.removed_on is None or not last.removal_photos:
        yield N_("公示单撤下缺日期或照片")
    if last.posted_on and last.removed_on and (last.removed_on - last.posted_on).days < last.days:
        words = N_("公示单应贴 {days} 日，只贴了 {hung} 日")
        yield words.format(days=last.days, hung=(last.removed_on - last.posted_on).days)


def _delivered_in_time(file: CaseFileFacts) -> _Found:
    if file.delivered_at is None or file.delivery_due is None:
        return
    day = beijing_date(file.delivered_at)
    if day > file.delivery_due:
        words = N_("{day}送达，晚于送达期限{due}")
        yield words.format(day=spoken_date(day), due=spoken_date(file.delivery_due))


def _delivery_recorded(file: CaseFileFacts) -> _Found:
    if file.done(Act.DELIVER) and not file.of_kind(PaperKind.DELIVERY_RECORD):
        yield N_("已经送达，没有送达回证")


def _numbers_without_gap(file: CaseFileFacts) -> _Found:
    for paper in file.papers:
        if not paper.follows:
            yield N_("{number}的前一号没有对应的文书").format(number=paper.number)


def _papers_made(file: CaseFileFacts) -> _Found:
    for paper in file.papers:
        if not paper.is_made and file.closed_at is not None:
            yield N_("{number}已经编号，文书还没有做成").format(number=paper.number)


_STATUS_PAPERS = (PaperKind.CONFIRMATION, PaperKind.NON_CONFIRMATION)
_FOREIGN: dict[Family, tuple[PaperKind, ...]] = {
    Family.PERMIT: (*_STATUS_PAPERS, PaperKind.PUBLICITY_SHEET, PaperKind.ANSWER),
    Family.BENEFIT: (*_PERMIT_PAPERS, PaperKind.RESULT, PaperKind.ANSWER),
    Family.DISCLOSURE: (
        *_PERMIT_PAPERS,
        *_STATUS_PAPERS,
        PaperKind.RESULT,
        PaperKind.ACCEPTANCE,
        PaperKind.DECLINE,
    ),
    Family.OTHER: (*_PERMIT_PAPERS, *_STATUS_PAPERS, PaperKind.ANSWER),
    Family.INSTANT: (*_PERMIT_PAPERS, *DECISION_PAPERS, PaperKind.ACCEPTANCE),
    Family.FORWARDED: (*_PERMIT_PAPERS, *DECISION_PAPERS, PaperKind.ACCEPTANCE),
}


def _own_papers_only(file: CaseFileFacts) -> _Found:
    for paper in file.of_kind(*_FOREIGN[file.family]):
        yield N_("这类事项不用《{paper}》").format(paper=PAPER_LABELS[paper.kind])


def _dates_in_order(file: CaseFileFacts) -> _Found:
    days = (
        (N_("收件"), beijing_date(file.received_at)),
        (N_("起算") if file.family is Family.DISCLOSURE else N_("受理"), file.accepted_on),
        (N_("决定"), beijing_date(file.decided_at) if file.decided_at else None),
        (N_("送达"), beijing_date(file.delivered_at) if file.delivered_at else None),
        (N_("办结"), beijing_date(file.closed_at) if file.closed_at else None),
    )
    known = [(label, day) for label, day in days if day is not None]
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            yield N_("{after}的日期早于{before}").format(after=after, before=before)


_R, _E = ReviewRule, Severity.ERROR
_LAW = N_("行政许可法第{article}条")
_STANDARD = N_("行政许可案卷评查标准")
_AID = N_("社会救助暂行办法第十一条")
_OPENNESS = N_("政府信息公开条例第{article}条")
_OUR_HABIT = N_("本系统的审办分离和送达登记")
# In the order in which a file is read: (rule, check, families, severity, source).
_RULES: tuple[tuple[ReviewRule, _Check, frozenset[Family], Severity, str], ...] = (
    (_R.TOLD_IN_TIME, _told_in_time, _PERMITS, _E, _LAW.format(article="三十二")),
    (_R.TOLD_ONCE, _told_once, _SERVICES, _E, _LAW.format(article="三十二")),
    (_R.CORRECTED_AS_TOLD, _corrected_as_told, _EVERY, _E, _STANDARD),
    (_R.ACCEPTANCE_PAPER, _acceptance_paper, _REVIEWED, _E, _LAW.format(article="三十二")),
    (_R.ACCEPTANCE_DATES, _acceptance_dates, _REVIEWED, _E, _STANDARD),
    (_R.IDENTITY, _identity, _SERVICES, Severity.NOTICE, _LAW.format(article="三十一")),
    (_R.SIGNED_STEPS, _signed_steps, _EVERY, _E, _STANDARD),
    (_R.PARTS_WITHIN_LIMIT, _parts_within_limit, _REVIEWED, _E, _STANDARD),
    (_R.REVIEWED_FIRST, _reviewed_first, _REVIEWED, _E, _LAW.format(article="三十四")),
    (_R.TWO_PEOPLE, _two_people, _REVIEWED, _E, _STANDARD),
    (_R.DECIDED_IN_TIME, _decided_in_time, _REVIEWED, _E, _LAW.format(article="四十二")),
    (_R.DECISION_PAPER, _decision_paper, _REVIEWED, _E, _LAW.format(article="三十八")),
    (_R.REASONS_AND_REMEDIES, _reasons_and_remedies, _SERVICES, _E, _LAW.format(article="三十八")),
    (_R.GROUNDED_STOPS, _grounded_stops, _SERVICES, _E, _LAW.format(article="四十五")),
    (_R.ONE_EXTENSION, _one_extension, _SERVICES, _E, _LAW.format(article="四十二")),
    (_R.HEARING_NOTICED, _hearing_noticed, _PERMITS, _E, _LAW.format(article="四十八")),
    (_R.HEARING_HOST, _hearing_host, _PERMITS, _E, _LAW.format(article="四十八")),
    (_R.VISITED_BY_TWO, _visited_by_two, frozenset({Family.BENEFIT}), _E, _AID),
    (_R.POSTED_AND_REMOVED, _posted_and_removed, frozenset({Family.BENEFIT}), _E, _AID),
    (_R.DELIVERED_IN_TIME, _delivered_in_time, _PERMITS, _E, _LAW.format(article="四十四")),
    (_R.DELIVERY_RECORDED, _delivery_recorded, _REVIEWED, _E, _STANDARD),
    (_R.NUMBERS_WITHOUT_GAP, _numbers_without_gap, _EVERY, _E, _STANDARD),
    (_R.PAPERS_MADE, _papers_made, _EVERY, Severity.NOTICE, _STANDARD),
    (_R.OWN_PAPERS_ONLY, _own_papers_only, _EVERY, _E, _STANDARD),
    (_R.DATES_IN_ORDER, _dates_in_order, _EVERY, _E, _STANDARD),
    # Information requests: the same questions by 政府信息公开条例.
    (_R.TOLD_ONCE, _told_once, _REQUESTS, _E, _OPENNESS.format(article="三十")),
    (_R.IDENTITY, _identity, _REQUESTS, Severity.NOTICE, _OPENNESS.format(article="二十九")),
    (_R.REVIEWED_FIRST, _reviewed_first, _REQUESTS, _E, _OPENNESS.format(article="十七")),
    (_R.TWO_PEOPLE, _two_people, _REQUESTS, _E, _OUR_HABIT),
    (_R.DECIDED_IN_TIME, _decided_in_time, _REQUESTS, _E, _OPENNESS.format(article="三十三")),
    (_R.DECISION_PAPER, _decision_paper, _REQUESTS, _E, _OPENNESS.format(article="三十六")),
    (_R.REASONS_AND_REMEDIES, _ways_told, _REQUESTS, _E, N_("行政复议法第二十三条第二款")),
    (_R.GROUNDED_STOPS, _grounded_stops, _REQUESTS, _E, _OPENNESS.format(article="三十三")),
    (_R.ONE_EXTENSION, _one_extension, _REQUESTS, _E, _OPENNESS.format(article="三十三")),
    (_R.DELIVERY_RECORDED, _delivery_recorded, _REQUESTS, _E, _OUR_HABIT),
)


def review_case_file(file: CaseFileFacts) -> tuple[ReviewFinding, ...]:
    """Everything in a case file that does not hold, in the order in which a file is read.

    Only the rules of the case's own family: none of the permit law reaches another one (design §4).
    """
    return tuple(
        ReviewFinding(rule=rule, sentence=sentence, severity=severity, source=source)
        for rule, check, families, severity, source in _RULES
        if file.family in families
        for sentence in check(file)
    )
