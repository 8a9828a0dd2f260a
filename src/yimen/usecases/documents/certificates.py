"""The certificates that sign papers: which there are, a new one for an organ, one that is stopped."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.documents.models import StoppedCertificate
from yimen.data.orgs.models import Organ
from yimen.gateways.installed import installed
from yimen.gateways.signing import OrganCertificate
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.verdicts import StopGround
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class UnknownCertificate(RuleViolation):
    """No certificate of this serial was made here."""

    code = "documents.unknown_certificate"
    template = N_("没有序列号是 {serial} 的签名证书。用 yimen keys list 看看有哪些。")
    refusal = Refusal.NOT_FOUND


class RenewedBefore(RuleViolation):
    """The organ has a newer certificate by now."""

    code = "documents.certificate_renewed"
    template = N_("{organ}已经有更新的签名证书了，序列号 {serial}。")
    refusal = Refusal.CONFLICT


class StoppedBefore(RuleViolation):
    """The certificate was stopped before; a stop is not taken back and not moved."""

    code = "documents.certificate_stopped"
    template = N_("序列号 {serial} 的签名证书已经停用了。")
    refusal = Refusal.CONFLICT


class StoppedAhead(RuleViolation):
    """A stop that begins in the future."""

    code = "documents.certificate_stopped_ahead"
    template = N_("停用的时间不能晚于现在。")


@dataclass(frozen=True, kw_only=True, slots=True)
class StoppedSince:
    """From when on a certificate must not be believed, and the ground (`StopGround`)."""

    since: datetime
    ground: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateRow:
    """A certificate for the operator's list; `stopped` None while it may be used."""

    organ_id: str
    organ_name: str
    serial: str
    sha256: str
    stopped: StoppedSince | None


def find_stopped(serial: str) -> StoppedSince | None:
    """Since when this certificate is stopped, or None."""
    row = StoppedCertificate.objects.filter(serial=serial).first()
    return StoppedSince(since=row.since, ground=row.ground) if row else None


def stopped_serials(county_code: str) -> tuple[str, ...]:
    """All that may not sign any more in the county."""
    rows = StoppedCertificate.objects.filter(county_code=county_code)
    return tuple(rows.values_list("serial", flat=True))


def list_certificates(*, actor: Actor) -> tuple[CertificateRow, ...]:
    """Every certificate that an organ ever had here; for the operator."""
    require(actor, "documents.list_certificates")
    stopped = {row.serial: row for row in StoppedCertificate.objects.all()}
    return tuple(_row(each, stopped.get(each.serial)) for each in installed().signer.list_certificates())


@action("documents.renew_certificate")
def renew_certificate(
    *, actor: Actor, now: datetime, serial: str, request_key: str | None = None
) -> CertificateRow:
    """Make a new key and certificate for the organ whose newest one has this serial.

    Its papers are signed with the new one from now on; what older ones signed stays genuine. Refuses a
    serial that was not made here (`UnknownCertificate`) and one that was renewed before (`RenewedBefore`).
    """
    require(actor, "documents.renew_certificate")
    known = _find_certificate(serial)
    answer = perform(
        action="documents.renew_certificate",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=_organ_of(known).county_code,
        body={"serial": serial},
        core=lambda: _apply_renewal(known),
    )
    return _row(_find_certificate(str(answer["serial"])), None)


@action("documents.stop_certificate")
def stop_certificate(
    *,
    actor: Actor,
    now: datetime,
    serial: str,
    ground: StopGround,
    since: datetime,
    request_key: str | None = None,
) -> None:
    """Declare a certificate not to be believed from `since` on; its organ signs with a new one.

    Papers of the register that it signed before keep their verdict, with a word; later ones are
    CERTIFICATE_STOPPED. Refuses a serial that was not made here (`UnknownCertificate`), a second stop
    (`StoppedBefore`), a time ahead of now (`StoppedAhead`).
    """
    require(actor, "documents.stop_certificate")
    if since > now:
        raise StoppedAhead(field="since")
    known = _find_certificate(serial)
    organ = _organ_of(known)
    perform(
        action="documents.stop_certificate",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=organ.county_code,
        body={"serial": serial, "ground": ground.value, "since": since.isoformat()},
        core=lambda: _apply_stop(organ, known, ground, since, now),
    )


def _find_certificate(serial: str) -> OrganCertificate:
    for each in installed().signer.list_certificates():
        if each.serial == serial:
            return each
    raise UnknownCertificate(field="serial", serial=serial[:40])


def _organ_of(certificate: OrganCertificate) -> Organ:
    organ = Organ.objects.filter(pk=certificate.organ_id).first()
    if organ is None:
        raise UnknownCertificate(field="serial", serial=certificate.serial)
    return organ


def _apply_renewal(known: OrganCertificate) -> Outcome:
    organ = Organ.objects.select_for_update().get(pk=known.organ_id)  # one renewal of an organ at a time
    name = known.organ_name
    newest = [
        each
        for each in installed().signer.list_certificates()
        if (each.organ_id, each.organ_name) == (known.organ_id, name)
    ][-1]
    if newest.serial != known.serial:
        raise RenewedBefore(field="serial", organ=name, serial=newest.serial)
    made = installed().signer.renew(organ_id=known.organ_id, organ_name=name)
    record = Record(
        county_code=organ.county_code,
        subject_type="certificate",
        subject_id=organ.pk,
        act="documents.renew_certificate",
        facts={"serial": made.serial, "former": known.serial, "organ_name": name},
    )
    return Outcome(answer={"serial": made.serial}, record=record)


def _apply_stop(
    organ: Organ, certificate: OrganCertificate, ground: StopGround, since: datetime, now: datetime
) -> Outcome:
    fresh = StoppedCertificate(
        id=new_id(now),
        county_code=organ.county_code,
        serial=certificate.serial,
        organ_name=certificate.organ_name,
        ground=ground.value,
        since=since,
        stopped_at=now,
    )
    StoppedCertificate.objects.bulk_create([fresh], ignore_conflicts=True)
    key = {"county_code": organ.county_code, "serial": certificate.serial}
    if StoppedCertificate.objects.get(**key).pk != fresh.pk:
        raise StoppedBefore(field="serial", serial=certificate.serial)
    record = Record(
        county_code=organ.county_code,
        subject_type="certificate",
        subject_id=organ.pk,
        act="documents.stop_certificate",
        facts={"serial": certificate.serial, "ground": ground.value, "since": since.isoformat()},
    )
    return Outcome(answer={}, record=record)


def _row(made: OrganCertificate, stopped: StoppedCertificate | None) -> CertificateRow:
    return CertificateRow(
        organ_id=made.organ_id,
        organ_name=made.organ_name,
        serial=made.serial,
        sha256=made.sha256,
        stopped=StoppedSince(since=stopped.since, ground=stopped.ground) if stopped else None,
    )
