"""One use of the physical seal: what is written, by whose leave, and when it is refused."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.uploads import PNG
from tests.usecases.cases import journey
from tests.usecases.cases.journey import HOUR
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY,
    ID,
    NOW,
    OUTSIDER,
    SEAL_KEEPER,
)
from yimen.data.cases.models import CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry
from yimen.data.seals.models import SealUse
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed, NotFound, Party
from yimen.rules.documents import PaperKind
from yimen.rules.seals import BadCopies, NotApproved, PaperNotReady, PaperTakenBack, UsedForThis
from yimen.rules.text import TextMissing
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.seals.record_use import UseRecorded, record_use

LATER = NOW + 10 * HOUR
SCAN = Upload(name="盖章件.png", content=PNG, true_size=len(PNG))


def paper_of(case_id: UUID, kind: PaperKind) -> Paper:
    """The paper of this kind in the case."""
    return Paper.objects.get(case_papers__case=case_id, kind=kind.value)


def use(paper: Paper, *, purpose: str = "送达申请人并存档", copies: str = "3", **more: object) -> UseRecorded:
    """The keeper stamps."""
    call = {"actor": SEAL_KEEPER, "now": LATER, "paper_id": paper.pk, "copies": copies, "purpose": purpose}
    return record_use(**(call | more))  # type: ignore[arg-type]


def test_a_decision_names_the_approver_of_its_case(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    done = use(grant)
    row = SealUse.objects.get(pk=done.use_id)
    assert (row.county_code, row.organ_id, row.year, row.serial) == (COUNTY, ID("organ:jiuzhou"), 2026, 1)
    assert (row.paper_id, row.copies, row.purpose) == (grant.pk, 3, "送达申请人并存档")
    assert row.approver_name == APPROVER.name
    assert (row.keeper_id, row.keeper_name, row.used_at) == (SEAL_KEEPER.post_id, SEAL_KEEPER.name, LATER)
    assert row.scan is None


def test_a_notice_of_acceptance_goes_by_the_standing_authorisation(db: None) -> None:
    acceptance = paper_of(journey.granted(), PaperKind.ACCEPTANCE)
    assert SealUse.objects.get(pk=use(acceptance).use_id).approver_name == "常规授权"


def test_the_numbers_of_the_register_have_no_gaps_and_begin_anew_each_year(db: None) -> None:
    case = journey.granted()
    grant = paper_of(case, PaperKind.GRANT)
    with pytest.raises(BadCopies):
        use(grant, copies="0")
    serials = [use(grant, purpose=f"补发第 {n} 次").serial for n in range(1, 4)]
    next_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # 2027-01-01 00:00 in Beijing
    assert serials == [1, 2, 3]
    assert use(grant, purpose="存档", now=next_year).serial == 1
    assert list(SealUse.objects.order_by("year").values_list("year", flat=True).distinct()) == [2026, 2027]


def test_the_register_leaves_one_entry_in_the_chain_of_the_seal(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    use(grant)
    entry = Entry.objects.get(act="seals.record_use")
    assert (entry.subject_type, entry.subject_id) == ("seal", ID("organ:jiuzhou"))
    assert grant.paper_no in entry.text
    assert '"serial":1' in entry.text.replace(" ", "")
    assert f'"{APPROVER.name}"' not in entry.text  # names of people only as salted digests


def test_the_scan_may_come_at_once_and_is_kept_beside_the_use(db: None, gateways: Gateways) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    row = SealUse.objects.select_related("scan").get(pk=use(grant, scan=SCAN).use_id)
    assert row.scan is not None
    assert (row.scan.media_type, row.scan.county_code) == ("image/png", COUNTY)
    assert gateways.files.read(row.scan.sha256) == PNG
    assert row.scan.sha256 != grant.file_sha256


def test_never_on_a_blank_sheet(db: None) -> None:
    case_id = journey.reviewed()
    journey.make_papers(NOW)
    from yimen.usecases.cases import actions

    actions.grant(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, opinion="同意。")
    with pytest.raises(PaperNotReady):
        use(paper_of(case_id, PaperKind.GRANT))
    assert not SealUse.objects.exists()


def test_not_on_a_paper_that_was_taken_back(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    Paper.objects.filter(pk=grant.pk).update(state="REVOKED")
    with pytest.raises(PaperTakenBack):
        use(grant)


def test_a_second_use_says_a_new_purpose(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    use(grant)
    with pytest.raises(UsedForThis) as refused:
        use(grant, purpose=" 送达申请人并存档 ")
    assert "第 1 号" in refused.value.sentence()
    assert use(grant, purpose="原件遗失，补发").serial == 2


def test_no_use_without_a_purpose(db: None) -> None:
    with pytest.raises(TextMissing):
        use(paper_of(journey.granted(), PaperKind.GRANT), purpose="  ")


def test_a_decision_that_nobody_approved_is_not_stamped(db: None) -> None:
    case_id = journey.granted()
    CaseStep.objects.filter(case=case_id, act="GRANT").update(undone_at=LATER)
    with pytest.raises(NotApproved):
        use(paper_of(case_id, PaperKind.GRANT))


def test_only_the_keeper_of_that_organ_stamps(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    for other in (CLERK, CENTER_HEAD, APPROVER, OUTSIDER):
        with pytest.raises(NotAllowed):
            use(grant, actor=other)
    stranger = SEAL_KEEPER.__class__(
        party=Party.SEAL_KEEPER,
        name="别镇保管人",
        account_id=ID("account:neighbor_clerk"),
        post_id=ID("post:neighbor_clerk"),
        organ_id=ID("organ:second"),
        organ_name="沧县兴济镇人民政府",
        scope_code="130921101000",
        county_code=COUNTY,
    )
    with pytest.raises(NotFound):
        use(grant, actor=stranger)


def test_the_same_form_twice_is_one_use(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    assert use(grant, request_key="once") == use(grant, request_key="once")
    assert SealUse.objects.count() == 1
    assert Entry.objects.filter(act="seals.record_use").count() == 1
