"""Where a passed step of a log-in leads: into a session, or to the next step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from yimen.data.people.models import Account, Post, SecondFactor
from yimen.rules.access import SECOND_FACTOR_ROLES, Party
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.second_factors import HALF_IN_TIME, EntryStep, next_step
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.log_ins import Device, begin_log_in
from yimen.usecases.people.marks import session_stamp, stamp_holds
from yimen.usecases.people.secrets_kept import offer_secret
from yimen.usecases.shared.acting import Answer, Outcome
from yimen.usecases.shared.recording import JSON, Record


class HalfInOver(RuleViolation):
    """The password was right, but the rest did not follow in time; or it no longer holds."""

    code = "people.half_in_over"
    template = N_("登录没有在 10 分钟内完成，或者账号有了变动。请重新输入账号和密码。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """What a session is made of. `post_id` None: a resident, or staff who must choose a post first."""

    account_id: str
    post_id: str | None
    stamp: str
    party: Party | None
    log_in_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfIn:
    """The mark between the right password and the desk: it opens the next step and nothing else.

    It holds ten minutes from `since`; `proven` says that the second factor was shown.
    """

    account_id: str
    stamp: str
    since: datetime
    step: EntryStep
    proven: bool = False


def half_in_account(
    half_in: HalfIn, now: datetime, *, samples_may_enter: bool, lock: bool = False
) -> Account:
    """The account of a mark that still holds; refuses any other with `HalfInOver`.

    With `lock` its row is held until the caller's transaction ends: always before the row of its second
    factor.
    """
    rows = Account.objects.select_for_update() if lock else Account.objects.all()
    found = rows.filter(pk=half_in.account_id, is_resident=False, is_active=True).first()
    is_fresh = half_in.since <= now < half_in.since + HALF_IN_TIME
    if found is None or not is_fresh or not stamp_holds(found, half_in.stamp):
        raise HalfInOver
    if found.sample and not samples_may_enter:
        raise HalfInOver
    return found


def needs_second_factor(posts: Iterable[Post]) -> bool:
    """Whether any of these posts is one that decides, seals, confirms or administers."""
    return any(Party(post.role) in SECOND_FACTOR_ROLES for post in posts)


def is_enrolled(account: Account) -> bool:
    """Whether the account has a second factor that was confirmed by a code."""
    return SecondFactor.objects.filter(account=account).exclude(confirmed_at=None).exists()


def lead_on(
    *,
    account: Account,
    posts: list[Post],
    proven: bool,
    act: str,
    facts: Mapping[str, JSON],
    now: datetime,
    since: datetime,
    device: Device,
) -> Outcome:
    """The outcome of a passed step, inside its transaction: a log-in begins, or the next step is named.

    A second factor that is needed and missing is offered here: a fresh secret each time. The account's
    row stays locked, so that two log-ins at once do not offer two.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    step = next_step(
        required=needs_second_factor(posts),
        enrolled=is_enrolled(account),
        proven=proven,
        password_given=account.password_given and not account.sample,
    )
    answer: Answer = {"account_id": str(account.pk), "step": None if step is None else step.value}
    if step is EntryStep.ENROL:
        offer_secret(account, now)
    if step is None:
        post = posts[0] if len(posts) == 1 else None
        answer |= {
            "post_id": None if post is None else str(post.pk),
            "party": None if post is None else post.role,
            "log_in_id": str(begin_log_in(account, now, device)),
        }
    answer |= {"stamp": session_stamp(account), "since": since.timestamp(), "proven": proven}
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=account.pk,
        act=act,
        facts={**facts, "step": answer["step"], "post_id": answer.get("post_id")},
        personal={"address": device.address},
    )
    return Outcome(answer=answer, record=record)


def way_on(answer: Answer) -> Entered | HalfIn:
    """The answer of a step as what the pages go on with."""
    if answer["step"] is None:
        return entered(answer)
    return HalfIn(
        account_id=str(answer["account_id"]),
        stamp=str(answer["stamp"]),
        since=datetime.fromtimestamp(float(str(answer["since"])), tz=UTC),
        step=EntryStep(str(answer["step"])),
        proven=bool(answer["proven"]),
    )


def entered(answer: Answer) -> Entered:
    """The answer of an action as what a session is made of."""
    post_id, party = answer["post_id"], answer["party"]
    return Entered(
        account_id=str(answer["account_id"]),
        post_id=None if post_id is None else str(post_id),
        stamp=str(answer["stamp"]),
        party=None if party is None else Party(str(party)),
        log_in_id=str(answer["log_in_id"]),
    )
