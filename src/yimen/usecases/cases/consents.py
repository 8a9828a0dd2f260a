"""Consents as rows: given on the spot with a picture, or asked by a link that only its digest knows."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CaseNote, Consent
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import StoredFile
from yimen.gateways.digests import sm3_hex
from yimen.rules.access import Actor, NotFound
from yimen.rules.case_forms import Application, choose
from yimen.rules.consents import (
    ConsentMissing,
    ConsentState,
    ConsentWay,
    Giver,
    check_given,
    check_giver,
    check_paper,
    check_revocable,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import check_citizen_id
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.neighbors import post_of
from yimen.usecases.cases.places import center_of
from yimen.usecases.shared.acting import Message
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.rows import write_back

_REVOKED_NOTE = N_("代办委托已由{who}撤回：代办员不再看得到这件。接下来请直接联系申请人。{reason}")
_REVOKED = N_("您的“{item}”({case_no})的代办委托已撤回，代办员不再看得到，办理照常进行。有事请问{center}。")
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[0-9]{6}[A-Za-z0-9_-]{22}")


class LinkUnknown(RuleViolation):
    """No consent has this token."""

    code = "cases.consent_link_unknown"
    template = N_("这个链接不对，可能没有复制完整。请打开短信里的原链接再试。")
    refusal = Refusal.NOT_FOUND


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentTold:
    """What the proxy says about the consent: the way, its picture or its row, and who gave it.

    Without a name the applicant gave it; `consent_id` names an answered link.
    """

    way: str
    upload: Upload | None = None
    giver_name: str = ""
    relation: str = ""
    consent_id: UUID | None = None


def check_told(told: ConsentTold, application: Application, now: datetime) -> tuple[ConsentWay, Giver]:
    """The way and the giver; refuses no way, a missing picture, and whoever may not consent."""
    if not told.way:
        raise ConsentMissing(field="consent_way")
    way = ConsentWay(choose(told.way, ConsentWay, field="consent_way", what=N_("怎样委托的")))
    check_paper(way, has_file=told.upload is not None)
    born = check_citizen_id(application.id_no, today=now.date()).birth_date
    giver = check_giver(
        told.giver_name, told.relation, applicant=application.name, born=born, today=now.date()
    )
    return way, giver


def keep_given(
    case: Case, way: ConsentWay, giver: Giver, file: StoredFile | None, actor: Actor, now: datetime
) -> Consent:
    """The row of a consent that was given on the spot, for this case; the file is already saved."""
    return Consent.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        post_id=post_of(actor),
        village=case.village,
        version=case.version,
        case=case,
        way=way.value,
        state=ConsentState.GIVEN.value,
        applicant_name=case.applicant_name,
        applicant_id_no=case.applicant_id_no,
        giver_name=giver.name,
        giver_relation=giver.relation.value,
        file=file,
        asked_at=now,
        answered_at=now,
    )


def find_asked(actor: Actor, consent_id: UUID) -> Consent:
    """A consent that this proxy asked for; `NotFound` for another's."""
    rows = Consent.objects.select_related("version__item", "village")
    row = rows.filter(county_code=actor.county_code, post_id=post_of(actor), pk=consent_id).first()
    if row is None:
        raise NotFound(field="consent_id")
    return row


def lock_linked(told: ConsentTold, actor: Actor, application: Application, version: ItemVersion) -> Consent:
    """The answered link that carries this filing, locked; refuses as `check_given` does."""
    if told.consent_id is None:
        raise ConsentMissing(field="consent_id")
    rows = Consent.objects.select_for_update(of=("self",)).select_related("version")
    row = rows.filter(county_code=actor.county_code, post_id=post_of(actor), pk=told.consent_id).first()
    if row is None:
        raise ConsentMissing(field="consent_id")
    fits = row.applicant_id_no == application.id_no and row.version.item_id == version.item_id
    check_given(ConsentState(row.state), used=row.case_id is not None, fits=fits)
    return row


def use_linked(row: Consent, case: Case) -> None:
    """Bind the consent to the one case for which it was given."""
    row.case = case
    write_back(row, ["case"], county_code=case.county_code)


def make_token(county_code: str) -> str:
    """A fresh token: the county, so that the link is looked for there, and 128 random bits."""
    return county_code + secrets.token_urlsafe(_TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token: 128 random bits need no salt."""
    return sm3_hex(token.encode())


def find_consent(token: str, *, lock: bool = False) -> Consent:
    """The consent of a token; refuses (`LinkUnknown`) what is none."""
    rows = Consent.objects.select_related("version", "village", "post__account", "case")
    if lock:
        rows = rows.select_for_update(of=("self",))
    key = {"county_code": token[:6], "token_digest": digest_of(token)}
    row = rows.filter(**key).first() if _TOKEN.fullmatch(token) else None
    if row is None:
        raise LinkUnknown
    return row


def take_back(row: Consent, *, actor: Actor, who: str, now: datetime, reason: str = "") -> None:
    """Take a locked consent back, and leave the township a note on the case that rests on it.

    Refuses one that does not hold (`AlreadyAnswered`).
    """
    check_revocable(ConsentState(row.state))
    row.state, row.revoked_at = ConsentState.REVOKED.value, now
    write_back(row, ["state", "revoked_at"], county_code=row.county_code)
    if row.case_id is None:
        return
    CaseNote.objects.create(
        id=new_id(now),
        county_code=row.county_code,
        case_id=row.case_id,
        post_id=actor.post_id,
        author_name=who,
        at=now,
        text=_REVOKED_NOTE.format(who=who, reason=reason),
    )


def record_of(row: Consent, act: str, facts: dict[str, str], personal: dict[str, str]) -> Record:
    """The journal's line: in the chain of the case that rests on the consent, else in its own."""
    return Record(
        county_code=row.county_code,
        subject_type="case" if row.case_id else "consent",
        subject_id=row.case_id or row.pk,
        act=act,
        facts={"consent_id": str(row.pk), **facts},
        personal=personal,
    )


def tell_revoked(row: Consent) -> tuple[Message, ...]:
    """The applicant learns that the proxy is out, and that the case goes on."""
    case = row.case
    if case is None:
        return ()
    text = _REVOKED.format(item=row.version.neutral_name, case_no=case.case_no, center=center_of(case).name)
    return (
        Message(
            topic="cases.consent_revoked",
            subject_type="case",
            subject_id=case.pk,
            phone=case.applicant_phone,
            text=text,
        ),
    )
