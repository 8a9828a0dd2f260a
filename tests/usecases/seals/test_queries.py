"""What waits for the seal, its register, and the registers of papers."""

import pytest

from tests.usecases.cases import journey
from tests.usecases.cases.journey import HOUR
from tests.usecases.seals.test_record_use import LATER, paper_of, use
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY_APPROVER,
    ID,
    NOW,
    SEAL_KEEPER,
    SECOND_CLERK,
)
from yimen.data.cases.models import Case
from yimen.data.documents.models import Paper
from yimen.rules.access import NotFound
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.queries.pages import BadPageKey
from yimen.usecases.seals import paper_register, queries
from yimen.usecases.seals.paper_register import read_register
from yimen.usecases.seals.queries import find_paper, get_stamping, get_use, list_waiting, read_uses


def test_finished_papers_wait_oldest_first_until_they_are_stamped(db: None) -> None:
    case_id = journey.granted()
    found = list_waiting(actor=SEAL_KEEPER)
    assert [row.kind for row in found.rows] == [PaperKind.ACCEPTANCE, PaperKind.GRANT]  # no receipt waits
    assert [row.applicant_name for row in found.rows] == ["赵*国", "赵*国"]
    use(paper_of(case_id, PaperKind.ACCEPTANCE))
    assert [row.kind for row in list_waiting(actor=SEAL_KEEPER).rows] == [PaperKind.GRANT]


def test_a_paper_that_is_being_made_does_not_wait_yet(db: None) -> None:
    journey.reviewed()
    assert list_waiting(actor=SEAL_KEEPER).rows == ()


