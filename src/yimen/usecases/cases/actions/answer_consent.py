"""Takes the answer to a consent link: yes, no, or later its take_backal."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.cases.models import Consent
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import choose
from yimen.rules.consents import ConsentAnswer, ConsentState, check_answerable, check_giver
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import check_citizen_id
from yimen.usecases.cases.consents import digest_of, find_consent, record_of, take_back, tell_revoked
from yimen.usecases.people.attempts import Way, confirm, reserve
from yimen.usecases.shared.acting import Message, Outcome, perform
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


class StaffCannotConsent(RuleViolation):
    """Whoever files for a neighbor does not consent for them."""

    code = "cases.staff_cannot_consent"
    template = N_(
        "委托只能由本人或家人自己答复，工作人员登录后不能代答。请退出登录，或者让家人在自己的手机上打开。"
    )
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentAnswered:
    """Where the consent stands after the answer."""

    state: ConsentState


@action("cases.answer_consent")
def answer_consent(
    *,
    actor: Actor,
    now: datetime,
    token: str,
    answer: str,
    address: str,
    giver_name: str = "",
    relation: str = "",
    request_key: str | None = None,
) -> ConsentAnswered:
    """YES or NO once within the seven days; REVOKE as long as a consent holds, also after filing.

    A YES names the giver and how they are related. A revoked consent takes the case out of the
    proxy's sight (`scope`), leaves the township a note and tells the applicant; the case goes on.
    Unknown tokens count against the address (`TooManyAttempts`). Refuses staff, a second answer,
    an old link, and for a child under 14 whoever is no guardian.
    """
    require(actor, "cases.answer_consent")
    said = ConsentAnswer(choose(answer, ConsentAnswer, field="answer", what=N_("同意还是不同意")))
    if actor.is_staff:
        raise StaffCannotConsent
    reservation = reserve(now=now, way=Way.CONSENT, value=digest_of(token), address=address)
    county = find_consent(token).county_code
    confirm(reservation)
    done = perform(
        action="cases.answer_consent",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"token": digest_of(token), "answer": said.value, "giver": [giver_name, relation]},
        core=lambda: _apply_answer(actor, now, token, said, giver_name, relation),
    )
    return ConsentAnswered(state=ConsentState(str(done["state"])))


def _apply_answer(
    actor: Actor, now: datetime, token: str, said: ConsentAnswer, giver_name: str, relation: str
) -> Outcome:
    row = find_consent(token, lock=True)
    messages: tuple[Message, ...] = ()
    if said is ConsentAnswer.REVOKE:
        take_back(row, actor=actor, who=row.giver_name, now=now)
        messages = tell_revoked(row)
    else:
        check_answerable(ConsentState(row.state), asked_at=row.asked_at, now=now)
        _answer(row, said, giver_name, relation, now)
    record = record_of(row, "cases.answer_consent", {"answer": said.value}, {"giver_name": row.giver_name})
    return Outcome(answer={"state": row.state}, record=record, messages=messages)


def _answer(row: Consent, said: ConsentAnswer, giver_name: str, relation: str, now: datetime) -> None:
    row.state, row.answered_at = ConsentState.DECLINED.value, now
    if said is ConsentAnswer.YES:
        today = beijing_date(now)
        born = check_citizen_id(row.applicant_id_no, today=today).birth_date
        giver = check_giver(giver_name, relation, applicant=row.applicant_name, born=born, today=today)
        row.state = ConsentState.GIVEN.value
        row.giver_name, row.giver_relation = giver.name, giver.relation.value
    columns = ["state", "answered_at", "giver_name", "giver_relation"]
    write_back(row, columns, county_code=row.county_code)
