"""Turns a draft into a case: a pre-filing, until a clerk has checked who filed it."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CaseFile, CaseMaterial
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import Application, Channel, check_application
from yimen.rules.cases import ACT_LABELS, Act, CaseState, WrongParty, transition
from yimen.rules.catalog import Family
from yimen.rules.documents import format_case_no
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import CaseDone, add_step, make_answer, read_answer
from yimen.usecases.cases.clocks import start_notice_clock
from yimen.usecases.cases.drafts import DraftState, draft_faults, lock_draft, read_state
from yimen.usecases.cases.messages import tell_submitted
from yimen.usecases.cases.places import find_center, find_township_organ, township_code_of
from yimen.usecases.cases.scope import own_cases, own_drafts
from yimen.usecases.catalog.guides import takes_prefiling
from yimen.usecases.documents.papers import make_check_code
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.orgs.numbering import take_number
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action

CASE_SERIES = "CASE"


class NotDeclared(RuleViolation):
    """The applicant did not say that what they told is true (行政许可法 31)."""

    code = "cases.not_declared"
    template = N_("请在“我填的都是真的”前面打勾，再提交。")


class VersionChanged(RuleViolation):
    """The item got a new version while the draft lay."""

    code = "cases.version_changed"
    template = N_("“{item}”的办理要求刚刚更新过。请回到填写页看一遍、保存，再提交。")
    refusal = Refusal.CONFLICT


class NobodyReceives(RuleViolation):
    """No clerk of the township holds a post today, so nobody would find the case."""

    code = "cases.nobody_receives"
    template = N_("{township}还没有开通网上预申请，请带材料到窗口办。您填的内容还在。")
    refusal = Refusal.CONFLICT


class AlreadySubmitted(RuleViolation):
    """The draft became a case before."""

    code = "cases.already_submitted"
    template = N_("这份申请已经提交过了，编号 {case_no}。请到“我的办件”看进度，不用再交。")
    refusal = Refusal.CONFLICT


@action("cases.submit")
def submit(
    *,
    actor: Actor,
    now: datetime,
    draft_id: UUID,
    declared: bool,
    request_key: str | None = None,
) -> CaseDone:
    """Submit the resident's draft as a pre-filing (SUBMITTED); the case keeps the draft's id.

    The time of receipt is the time of submission, at night and on rest days too (domain.md §3.2);
    it starts the five workdays to tell what is missing. The case freezes the item's version and
    gets a number, gap-free per township and Beijing year, and a random check code; both go to the
    applicant's phone. Refuses: no declaration, an incomplete or wrong answer, a required material
    without file or mark, a township without a clerk today, and a draft submitted before. An open
    case of the same person for the same item is no ground to refuse: `get_draft` warns of it.
    """
    require(actor, "cases.submit")
    county = _find_county(actor, draft_id)
    answer = perform(
        action="cases.submit",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"draft_id": str(draft_id), "declared": declared},
        core=lambda: _apply_submission(actor, now, draft_id, declared=declared),
    )
    return read_answer(answer)


def _find_county(actor: Actor, draft_id: UUID) -> str:
    """Where the draft lies, or the case that it became: a repeated request needs the same county."""
    draft = own_drafts(actor).filter(pk=draft_id).values_list("county_code", flat=True).first()
    found = draft or own_cases(actor).filter(pk=draft_id).values_list("county_code", flat=True).first()
    if found is None:
        raise NotFound
    return found


def _apply_submission(actor: Actor, now: datetime, draft_id: UUID, *, declared: bool) -> Outcome:
    draft = lock_draft(actor, draft_id)
    if draft is None:
        raise _gone(actor, draft_id)
    family = Family(draft.version.family)
    if actor.party not in transition(family, Act.SUBMIT).parties:
        raise WrongParty(act=ACT_LABELS[Act.SUBMIT], role=actor.role_label)
    if draft.version.superseded_at is not None:
        raise VersionChanged(item=draft.version.short_name)
    state = read_state(draft)
    today = beijing_date(now)
    for fault in draft_faults(state, today=today):
        raise fault
    if not declared:
        raise NotDeclared(field="truthful")
    application = check_application(draft.fields, today=today)
    case = _open_case(state, application, actor, now)
    return _outcome(case)


def _gone(actor: Actor, draft_id: UUID) -> RuleViolation:
    case_no = own_cases(actor).filter(pk=draft_id).values_list("case_no", flat=True).first()
    return NotFound() if case_no is None else AlreadySubmitted(case_no=case_no)


def _open_case(state: DraftState, application: Application, actor: Actor, now: datetime) -> Case:
    draft = state.draft
    if draft.village is None:
        raise NotFound
    organ = find_township_organ(draft.village)
    township = township_code_of(draft.village)
    if not takes_prefiling(township_code=township, today=beijing_date(now)):
        raise NobodyReceives(township=organ.name)
    case = Case(
        id=draft.pk,
        county_code=draft.county_code,
        check_code=make_check_code(),
        version=draft.version,
        family=draft.version.family,
        state=CaseState.SUBMITTED.value,
        organ=organ,
        township_code=township,
        village=draft.village,
        account_id=draft.account_id,
        channel=Channel.ONLINE.value,
        sensitive=draft.version.sensitive,
        sample=actor.sample or organ.sample,
        applicant_name=application.name,
        applicant_id_no=application.id_no,
        applicant_phone=application.phone,
        request_text=application.request,
        received_at=now,
    )
    start_notice_clock(case, current_calendar())
    year = beijing_date(now).year
    # The number comes last of what can be refused or waited for; what follows are plain inserts.
    serial = take_number(
        county_code=case.county_code, organ_id=organ.pk, series=CASE_SERIES, year=year, now=now
    )
    case.case_no = format_case_no(case.county_code, township, year, serial)
    case.save(force_insert=True)
    _move_materials(state, case, now)
    add_step(case, Act.SUBMIT, actor, now)
    draft.delete()
    return case


def _move_materials(state: DraftState, case: Case, now: datetime) -> None:
    rows = {
        material.pk: CaseMaterial(
            id=new_id(now),
            county_code=case.county_code,
            case=case,
            material=material,
            order=material.order,
            name=material.name,
        )
        for material in state.materials
    }
    CaseMaterial.objects.bulk_create(rows.values())
    CaseFile.objects.bulk_create(
        CaseFile(
            id=new_id(now),
            county_code=case.county_code,
            case_material=rows[each.material_id],
            file=each.file,
        )
        for each in state.files
    )


def _outcome(case: Case) -> Outcome:
    facts: dict[str, JSON] = {
        "case_no": case.case_no,
        "to": case.state,
        "version_id": str(case.version_id),
        "village_code": case.village.code,
        "channel": case.channel,
        "notice_due_at": case.notice_due_at.isoformat() if case.notice_due_at else None,
    }
    record = Record(
        county_code=case.county_code,
        subject_type="case",
        subject_id=case.pk,
        act="cases.submit",
        facts=facts,
        personal={
            "applicant_name": case.applicant_name,
            "applicant_id_no": case.applicant_id_no,
            "applicant_phone": case.applicant_phone,
            "request_text": case.request_text,
        },
    )
    message = tell_submitted(case, find_center(case.township_code).name)
    return Outcome(answer=make_answer(case, check_code=case.check_code), record=record, messages=(message,))
