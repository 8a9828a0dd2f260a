"""Inviting the applicant to rate, and taking the one rating."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.data.feedback.models import Rating, RatingLink
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.cases import CaseState
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.feedback import Rater, Stars, check_rating
from yimen.rules.text import clean_text
from yimen.usecases.feedback.links import LINK_LIFE, check_open, digest_of, find_link, make_token
from yimen.usecases.shared.acting import Message, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

TEXT_LENGTH = 500
_INVITATION = N_(
    "您的“{item}”已经办结。请点 {link} 评一评这次办事，{days} 天内有效，只能评一次。"
    "评价由您自己作出，谁也不能代评。"
)


class NotClosedYet(RuleViolation):
    """A rating is asked for only when the matter has come to its end."""

    code = "feedback.not_closed"
    template = N_("这件事还没有办结，办结以后才请办事人评价。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Invited:
    """Whether this call made the invitation; a second call makes none."""

    case_id: UUID
    fresh: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """The accepted rating."""

    stars: Stars
    is_poor: bool


@action("feedback.invite")
def invite(
    *, actor: Actor, now: datetime, case_id: UUID, county_code: str, request_key: str | None = None
) -> Invited:
    """Make the one rating link of a closed case and send it to the applicant's phone.

    A forwarded case counts when its department has answered: what is rated is the service of our
    door. The link holds 30 days; only the digest of its token is kept. A case that has its link, or
    no phone, is left as it is. Refuses a case that is not closed (`NotClosedYet`).
    """
    answer = perform(
        action="feedback.invite",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"case_id": str(case_id)},
        core=lambda: _apply_invitation(county_code, case_id, now),
    )
    return Invited(case_id=case_id, fresh=bool(answer["fresh"]))


def _apply_invitation(county_code: str, case_id: UUID, now: datetime) -> Outcome:
    cases = Case.objects.select_related("version").select_for_update(of=("self",))
    case = cases.filter(county_code=county_code, pk=case_id).first()
    if case is None:
        raise NotFound
    if case.state != CaseState.CLOSED and not _is_answered(case):
        raise NotClosedYet
    known = RatingLink.objects.filter(county_code=county_code, case=case).exists()
    if known or not case.applicant_phone:
        return Outcome(answer={"fresh": False}, record=None)
    token = make_token(county_code)
    RatingLink.objects.create(
        id=new_id(now),
        county_code=county_code,
        case=case,
        token_digest=digest_of(token),
        made_at=now,
        expires_at=now + LINK_LIFE,
    )
    record = Record(county_code=county_code, subject_type="case", subject_id=case_id, act="feedback.invite")
    return Outcome(answer={"fresh": True}, record=record, messages=(_message(case, token),))


def _is_answered(case: Case) -> bool:
    """Whether the department of a forwarded case has told its result."""
    return case.state == CaseState.FORWARDED and case.family == Family.FORWARDED


def _message(case: Case, token: str) -> Message:
    item = case.version.neutral_name if case.sensitive else case.version.short_name
    link = f"{{public_url}}/rate/{token}/"
    return Message(
        topic="feedback.invite",
        subject_type="case",
        subject_id=case.pk,
        phone=case.applicant_phone,
        text=_INVITATION.format(item=item, link=link, days=LINK_LIFE.days),
    )


@action("feedback.rate")
def rate(
    *,
    actor: Actor,
    now: datetime,
    token: str,
    stars: int | None,
    text: str = "",
    request_key: str | None = None,
) -> Rated:
    """Take the one rating that a link allows, and close the link.

    Refuses: an unknown, used or expired link; no star chosen; a staff member (nobody rates for
    the applicant); a text above 500 characters. Of two at once one is taken, the other is told.
    """
    require(actor, "feedback.rate")
    county_code = find_link(token).county_code
    words = clean_text(text, field="text", max_length=TEXT_LENGTH, required=False)
    answer = perform(
        action="feedback.rate",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"token": digest_of(token), "stars": stars, "text": words},
        core=lambda: _apply_rating(actor, now, token, stars, words),
    )
    return Rated(stars=Stars(int(str(answer["stars"]))), is_poor=bool(answer["is_poor"]))


def _apply_rating(actor: Actor, now: datetime, token: str, stars: int | None, words: str) -> Outcome:
    link = find_link(token, lock=True)
    check_open(link, now)
    rater = Rater.STAFF if actor.is_staff else Rater.APPLICANT
    rating = check_rating(stars=stars, rater=rater, preset=False, already_rated=False)
    Rating.objects.create(
        id=new_id(now),
        county_code=link.county_code,
        case_id=link.case_id,
        stars=int(rating.stars),
        national_code=rating.satisfaction_code,
        text=words,
        channel="LINK",
        rated_at=now,
    )
    link.used_at = now
    write_back(link, ["used_at"], county_code=link.county_code)
    record = Record(
        county_code=link.county_code,
        subject_type="case",
        subject_id=link.case_id,
        act="feedback.rate",
        facts={"stars": int(rating.stars), "is_poor": rating.is_poor},
        personal={"text": words} if words else {},
    )
    return Outcome(answer={"stars": int(rating.stars), "is_poor": rating.is_poor}, record=record)
