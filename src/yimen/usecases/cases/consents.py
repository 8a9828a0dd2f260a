"""Consents as rows: given on the spot with a picture, or asked by a link that only its digest knows."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, Consent
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import StoredFile
from yimen.gateways.digests import sm3_hex
from yimen.rules.access import Actor
from yimen.rules.case_forms import Application, choose
from yimen.rules.consents import (
    ConsentMissing,
    ConsentState,
    ConsentWay,
    Giver,
    check_given,
    check_giver,
    check_paper,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import check_citizen_id
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.rows import write_back

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
        post_id=actor.post_id,
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


def lock_linked(told: ConsentTold, actor: Actor, application: Application, version: ItemVersion) -> Consent:
    """The answered link that carries this filing, locked; refuses as `check_given` does."""
    rows = Consent.objects.select_for_update(of=("self",)).filter(
        county_code=actor.county_code, post_id=actor.post_id, pk=told.consent_id
    )
    row = rows.select_related("version").first()
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
