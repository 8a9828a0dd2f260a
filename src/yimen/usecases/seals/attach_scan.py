"""Puts the scan of a stamped paper to its row in the register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.seals import ScanThere
from yimen.usecases.cases.evidence import Upload, store
from yimen.usecases.seals.scope import uses_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@dataclass(frozen=True, kw_only=True, slots=True)
class ScanAttached:
    """The row of the register that now has its scan, and the paper it belongs to."""

    use_id: UUID
    paper_id: UUID


@action("seals.attach_scan")
def attach_scan(
    *, actor: Actor, now: datetime, use_id: UUID, scan: Upload, request_key: str | None = None
) -> ScanAttached:
    """Keep the scan or photograph of what was stamped beside the paper; once, never replaced.

    The scan is another file than the one that was signed: verification never takes it for that.
    Refuses a use of another organ's seal (`NotFound`), one that has its scan, and what no upload may be.
    """
    require(actor, "seals.attach_scan")
    stored = store(scan, actor, now=now, county_code=actor.county_code)
    answer = perform(
        action="seals.attach_scan",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"use_id": str(use_id), "sha256": scan.digest},
        core=lambda: _apply_scan(actor, use_id, stored),
    )
    return ScanAttached(use_id=use_id, paper_id=UUID(str(answer["paper_id"])))


def _apply_scan(actor: Actor, use_id: UUID, stored: StoredFile) -> Outcome:
    use = uses_of(actor).select_for_update(of=("self",)).filter(pk=use_id).first()
    if use is None:
        raise NotFound
    if use.scan_id is not None:
        raise ScanThere(serial=use.serial)
    stored.save(force_insert=True)
    use.scan = stored
    write_back(use, ["scan"], county_code=use.county_code)
    record = Record(
        county_code=use.county_code,
        subject_type="seal",
        subject_id=use.organ_id,
        act="seals.attach_scan",
        facts={"use_id": str(use.pk), "serial": use.serial, "sha256": stored.sha256},
    )
    return Outcome(answer={"paper_id": str(use.paper_id)}, record=record)