def test_the_list_goes_on_by_key(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    journey.granted()
    journey.granted(now=NOW + 8 * HOUR)
    monkeypatch.setattr(queries, "PAGE_SIZE", 3)
    first = list_waiting(actor=SEAL_KEEPER)
    second = list_waiting(actor=SEAL_KEEPER, after=first.next_key)
    assert (len(first.rows), len(second.rows), second.next_key) == (3, 1, "")
    assert len({row.paper_id for row in (*first.rows, *second.rows)}) == 4
    with pytest.raises(BadPageKey):
        list_waiting(actor=SEAL_KEEPER, after="gestern~1")


def test_a_paper_is_found_by_its_number_also_one_that_need_not_be_stamped(db: None) -> None:
    receipt = paper_of(journey.granted(), PaperKind.RECEIPT)
    assert find_paper(actor=SEAL_KEEPER, paper_no=receipt.paper_no) == receipt.pk
    with pytest.raises(NotFound):
        find_paper(actor=SEAL_KEEPER, paper_no="没有〔2026〕9号")


def test_the_keeper_sees_by_whose_leave_and_earlier_uses(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    before = get_stamping(actor=SEAL_KEEPER, paper_id=grant.pk)
    assert (before.leave_label, before.approver_name, before.uses) == ("逐件审批", "approver", ())
    use(grant)
    assert [each.serial for each in get_stamping(actor=SEAL_KEEPER, paper_id=grant.pk).uses] == [1]


def test_the_register_has_its_columns_and_its_span(db: None) -> None:
    case_id = journey.granted()
    use(paper_of(case_id, PaperKind.ACCEPTANCE), copies="2")
    done = use(paper_of(case_id, PaperKind.GRANT))
    found = read_uses(actor=CENTER_HEAD, year=2026)
    assert (found.count, found.first, found.last, found.years) == (2, 1, 2, (2026,))
    newest = found.rows[0]
    assert (newest.serial, newest.copies, newest.approver_name) == (2, 3, "approver")
    assert (newest.reviewer_name, newest.keeper_name) == ("reviewer", "seal_keeper")
    assert newest.paper.case_no == Case.objects.get(pk=case_id).case_no
    assert found.rows[1].handler_name == "clerk"
    assert get_use(actor=SEAL_KEEPER, use_id=done.use_id) == newest
    assert read_uses(actor=CENTER_HEAD, year=2025).rows == ()


def test_a_sensitive_case_is_number_and_neutral_words_in_every_list(db: None) -> None:
    case_id = journey.granted()
    use(paper_of(case_id, PaperKind.GRANT))
    Case.objects.filter(pk=case_id).update(sensitive=True, state="CLOSED", closed_at=LATER)
    rows = [
        read_uses(actor=CENTER_HEAD, year=2026).rows[0].paper,
        list_waiting(actor=CENTER_HEAD).rows[0],
        read_register(actor=SECOND_CLERK, kind="GRANT").rows[0].paper,
    ]
    neutral = Case.objects.select_related("version").get(pk=case_id).version.neutral_name
    for row in rows:
        assert (row.applicant_name, row.case_id, row.item_name) == ("", None, neutral)
    assert read_register(actor=CLERK, kind="GRANT").rows[0].paper.applicant_name == "赵*国"  # acted in it


def test_a_register_counts_its_numbers_and_finds_a_gap(db: None) -> None:
    for at in range(3):
        journey.accepted(now=NOW + 8 * at * HOUR)
    found = read_register(actor=CLERK, kind="RECEIPT", year="2026")
    assert found.here is not None
    assert (found.here.count, found.here.first, found.here.last, found.here.has_gap) == (3, 1, 3, False)
    assert [row.paper.serial for row in found.rows] == [3, 2, 1]
    assert {row.state_label for row in found.rows} == {"正在制作"}
    Paper.objects.filter(kind="RECEIPT", serial=3).update(serial=5)
    again = read_register(actor=CLERK, kind="RECEIPT", year="2026")
    assert again.here is not None
    assert again.here.has_gap


def test_a_paper_in_anothers_name_stands_in_that_organs_register(db: None) -> None:
    case_id = journey.granted()  # 林木采伐 is entrusted: it goes out in the forestry department's name
    grant = paper_of(case_id, PaperKind.GRANT)
    assert grant.organ_id == ID("organ:forestry")
    found = read_register(actor=CLERK, kind="GRANT")
    assert found.here is not None
    assert (found.here.organ_name, found.here.is_whole) == ("沧县林业主管部门", False)
    assert found.rows[0].paper.entrusting == "沧县林业主管部门"
    assert {key.organ_name for key in found.registers} == {"沧县旧州镇人民政府", "沧县林业主管部门"}
    own = read_register(actor=CLERK)
    assert own.here is not None
    assert (own.here.organ_name, own.here.kind) == ("沧县旧州镇人民政府", PaperKind.RECEIPT)


def test_the_register_says_what_was_stamped(db: None) -> None:
    grant = paper_of(journey.granted(), PaperKind.GRANT)
    assert not read_register(actor=CLERK, kind="GRANT").rows[0].is_stamped
    use(grant)
    assert read_register(actor=CLERK, kind="GRANT").rows[0].is_stamped


def test_a_departments_own_papers_are_its_own_register(db: None) -> None:
    journey.granted()
    assert read_register(actor=COUNTY_APPROVER).registers == ()
    Paper.objects.filter(kind="GRANT").update(
        organ=ID("organ:civil_affairs"), signing_organ=ID("organ:civil_affairs"), kind="CONFIRMATION"
    )
    found = read_register(actor=COUNTY_APPROVER)
    assert [key.kind for key in found.registers] == [PaperKind.CONFIRMATION]
    assert found.rows[0].paper.applicant_name == ""  # no case of the department's own


def test_a_register_goes_on_by_key_and_refuses_another_organs(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(3):
        journey.received(now=NOW + 8 * at * HOUR)
    monkeypatch.setattr(paper_register, "PAGE_SIZE", 2)
    first = read_register(actor=CLERK)
    assert [row.paper.serial for row in first.rows] == [3, 2]
    assert [row.paper.serial for row in read_register(actor=CLERK, after=first.next_key).rows] == [1]
    with pytest.raises(BadPageKey):
        read_register(actor=CLERK, after="-1")
    with pytest.raises(NotFound):
        read_register(actor=CLERK, organ_id=str(ID("organ:second")))
