"""A job lives and dies with the transaction that asked for it."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from yimen.gateways.jobs import ProcrastinateQueue


class _Undone(Exception):
    """What a test raises to roll back."""


@pytest.mark.usefixtures("real_db")
def test_a_rolled_back_action_leaves_no_job() -> None:
    queue = ProcrastinateQueue()
    with pytest.raises(_Undone):
        _ask_and_fail(queue)
    with transaction.atomic():
        queue.enqueue("issue_paper_file", paper_id="kept")
    kept = ProcrastinateJob.objects.filter(task_name="issue_paper_file")
    assert [job.args for job in kept] == [{"paper_id": "kept"}]


def _ask_and_fail(queue: ProcrastinateQueue) -> None:
    with transaction.atomic():
        queue.enqueue("issue_paper_file", paper_id="lost")
        raise _Undone
