"""Certificates that two operators renew or stop at once: one does it, the other is told so."""

from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.documents.papers import issue, make_file
from tests.world import NOW
from yimen.data.documents.models import StoppedCertificate
from yimen.gateways.installed import installed
from yimen.rules.verdicts import StopGround


def _serial() -> str:
    make_file(issue().pk)
    return installed().signer.list_certificates()[0].serial


def _renew(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, serial=_serial())


def _stop(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, serial=_serial(), ground=StopGround.KEY_EXPOSED, since=NOW)


SCENARIOS = {
    "documents.renew_certificate": Scenario(
        prepare=_renew, only_one=lambda: len(installed().signer.list_certificates()) - 1
    ),
    "documents.stop_certificate": Scenario(prepare=_stop, only_one=StoppedCertificate.objects.count),
}
