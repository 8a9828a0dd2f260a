"""The worker as a process: it does what is asked, stops when told, and dies without losing a job."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from tests.jobs.workers import job_states, wait_until, worker
from tests.usecases.documents.papers import issue
from tests.world import NOW
from yimen.data.documents.models import Paper, StoredFile
from yimen.data.journal.models import Entry
from yimen.gateways.files import DiskFileStore
from yimen.gateways.jobs import ProcrastinateQueue
from yimen.gateways.signing import PadesSigner, SignatureStatus
from yimen.usecases.journal.queries import count_jobs

pytestmark = pytest.mark.usefixtures("real_db")


def _ask_for_file() -> Paper:
    paper = issue()
    ProcrastinateQueue().enqueue("issue_paper_file", paper_id=str(paper.pk))
    return paper


@contextmanager
def _held(paper_id: UUID) -> Iterator[None]:
    """Somebody holds the row of the paper, so that its job stands still in its transaction."""
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"], port=settings["PORT"]
    ) as other:
        other.execute("SELECT 1 FROM documents_paper WHERE id = %s FOR UPDATE", [paper_id])
        yield


def _has_file(paper_id: UUID) -> bool:
    return Paper.objects.filter(pk=paper_id, state="READY").exists()


def _is_quiet() -> bool:
    """Nothing is being done, and nothing waits that could be done now: connections stand idle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
            " OR status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
        )
        return not cursor.fetchone()[0]


def _waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_does_what_waits_and_ends_when_told_to_do_it_once(tmp_path: Path) -> None:
    paper = _ask_for_file()
    with worker(tmp_path, "--once") as process:
        assert process.wait(60) == 0
    paper.refresh_from_db()
    assert paper.state == "READY"
    content = DiskFileStore(tmp_path / "files").read(paper.file_sha256)
    said = PadesSigner(tmp_path / "keys").verify(content, at=NOW)
    assert (said.status, said.sha256) == (SignatureStatus.GENUINE, paper.file_sha256)
    assert "issue_paper_file" not in job_states()


def test_a_job_whose_worker_is_killed_in_its_middle_is_finished_by_the_next(tmp_path: Path) -> None:
    paper = _ask_for_file()
    with _held(paper.pk), worker(tmp_path) as process:
        wait_until(_waits_for_a_lock, "the job to stand in its transaction")
        assert job_states()["issue_paper_file"] == "doing"
        process.kill()
        process.wait()
    paper.refresh_from_db()
    assert paper.state == "PENDING"
    assert count_jobs(stalled_after_seconds=0).stalled == 1
    with worker(tmp_path) as process:
        wait_until(lambda: _has_file(paper.pk), "the file of the paper")
        wait_until(lambda: "issue_paper_file" not in job_states(), "the end of the job")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    # It died between the file and its row: the next makes the same bytes under the same name.
    assert list(DiskFileStore(tmp_path / "files").list_all()) == [StoredFile.objects.get().sha256]
    assert Entry.objects.filter(act="documents.issue_file").count() == 1
    counts = count_jobs()
    assert (counts.doing, counts.failed, counts.stalled) == (0, 0, 0)


def test_a_worker_that_is_told_to_stop_does_not_wait_for_ever_for_a_job_that_hangs(tmp_path: Path) -> None:
    paper = _ask_for_file()
    with _held(paper.pk), worker(tmp_path) as process:
        wait_until(_waits_for_a_lock, "the job to stand in its transaction")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 1
        assert job_states()["issue_paper_file"] == "doing"
    assert not _has_file(paper.pk)


def test_a_job_that_killed_ten_workers_is_set_aside(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('default', 'deliver_messages', '{}', 'doing', 10)"
        )
    ProcrastinateQueue().enqueue("retry_stalled")
    with worker(tmp_path, "--once") as process:
        assert process.wait(60) == 0
    assert job_states()["deliver_messages"] == "failed"
    assert count_jobs().failed == 1


def test_a_stalled_job_of_the_clock_whose_next_one_waits_does_not_hold_up_the_others(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs"
            " (queue_name, task_name, queueing_lock, args, status, scheduled_at) VALUES"
            " ('default', 'flush_outbox', 'flush_outbox', '{}', 'doing', NULL),"
            " ('default', 'flush_outbox', 'flush_outbox', '{}', 'todo', now() + interval '1 day'),"
            " ('default', 'deliver_messages', NULL, '{}', 'doing', NULL)"
        )
    ProcrastinateQueue().enqueue("retry_stalled")
    with worker(tmp_path, "--once") as process:
        assert process.wait(60) == 0
    assert job_states()["flush_outbox"] == "todo"
    assert job_states().get("deliver_messages") in (None, "todo")  # done, or put back
    assert count_jobs(stalled_after_seconds=0).doing == 0


def test_a_worker_goes_on_when_its_connections_were_cut(tmp_path: Path) -> None:
    first = _ask_for_file()
    with worker(tmp_path) as process:
        # Cut only what stands: a worker that is cut while it starts ends, and its supervisor begins anew.
        wait_until(lambda: _has_file(first.pk), "the first file")
        wait_until(_is_quiet, "the end of what the start has asked for")
        assert _end_other_connections() > 0
        paper = _ask_for_file()
        wait_until(lambda: _has_file(paper.pk), "the file of the paper")
        assert process.poll() is None


def _end_other_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_a_new_worker_forgets_the_jobs_by_the_clock_of_hours_that_come_again(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, periodic_id)"
            " SELECT 'fold_journal', extract(epoch FROM now()) + hours * 3600, 'set back'"
            " FROM generate_series(-1, 1) hours"
        )
    with worker(tmp_path, "--once") as process:
        assert process.wait(60) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_periodic_defers WHERE periodic_id = 'set back'")
        assert cursor.fetchone()[0] == 2
