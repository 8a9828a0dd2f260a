"""Which gateways this process uses: config installs real ones at start, tests install fakes."""

from dataclasses import dataclass

from yimen.gateways.demo_clocks import DemoClock, MemoryDemoClock
from yimen.gateways.files import FileStore, MemoryFileStore
from yimen.gateways.jobs import JobQueue, MemoryQueue
from yimen.gateways.roots import MemoryRootArchive, RootArchive
from yimen.gateways.sealing import MemorySealer, Sealer
from yimen.gateways.signing import MemorySigner, Signer
from yimen.gateways.sms import MemorySms, SmsGateway
from yimen.gateways.spreadsheets import MemorySpreadsheets, Spreadsheets
from yimen.gateways.typesetting import MemoryTypesetter, Typesetter
from yimen.gateways.webhooks import MemoryWebhooks, Webhooks


@dataclass(frozen=True, kw_only=True, slots=True)
class Gateways:
    """One set of gateways."""

    files: FileStore
    sms: SmsGateway
    queue: JobQueue
    typesetter: Typesetter
    signer: Signer
    sealer: Sealer
    roots: RootArchive
    demo_clock: DemoClock
    webhooks: Webhooks
    spreadsheets: Spreadsheets


_current: Gateways | None = None


def install(gateways: Gateways) -> None:
    """Replace the set of the whole process; called at start, and by tests."""
    global _current  # noqa: PLW0603 - the one deliberate module state of this floor
    _current = gateways


def installed() -> Gateways:
    """The set in use; RuntimeError when nothing was installed yet."""
    if _current is None:
        raise RuntimeError("no gateways are installed: yimen.config does that at start")
    return _current


def fakes() -> Gateways:
    """A fresh set that touches no disk, no network and no database."""
    return Gateways(
        files=MemoryFileStore(),
        sms=MemorySms(),
        queue=MemoryQueue(),
        typesetter=MemoryTypesetter(),
        signer=MemorySigner(),
        sealer=MemorySealer(),
        roots=MemoryRootArchive(),
        demo_clock=MemoryDemoClock(),
        webhooks=MemoryWebhooks(),
        spreadsheets=MemorySpreadsheets(),
    )
