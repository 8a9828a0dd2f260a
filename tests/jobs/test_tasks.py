"""Each job calls its one action; a refusal ends it, a bug goes on to the retries."""

import errno
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from procrastinate.jobs import Job

from tests.usecases.cases.door_journey import noticed
from tests.usecases.cases.journey import submitted
from tests.usecases.documents.papers import issue
from tests.usecases.exchange.neighbors import subscribed, waiting
from tests.usecases.feedback.closed_cases import close_case
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY, ID, NOW, VERSION
from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.data.exchange.models import Delivery
from yimen.data.feedback.models import RatingLink
from yimen.data.journal.models import Entry, Outbox
from yimen.gateways.installed import Gateways, fakes, install, installed
from yimen.gateways.jobs import QueuedJob
from yimen.gateways.sms import MemorySms
from yimen.gateways.webhooks import MemoryWebhooks, WebhookAnswer
from yimen.jobs import periodic, tasks
from yimen.jobs.running import RETRY
from yimen.jobs.worker import make_app

# A job closes stale connections, so it cannot run inside the transaction of a test.
pytestmark = pytest.mark.usefixtures("real_db")


def test_the_worker_knows_every_job_by_the_name_that_actions_use() -> None:
    known = {name for name in make_app().tasks if "builtin" not in name}
    assert known == {
        "issue_paper_file",
        "deliver_messages",
        "close_case",
        "invite_rating",
        "fold_journal",
        "flush_outbox",
        "sweep_files",
        "apply_retention",
        "deem_accepted",
        "deem_renewed",
        "retry_stalled",
        "remind_reports",
        "remind_silent",
        "judge_places",
        "send_webhooks",
        "put_lists_in_force",
        "fold_totals",
    }


def test_what_comes_by_the_clock_comes_by_its_line() -> None:
    lines = {
        task.task.name: task.cron for task in periodic.periodic.periodic_registry.periodic_tasks.values()
    }
    assert lines == {
        "fold_journal": "7 * * * *",
        "flush_outbox": "* * * * *",
        "sweep_files": "17 19 * * *",
        "apply_retention": "37 19 * * *",
        "deem_accepted": "*/10 * * * *",
        "deem_renewed": "3-59/10 * * * *",
        "retry_stalled": "* * * * *",
        "remind_reports": "11 0 * * *",
        "remind_silent": "23 22 * * *",
        "judge_places": "41 17 * * *",
        "put_lists_in_force": "2 16 * * *",
        "send_webhooks": "* * * * * */10",
        "fold_totals": "* * * * * */30",
    }


def test_a_paper_gets_its_file_and_then_the_messages_go(gateways: Gateways) -> None:
    paper = issue()
    tasks.issue_paper_file(paper_id=str(paper.pk))
    paper.refresh_from_db()
    assert paper.state == "READY"
    (job,) = gateways.queue.take_all()
    assert job.name == "deliver_messages"


def test_a_delivered_case_is_closed_and_its_applicant_asked(gateways: Gateways) -> None:
    close_case(state="DELIVERED")
    ids = {"case_id": str(ID("case")), "county_code": COUNTY}
    tasks.close_case(**ids)
    assert Case.objects.get().state == "CLOSED"
    assert gateways.queue.take_all() == (QueuedJob(name="invite_rating", ids=ids),)
    tasks.invite_rating(**ids)
    assert RatingLink.objects.count() == 1
    assert gateways.queue.take_all() == (QueuedJob(name="deliver_messages", ids={}),)
    tasks.deliver_messages()
    (sms,) = gateways.sms.recent(9)
    assert "/rate/" in sms.text


def test_a_permit_nobody_told_about_is_accepted_by_law_once(caplog: pytest.LogCaptureFixture) -> None:
    long_ago = datetime(2024, 1, 8, 2, 0, tzinfo=UTC)
    told, silent = noticed(now=long_ago), submitted(now=long_ago).case_id
    ItemVersion.objects.filter(pk=VERSION).update(authority="UNKNOWN")
    periodic.deem_accepted(timestamp=0)
    assert Case.objects.get(pk=silent).state == "SUBMITTED"
    assert Case.objects.get(pk=silent).case_no in caplog.text
    ItemVersion.objects.filter(pk=VERSION).update(authority="ENTRUSTED")
    periodic.deem_accepted(timestamp=0)
    periodic.deem_accepted(timestamp=0)
    assert dict(Case.objects.values_list("pk", "state")) == {told: "CORRECTING", silent: "REVIEWING"}
    assert Entry.objects.filter(act="cases.deem_accepted").count() == 1


def test_a_refused_job_is_over() -> None:
    close_case(state="GRANTED")
    tasks.close_case(case_id=str(ID("case")), county_code=COUNTY)
    assert Case.objects.get().state == "GRANTED"
    tasks.invite_rating(case_id=str(ID("no case")), county_code=COUNTY)


def test_a_bug_in_a_job_is_not_swallowed() -> None:
    with pytest.raises(ValueError, match="badly formed"):
        tasks.issue_paper_file(paper_id="no id")


def test_a_bug_in_a_job_of_every_minute_is_logged_and_leaves_no_failed_job(
    gateways: Gateways, caplog: pytest.LogCaptureFixture
) -> None:
    class BrokenSms(MemorySms):
        def send(self, phone: str, text: str, now: datetime) -> None:  # noqa: ARG002 - the contract
            raise OSError("no route to the gateway")

    install(replace(gateways, sms=BrokenSms()))
    close_case()
    ids = {"case_id": str(ID("case")), "county_code": COUNTY}
    tasks.invite_rating(**ids)
    periodic.flush_outbox(timestamp=0)
    assert "it comes again in a minute" in caplog.text
    assert Outbox.objects.get().sent_at is None


def test_the_jobs_by_the_clock_run_on_an_idle_place() -> None:
    periodic.flush_outbox(timestamp=0)
    periodic.sweep_files(timestamp=0)
    wait_for_neighbors()
    periodic.fold_journal(timestamp=0)
    assert not Entry.objects.filter(at__gte=NOW, act__startswith="journal.").exists()


def test_a_failing_job_is_tried_seven_times_with_growing_pauses() -> None:
    assert (RETRY.max_attempts, RETRY.exponential_wait) == (7, 3)


def test_an_outage_is_waited_out_however_long_it_takes() -> None:
    job = Job(id=1, task_name="issue_paper_file", queue="default", lock=None, queueing_lock=None, attempts=99)
    decision = RETRY.get_retry_decision(exception=OSError(errno.ENOSPC, "no room"), job=job)
    assert decision is not None
    assert RETRY.get_retry_decision(exception=ValueError("a bug"), job=job) is None


def test_a_neighbor_is_told_within_one_run_and_a_silent_one_holds_up_no_other() -> None:
    deaf, hearing = (subscribed(name=name).subscription_id for name in ("聋的", "听的"))
    for subscription_id in (deaf, hearing):
        for at in range(2):
            waiting(subscription_id, at)
    sent: list[str] = []

    class Neighbors(MemoryWebhooks):
        def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebhookAnswer:
            super().post(url, body, headers)
            is_deaf = Delivery.objects.get(pk=headers["webhook-id"]).subscription_id == deaf
            sent.append("deaf" if is_deaf else "hearing")
            return WebhookAnswer(status=500 if is_deaf else 200)

    install(replace(fakes(), webhooks=Neighbors(), sealer=installed().sealer))
    periodic.send_webhooks(0)
    assert sorted(sent) == ["deaf", "hearing", "hearing"]
    assert Delivery.objects.filter(state="DELIVERED").count() == 2
