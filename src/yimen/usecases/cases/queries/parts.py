"""Builds the parts of a case's pages, each from one statement, whatever the number of rows."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, CasePaper, CaseStep
from yimen.data.journal.models import Outbox
from yimen.rules.access import PARTY_LABELS, Party
from yimen.rules.calendar import WorkCalendar, spoken_date
from yimen.rules.case_clocks import last_day, left_in_words, light_of
from yimen.rules.case_forms import VERDICT_LABELS, Verdict
from yimen.rules.cases import ACT_LABELS, ENDS, Act
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueDate, DueLight, explain, limit_text
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.rules.errors import N_
from yimen.usecases.cases.clocks import limits_of_case, read_intervals, run_clocks
from yimen.usecases.cases.messages import TOPIC_LABELS
from yimen.usecases.cases.queries.forwarded import clocks_elsewhere
from yimen.usecases.cases.queries.views import (
    ClockView,
    EventView,
    FileView,
    MaterialView,
    PaperView,
    StampView,
    WhyLine,
)

DECISIONS = frozenset(
    {
        PaperKind.GRANT.value,
        PaperKind.REFUSAL.value,
        PaperKind.CONFIRMATION.value,
        PaperKind.NON_CONFIRMATION.value,
        PaperKind.RESULT.value,
        PaperKind.ANSWER.value,
    }
)
_OVER = frozenset({each.value for each in ENDS} | {"GRANTED", "REFUSED", "CONCLUDED", "DELIVERED"})
_DECIDING = frozenset(
    {
        Act.GRANT.value,
        Act.REFUSE.value,
        Act.CONFIRM.value,
        Act.NOT_CONFIRM.value,
        Act.CONCLUDE.value,
        Act.ANSWER.value,
        Act.DEEM_RENEWED.value,
    }
)
_MESSAGES = 20


def size_words(size: int) -> str:
    """A size in bytes as people read it."""
    if size >= 1024 * 1024:
        return f"{size / (1024 * 1024):.1f} MB"
    return f"{max(1, size // 1024)} KB"


def read_materials(case: Case) -> tuple[MaterialView, ...]:
    """The materials in the order of the item with their files: two statements."""
    files: dict[UUID, list[FileView]] = {}
    rows = CaseFile.objects.filter(county_code=case.county_code, case_material__case=case)
    for row in rows.select_related("file").order_by("file__stored_at", "id"):
        view = FileView(
            id=row.file_id,
            name=row.file.name,
            size=row.file.size,
            size_words=size_words(row.file.size),
            media_type=row.file.media_type,
        )
        files.setdefault(row.case_material_id, []).append(view)
    materials = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    return tuple(
        _material(row, tuple(files.get(row.pk, ())))
        for row in materials.select_related("material").order_by("order")
    )


def _material(row: CaseMaterial, files: tuple[FileView, ...]) -> MaterialView:
    required = row.material.required
    to_counter = required and not files
    return MaterialView(
        id=row.material_id,
        name=row.name,
        need=N_("必要") if required else N_("非必要"),
        is_required=required,
        words=_where_it_is(to_counter=to_counter, verdict=Verdict(row.verdict)),
        verdict=Verdict(row.verdict),
        reason=row.reason,
        files=files,
        to_counter=to_counter,
        number=row.order,
    )


def _where_it_is(*, to_counter: bool, verdict: Verdict) -> str:
    if not to_counter:
        return ""
    return N_("纸质材料，窗口已核对") if verdict is Verdict.PASS else N_("申请人说带到窗口")


def materials_words(materials: Sequence[MaterialView]) -> str:
    """How many materials there are, and what is still open about them."""
    total = len(materials)
    found = [each.verdict for each in materials]
    if materials and all(each is Verdict.PASS for each in found):
        return N_("{total} 样，全部符合").format(total=total)
    coming = sum(each.to_counter for each in materials)
    words = N_("{total} 样").format(total=total)
    if coming:
        words += N_("，{count} 样带到窗口").format(count=coming)
    for verdict in (Verdict.FAIL, Verdict.MISSING):
        if against := found.count(verdict):
            words += N_("，{count} 样{verdict}").format(count=against, verdict=VERDICT_LABELS[verdict])
    return words


def read_steps(case: Case) -> list[CaseStep]:
    """The steps, oldest first."""
    steps = CaseStep.objects.filter(county_code=case.county_code, case=case)
    return list(steps.select_related("post").order_by("order"))


def last_step(steps: Sequence[CaseStep], act: Act) -> CaseStep | None:
    """The last step of this act that still holds."""
    return next((each for each in reversed(steps) if each.act == act.value and not each.undone_at), None)


def read_papers(case: Case, *, for_applicant: bool) -> tuple[PaperView, ...]:
    """The papers with the uses of the seal on them, newest first: two statements.

    The applicant opens a decision once they have signed for it. Until then it is called 决定书,
    without its number: label and number would tell the outcome.
    """
    rows = CasePaper.objects.filter(county_code=case.county_code, case=case)
    stamps = _read_stamps(rows)
    return tuple(
        _paper(
            row,
            stamps.get(row.paper_id, ()),
            hidden=for_applicant and row.paper.kind in DECISIONS and case.delivered_at is None,
        )
        for row in rows.select_related("paper").order_by("-paper__issued_at", "-id")
    )


def _read_stamps(rows: QuerySet[CasePaper]) -> dict[UUID, tuple[StampView, ...]]:
    found: dict[UUID, tuple[StampView, ...]] = {}
    columns = ("paper_id", "paper__seal_uses__id", "paper__seal_uses__copies", "paper__seal_uses__scan_id")
    uses = rows.filter(paper__seal_uses__isnull=False).order_by("paper__seal_uses__used_at")
    for paper_id, use_id, copies, scan_id in uses.values_list(*columns):
        view = StampView(use_id=use_id, copies=copies, has_scan=scan_id is not None)
        found[paper_id] = (*found.get(paper_id, ()), view)
    return found


def _paper(row: CasePaper, stamps: tuple[StampView, ...], *, hidden: bool) -> PaperView:
    paper = row.paper
    return PaperView(
        id=paper.pk,
        kind=paper.kind,
        label=_hidden_label(paper.kind) if hidden else PAPER_LABELS[PaperKind(paper.kind)],
        number="" if hidden else paper.paper_no,
        state=paper.state,
        issued_at=paper.issued_at,
        check_code="" if hidden else paper.check_code,
        needs_signing=hidden,
        stamps=stamps,
    )


def _hidden_label(kind: str) -> str:
    """What a result is called while its title would tell it."""
    if kind in {PaperKind.GRANT.value, PaperKind.REFUSAL.value}:
        return N_("决定书")
    return N_("告知书")


def read_clocks(
    case: Case, today: dt.date, calendar: WorkCalendar
) -> tuple[tuple[ClockView, ...], tuple[WhyLine, ...]]:
    """Both clocks, and why they end on their days: one statement, the intervals.

    A forwarded case has no clock of ours: its department's published limit, and the day on which we ask.
    """
    if case.family == Family.FORWARDED.value:
        return clocks_elsewhere(case, today, calendar)
    intervals = read_intervals(case)
    statutory, promised = limits_of_case(case)
    labels = ((N_("法定"), statutory), (N_("承诺"), promised))
    if case.accepted_on is None:
        waiting = tuple(
            ClockView(
                label=label,
                limit=limit_text(limit) if limit else "",
                due=None,
                left="",
                state=DueLight.NONE,
                provisional=False,
            )
            for label, limit in labels
        )
        return waiting, _why_notice(case)
    clocks = run_clocks(case, case.accepted_on, calendar, intervals)
    views = []
    why: list[WhyLine] = []
    for (label, limit), found in zip(labels, (clocks.statutory, clocks.promised), strict=True):
        views.append(_clock(label, limit_text(limit) if limit else "", found, case, today, calendar))
        if limit is not None:
            why += _why(label, found)
    return tuple(views), tuple(why)


def _clock(
    label: str, limit: str, found: DueDate, case: Case, today: dt.date, calendar: WorkCalendar
) -> ClockView:
    is_over = case.state in _OVER
    left = "" if is_over or found.date is None else left_in_words(found.date, today, calendar)
    return ClockView(
        label=label,
        limit=limit,
        due=found.date,
        left=left,
        state=DueLight.NONE if is_over else light_of(found.date, today, calendar),
        provisional=found.provisional and found.date is not None,
        is_stopped=not found.running and not is_over,
    )


def _why(label: str, found: DueDate) -> list[WhyLine]:
    lines = [WhyLine(date=None, words=each.sentence()) for each in explain(found)]
    head = WhyLine(date=found.date, words=N_("{label}时限这样算：").format(label=label))
    return [head, *lines]


def _why_notice(case: Case) -> tuple[WhyLine, ...]:
    day = last_day(case.notice_due_at)
    if day is None or case.state in _OVER:
        return ()
    words = N_(
        "还没有受理，办理时限从受理之日起算。最迟{day}要么受理，要么一次告诉您要补什么；"
        "没有告诉的，从提交那天起就算受理（行政许可法第三十二条）。"
    )
    return (WhyLine(date=day, words=words.format(day=spoken_date(day))),)


def _step_title(step: CaseStep) -> str:
    label = ACT_LABELS[Act(step.act)]
    return label if step.undone_at is None else N_("{act}（已撤销）").format(act=label)


def staff_events(case: Case, steps: Sequence[CaseStep], papers: Sequence[PaperView]) -> tuple[EventView, ...]:
    """Steps, papers and messages in one line of time, newest first: one more statement."""
    events = [
        EventView(at=each.at, title=_step_title(each), who=each.actor_name, text=each.opinion)
        for each in steps
    ]
    events += [_paper_event(each) for each in papers]
    rows = Outbox.objects.filter(county_code=case.county_code, subject_type="case", subject_id=case.pk)
    for topic, at, sent_at in rows.order_by("-created_at").values_list("topic", "created_at", "sent_at")[
        :_MESSAGES
    ]:
        state = N_("已发出") if sent_at else N_("等待发送")
        title = TOPIC_LABELS.get(topic, N_("短信"))
        events.append(EventView(at=at, title=title, who=PARTY_LABELS[Party.SYSTEM], text=state))
    return tuple(sorted(events, key=lambda each: each.at, reverse=True))


# Inner matters of the office, and what others said: not for the applicant's line of time.
_INNER = frozenset({Act.SEND_BACK.value, Act.RECORD_OBJECTION.value})
# What is written for the applicant: why it ended, and what the other system answered.
_WORDS_FOR_APPLICANT = frozenset(
    {
        Act.RETURN.value,
        Act.TERMINATE.value,
        Act.VOID.value,
        Act.SETTLE.value,
        Act.RECORD_PROGRESS.value,
        Act.RECORD_RESULT.value,
    }
)
_DOERS: dict[Act, Party] = {
    Act.SUBMIT: Party.RESIDENT,
    Act.REVIEW: Party.REVIEWER,
    Act.SUSPEND: Party.REVIEWER,
    Act.RESUME: Party.REVIEWER,
    Act.RECORD_VISIT: Party.REVIEWER,
    Act.GRANT: Party.APPROVER,
    Act.REFUSE: Party.APPROVER,
    Act.EXTEND: Party.APPROVER,
    Act.CONCLUDE: Party.APPROVER,
    Act.CONSULT: Party.REVIEWER,
    Act.END_CONSULTATION: Party.REVIEWER,
    Act.ANSWER: Party.APPROVER,
    Act.TERMINATE: Party.APPROVER,
    Act.CONFIRM: Party.COUNTY_APPROVER,
    Act.NOT_CONFIRM: Party.COUNTY_APPROVER,
    Act.VOID: Party.CENTER_HEAD,
    Act.REOPEN: Party.CENTER_HEAD,
    Act.CLOSE: Party.SYSTEM,
    Act.DEEM_ACCEPTED: Party.SYSTEM,
    Act.DEEM_RENEWED: Party.SYSTEM,
}


def applicant_events(steps: Sequence[CaseStep], papers: Sequence[PaperView]) -> tuple[EventView, ...]:
    """Steps and papers for the applicant: no names of staff, no inner opinions, nothing that was undone.

    Until the applicant has signed for the decision, which one it is stands nowhere but on the paper.
    """
    waits = any(each.needs_signing for each in papers)
    events = [
        EventView(
            at=each.at,
            title=N_("作出决定") if waits and each.act in _DECIDING else ACT_LABELS[Act(each.act)],
            who=PARTY_LABELS[_DOERS.get(Act(each.act), Party.CLERK)],
            text=each.opinion if each.act in _WORDS_FOR_APPLICANT else "",
        )
        for each in steps
        if not each.undone_at and each.act not in _INNER
    ]
    events += [_paper_event(each) for each in papers]
    return tuple(sorted(events, key=lambda each: each.at, reverse=True))


def _paper_event(paper: PaperView) -> EventView:
    return EventView(
        at=paper.issued_at,
        title=N_("出具{paper}").format(paper=paper.label),
        who="",
        text="",
        paper_id=paper.id if paper.is_ready else None,
        paper_label=paper.number,
    )
