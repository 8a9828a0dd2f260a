"""Chooses the real gateways of this installation."""

from yimen.config.environment import Environment
from yimen.gateways.demo_clocks import FileDemoClock, NoDemoClock
from yimen.gateways.files import DiskFileStore
from yimen.gateways.installed import Gateways
from yimen.gateways.jobs import ProcrastinateQueue
from yimen.gateways.kept_sheets import KeepingTypesetter
from yimen.gateways.roots import DiskRootArchive
from yimen.gateways.sealing import KekSealer
from yimen.gateways.signing.pades import PadesSigner
from yimen.gateways.sms import DemoSms, NoSms, SmsGateway
from yimen.gateways.sms_relay import RelaySms
from yimen.gateways.spreadsheets import FileSpreadsheets
from yimen.gateways.typesetting import TypstTypesetter
from yimen.gateways.webhooks import HttpWebhooks


def real_gateways(environment: Environment) -> Gateways:
    """The adapters that touch disk, queue and keys under the data folder; made, not yet used."""
    data = environment.data_dir
    return Gateways(
        files=DiskFileStore(data / "files"),
        sms=_sms(environment),
        queue=ProcrastinateQueue(),
        typesetter=KeepingTypesetter(
            TypstTypesetter(data / "fonts"), data / "sheets", site_fonts=data / "fonts"
        ),
        signer=PadesSigner(data / "keys"),
        sealer=KekSealer(data / "keys"),
        roots=DiskRootArchive(data / "journal-roots"),
        webhooks=HttpWebhooks(loopback_allowed=environment.webhook_loopback),
        spreadsheets=FileSpreadsheets(),
        demo_clock=FileDemoClock(data / "demo" / "clock") if environment.demo else NoDemoClock(),
    )


def _sms(environment: Environment) -> SmsGateway:
    """The demo never sends; a place without a relay says that it cannot."""
    data = environment.data_dir
    if environment.demo:
        return DemoSms(data / "demo" / "messages.jsonl", demo=True)
    return RelaySms(environment.sms_url, data / "keys" / "sms-relay") if environment.sms_url else NoSms()
