"""The scan that comes back: looked into, kept once, opened only by who may know the case."""

import pytest

from tests.uploads import PNG
from tests.usecases.cases import journey
from tests.usecases.cases.journey import HOUR
from tests.usecases.seals.test_record_use import LATER, SCAN, paper_of, use
from tests.world import CENTER_HEAD, CLERK, ID, OUTSIDER, SEAL_KEEPER
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry
from yimen.data.seals.models import SealUse
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.documents import PaperKind
from yimen.rules.errors import RuleViolation
from yimen.rules.seals import ScanThere
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.seals.attach_scan import attach_scan
from yimen.usecases.seals.queries import open_case_scan, open_scan


def test_the_scan_lies_beside_the_use_once_and_for_all(db: None) -> None:
    done = use(paper_of(journey.granted(), PaperKind.GRANT))
    attach_scan(actor=SEAL_KEEPER, now=LATER + HOUR, use_id=done.use_id, scan=SCAN)
    assert open_scan(actor=SEAL_KEEPER, use_id=done.use_id).content == PNG
    with pytest.raises(ScanThere):
        attach_scan(actor=SEAL_KEEPER, now=LATER + 2 * HOUR, use_id=done.use_id, scan=SCAN)
    assert Entry.objects.filter(act="seals.attach_scan", subject_id=ID("organ:jiuzhou")).count() == 1


def test_what_is_no_picture_and_no_pdf_is_refused(db: None) -> None:
    done = use(paper_of(journey.granted(), PaperKind.GRANT))
    program = Upload(name="盖章件.pdf", content=b"MZ\x90\x00" * 40, true_size=160)
    with pytest.raises(RuleViolation):
        attach_scan(actor=SEAL_KEEPER, now=LATER, use_id=done.use_id, scan=program)
    assert SealUse.objects.get(pk=done.use_id).scan is None


def test_nobody_else_brings_a_scan(db: None) -> None:
    done = use(paper_of(journey.granted(), PaperKind.GRANT))
    for other in (CLERK, CENTER_HEAD, OUTSIDER):
        with pytest.raises(NotAllowed):
            attach_scan(actor=other, now=LATER, use_id=done.use_id, scan=SCAN)
    with pytest.raises(NotFound):
        attach_scan(actor=SEAL_KEEPER, now=LATER, use_id=ID("no use"), scan=SCAN)


def test_the_head_opens_no_scan_of_a_sensitive_case_without_a_duty(db: None) -> None:
    case_id = journey.granted()
    done = use(paper_of(case_id, PaperKind.GRANT), scan=SCAN)
    assert open_scan(actor=CENTER_HEAD, use_id=done.use_id).content == PNG
    Case.objects.filter(pk=case_id).update(sensitive=True)
    with pytest.raises(NotFound):
        open_scan(actor=CENTER_HEAD, use_id=done.use_id)
    assert open_scan(actor=SEAL_KEEPER, use_id=done.use_id).content == PNG


def test_the_page_of_the_case_opens_the_scan_for_who_may_know_the_case(db: None) -> None:
    case_id = journey.granted()
    done = use(paper_of(case_id, PaperKind.GRANT), scan=SCAN)
    assert open_case_scan(actor=CLERK, case_id=case_id, use_id=done.use_id).content == PNG
    for actor, case in ((OUTSIDER, case_id), (CLERK, ID("another case"))):
        with pytest.raises(NotFound):
            open_case_scan(actor=actor, case_id=case, use_id=done.use_id)
