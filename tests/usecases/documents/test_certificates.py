"""An organ's certificates: a new one signs from now on, a stopped one is not believed from its day on."""

from datetime import timedelta

import pytest

from tests.usecases.documents.papers import issue, make_file
from tests.world import CLERK, NOW
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry
from yimen.gateways.installed import Gateways
from yimen.rules.access import PUBLIC, NotAllowed, system_actor
from yimen.rules.verdicts import StopGround, Verdict
from yimen.usecases.documents.certificates import (
    RenewedBefore,
    StoppedAhead,
    StoppedBefore,
    UnknownCertificate,
    list_certificates,
    renew_certificate,
    stop_certificate,
)
from yimen.usecases.documents.verification import Verification, verify_file

pytestmark = pytest.mark.django_db
OPERATOR = system_actor("yimen keys")
HOUR = timedelta(hours=1)
LATER = NOW + 5 * HOUR


def _paper(gateways: Gateways) -> tuple[Paper, bytes]:
    paper = issue()
    make_file(paper.pk)
    paper.refresh_from_db()
    return paper, gateways.files.read(paper.file_sha256)


def _stop(serial: str, *, since_hours: int = 1, ground: StopGround = StopGround.KEY_EXPOSED) -> None:
    stop_certificate(actor=OPERATOR, now=LATER, serial=serial, ground=ground, since=NOW + since_hours * HOUR)


def _ask(content: bytes) -> Verification:
    return verify_file(actor=PUBLIC, now=LATER, content=content, address="192.0.2.7")


def test_a_paper_signed_before_the_stop_stays_genuine_with_a_word(gateways: Gateways) -> None:
    _, content = _paper(gateways)
    serial = gateways.signer.list_certificates()[0].serial
    _stop(serial)
    said = _ask(content)
    assert said.verdict is Verdict.GENUINE
    assert said.particulars is not None
    assert said.particulars.certificate_stopped_at == NOW + HOUR
    assert said.particulars.certificate_stopped_why == "密钥可能泄露"


def test_a_paper_signed_after_the_stop_is_not_believed(gateways: Gateways) -> None:
    _, content = _paper(gateways)
    _stop(gateways.signer.list_certificates()[0].serial, since_hours=0)
    assert _ask(content).verdict is Verdict.CERTIFICATE_STOPPED


def test_after_a_stop_the_next_paper_is_signed_with_a_new_certificate(gateways: Gateways) -> None:
    _, old = _paper(gateways)
    first = gateways.signer.list_certificates()[0].serial
    _stop(first)
    _, new = _paper(gateways)
    told = _ask(new).particulars
    assert told is not None
    assert told.certificate_serial != first
    assert told.certificate_stopped_at is None
    assert _ask(old).verdict is Verdict.GENUINE


def test_a_renewed_certificate_signs_from_now_on_and_the_old_paper_stays(gateways: Gateways) -> None:
    _, old = _paper(gateways)
    first = gateways.signer.list_certificates()[0].serial
    made = renew_certificate(actor=OPERATOR, now=LATER, serial=first)
    _, new = _paper(gateways)
    told = _ask(new).particulars
    assert told is not None
    assert told.certificate_serial == made.serial != first
    assert _ask(old).verdict is Verdict.GENUINE
    assert f'"serial":"{made.serial}"' in Entry.objects.get(act="documents.renew_certificate").text


def test_the_list_shows_what_is_stopped(gateways: Gateways) -> None:
    _paper(gateways)
    (row,) = list_certificates(actor=OPERATOR)
    assert (row.organ_name, row.stopped) == ("沧县旧州镇人民政府", None)
    _stop(row.serial, ground=StopGround.ORGAN_CHANGED)
    (row,) = list_certificates(actor=OPERATOR)
    assert row.stopped is not None
    assert (row.stopped.ground, row.stopped.since) == ("ORGAN_CHANGED", NOW + HOUR)
    assert "ORGAN_CHANGED" in Entry.objects.get(act="documents.stop_certificate").text


def test_what_cannot_be_renewed_or_stopped_is_told(gateways: Gateways) -> None:
    _paper(gateways)
    serial = gateways.signer.list_certificates()[0].serial
    with pytest.raises(UnknownCertificate):
        _stop("abc")
    with pytest.raises(UnknownCertificate):
        renew_certificate(actor=OPERATOR, now=LATER, serial="abc")
    with pytest.raises(StoppedAhead):
        _stop(serial, since_hours=6)
    _stop(serial)
    with pytest.raises(StoppedBefore):
        _stop(serial)
    renew_certificate(actor=OPERATOR, now=LATER, serial=serial)
    with pytest.raises(RenewedBefore):
        renew_certificate(actor=OPERATOR, now=LATER, serial=serial)


def test_nobody_but_the_operator_touches_certificates(gateways: Gateways) -> None:
    _paper(gateways)
    serial = gateways.signer.list_certificates()[0].serial
    for actor in (CLERK, PUBLIC):
        with pytest.raises(NotAllowed):
            list_certificates(actor=actor)
        with pytest.raises(NotAllowed):
            renew_certificate(actor=actor, now=LATER, serial=serial)
        with pytest.raises(NotAllowed):
            stop_certificate(actor=actor, now=LATER, serial=serial, ground=StopGround.REPLACED, since=NOW)
