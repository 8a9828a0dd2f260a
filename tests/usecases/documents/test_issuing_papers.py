"""A paper is numbered without gaps, frozen whole, and gets its file exactly once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from tests.usecases.documents.papers import GRANT_FACTS, PUBLIC_URL, issue, make_file
from tests.world import CLERK, ID, NOW
from yimen.data.documents.models import Paper, StoredFile
from yimen.data.journal.models import Entry
from yimen.gateways.installed import Gateways
from yimen.gateways.jobs import QueuedJob
from yimen.gateways.signing import SignatureStatus
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.documents import CHECK_CODE_ALPHABET, PaperIncomplete, PaperKind, PaperState
from yimen.usecases.documents.issuing import issue_file
from yimen.usecases.documents.papers import issue_job


@pytest.mark.django_db
def test_a_paper_is_numbered_from_one_per_organ_and_kind() -> None:
    assert [issue().paper_no for _ in range(3)] == [
        "沧县旧州镇政许准〔2026〕1号",
        "沧县旧州镇政许准〔2026〕2号",
        "沧县旧州镇政许准〔2026〕3号",
    ]
    assert issue(name="organ:forestry").paper_no == "沧县林许准〔2026〕1号"


@pytest.mark.django_db
def test_the_year_of_a_number_is_the_year_in_beijing() -> None:
    last_evening = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    assert issue(now=last_evening).paper_no.endswith("〔2026〕1号")
    assert issue(now=last_evening + timedelta(minutes=1)).paper_no.endswith("〔2027〕1号")


@pytest.mark.django_db
def test_a_paper_that_is_not_kept_leaves_no_gap() -> None:
    issue()
    before = transaction.savepoint()
    issue()
    transaction.savepoint_rollback(before)
    assert issue().serial == 2


@pytest.mark.django_db
def test_the_facts_are_frozen_whole_and_without_a_web_address() -> None:
    paper = issue()
    assert paper.facts == GRANT_FACTS | {
        "organ_name": "沧县旧州镇人民政府",
        "title": "准予行政许可决定书",
        "issued_on": "2026年11月16日",
        "signer_name": "沧县旧州镇人民政府",
        "check_code": paper.check_code,
        "paper_no": paper.paper_no,
    }
    assert paper.state == PaperState.PENDING
    assert paper.file_id is None


@pytest.mark.django_db
def test_a_check_code_is_random_and_of_plain_signs() -> None:
    codes = {issue().check_code for _ in range(30)}
    assert len(codes) == 30
    assert all(len(code) == 8 and set(code) <= set(CHECK_CODE_ALPHABET) for code in codes)


@pytest.mark.django_db
def test_a_refusal_without_reasons_and_ways_of_complaint_is_not_issued() -> None:
    with pytest.raises(PaperIncomplete, match="理由、复议和诉讼的权利"):
        issue(kind=PaperKind.REFUSAL)
    assert not Paper.objects.exists()


@pytest.mark.django_db
def test_a_fact_that_no_paper_knows_is_a_bug_at_once_and_not_in_the_job() -> None:
    with pytest.raises(ValueError, match="unknown facts: nickname"):
        issue(facts=GRANT_FACTS | {"nickname": "x"})


@pytest.mark.django_db
def test_the_job_typesets_signs_and_stores_from_frozen_facts(gateways: Gateways) -> None:
    paper = issue(name="organ:forestry")
    answer = make_file(paper.pk, now=NOW + timedelta(seconds=3))
    paper.refresh_from_db()
    assert (paper.state, paper.file_sha256) == (PaperState.READY, answer.sha256)
    assert paper.file is not None
    assert paper.file.name == f"准予行政许可决定书 {paper.paper_no}.pdf"
    content = gateways.files.read(answer.sha256)
    said = gateways.signer.verify(content, at=NOW)
    assert (said.status, said.signer_name, said.signed_at) == (
        SignatureStatus.GENUINE,
        "沧县旧州镇人民政府",  # the handling township's key, whoever's name the paper bears
        NOW,
    )
    assert f"{PUBLIC_URL}/verify/?no=" in content.decode()
    assert gateways.queue.take_all() == (QueuedJob(name="deliver_messages", ids={}),)
    (entry,) = Entry.objects.filter(act="documents.issue_file")
    assert (entry.subject_type, entry.subject_id) == ("paper", paper.pk)


@pytest.mark.django_db
def test_a_job_that_runs_twice_makes_one_file_and_one_entry(gateways: Gateways) -> None:
    paper = issue()
    first = make_file(paper.pk)
    again = make_file(paper.pk, now=NOW + timedelta(hours=1))
    assert first == again
    assert StoredFile.objects.count() == 1
    assert Entry.objects.filter(act="documents.issue_file").count() == 1
    assert len(gateways.queue.take_all()) == 1


@pytest.mark.django_db
def test_a_job_killed_after_storing_leaves_the_paper_pending_and_the_same_bytes_come_again(
    gateways: Gateways,
) -> None:
    paper = issue()
    before = transaction.savepoint()
    first = make_file(paper.pk)
    transaction.savepoint_rollback(before)  # as when the process dies before it commits
    paper.refresh_from_db()
    assert paper.state == PaperState.PENDING
    assert make_file(paper.pk, now=NOW + timedelta(hours=1)) == first
    assert list(gateways.files.list_all()) == [first.sha256]


@pytest.mark.usefixtures("real_db")
def test_two_runs_of_the_job_at_once_make_one_file() -> None:
    paper = issue()
    answers = []

    def go() -> None:
        try:
            answers.append(make_file(paper.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == 3
    assert len(set(answers)) == 1
    assert StoredFile.objects.count() == 1


@pytest.mark.usefixtures("real_db")
def test_papers_issued_at_once_take_numbers_without_gap_or_repeat() -> None:
    numbers: list[int] = []

    def go() -> None:
        try:
            numbers.extend(issue().serial for _ in range(5))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(numbers) == list(range(1, 21))


@pytest.mark.django_db
def test_only_the_system_makes_files_and_an_unknown_paper_is_not_found() -> None:
    paper = issue()
    with pytest.raises(NotAllowed):
        issue_file(actor=CLERK, now=NOW, paper_id=paper.pk, public_url=PUBLIC_URL)
    with pytest.raises(NotFound):
        make_file(ID("no paper"))


@pytest.mark.django_db
def test_the_job_of_a_paper_names_it_by_id() -> None:
    paper = issue()
    assert issue_job(paper) == ("issue_paper_file", {"paper_id": str(paper.pk)})
