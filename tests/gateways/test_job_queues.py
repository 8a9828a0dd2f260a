"""Jobs are deferred by name with ids only."""

from procrastinate import App
from procrastinate.testing import InMemoryConnector

from yimen.gateways.jobs import MemoryQueue, ProcrastinateQueue, QueuedJob


def test_a_job_is_deferred_by_a_name_that_this_process_does_not_know() -> None:
    connector = InMemoryConnector()
    ProcrastinateQueue(App(connector=connector)).enqueue("issue_paper", paper_id="7", case_id="3")
    (job,) = connector.jobs.values()
    assert job["task_name"] == "issue_paper"
    assert job["args"] == {"paper_id": "7", "case_id": "3"}


def test_the_fake_keeps_jobs_in_order_until_they_are_taken() -> None:
    queue = MemoryQueue()
    queue.enqueue("first", case_id="1")
    queue.enqueue("second")
    expected = (QueuedJob(name="first", ids={"case_id": "1"}), QueuedJob(name="second", ids={}))
    assert queue.jobs == expected
    assert queue.take_all() == expected
    assert queue.take_all() == ()
