"""Turns a draft into a case: a pre-filing, until a clerk has checked who filed it."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import CaseFile
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import Application, Channel, check_application
from yimen.rules.cases import Act
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import CaseDone, Done, read_answer
from yimen.usecases.cases.drafts import DraftState, draft_faults, lock_draft, read_state
from yimen.usecases.cases.messages import tell_submitted
from yimen.usecases.cases.opening import Filing, Opened, apply_filing
from yimen.usecases.cases.places import center_of, find_township_organ, township_code_of
from yimen.usecases.cases.scope import own_cases, own_drafts
from yimen.usecases.catalog.guides import takes_prefiling
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import fresh


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
    if draft.version.superseded_at is not None:
        raise VersionChanged(item=draft.version.short_name)
    state = read_state(draft)
    today = beijing_date(now)
    for fault in draft_faults(state, today=today):
        raise fault
    if not declared:
        raise NotDeclared(field="truthful")
    filing = _filing(state, check_application(draft.fields, today=today), actor, now)
    return apply_filing(Act.SUBMIT, actor, now, filing, lambda opened: _move_draft(state, opened, now))


def _gone(actor: Actor, draft_id: UUID) -> RuleViolation:
    case_no = own_cases(actor).filter(pk=draft_id).values_list("case_no", flat=True).first()
    return NotFound() if case_no is None else AlreadySubmitted(case_no=case_no)


def _filing(state: DraftState, application: Application, actor: Actor, now: datetime) -> Filing:
    draft = state.draft
    if draft.village is None:
        raise NotFound
    organ = find_township_organ(draft.village)
    if not takes_prefiling(township_code=township_code_of(draft.village), today=beijing_date(now)):
        raise NobodyReceives(township=organ.name)
    return Filing(
        case_id=draft.pk,
        version=draft.version,
        village=draft.village,
        application=application,
        channel=Channel.ONLINE,
        materials=state.materials,
        account_id=draft.account_id,
        sample=actor.sample,
    )


def _move_draft(state: DraftState, opened: Opened, now: datetime) -> Done:
    """The draft's files go to the materials of the case, and the draft is gone."""
    case, by_material = opened.case, {row.material_id: row for row in opened.materials}
    files = [
        CaseFile(
            id=new_id(now),
            county_code=case.county_code,
            case_material=by_material[each.material_id],
            file=each.file,
        )
        for each in state.files
    ]
    state.draft.delete()
    return Done(messages=(tell_submitted(case, center_of(case).name),), writes=fresh(*files))
