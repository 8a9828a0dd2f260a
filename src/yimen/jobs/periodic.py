"""The jobs that come by the clock: folding, retrying, flushing, sweeping; cron lines are in UTC."""

import logging
from uuid import UUID

from django.conf import settings
from procrastinate import Blueprint, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from yimen.jobs.running import RETRY, each_minute, job_actor, quietly
from yimen.rules.errors import RuleViolation
from yimen.rules.exchange import EventDelivery
from yimen.usecases.cases.actions.deem_accepted import deem_accepted as accept_by_law
from yimen.usecases.cases.actions.deem_renewed import deem_renewed as renew_by_law
from yimen.usecases.cases.actions.remind_silent import remind_silent as remind
from yimen.usecases.cases.queries import list_silent_permits, list_unanswered_renewals
from yimen.usecases.catalog.adjusting.reviewing import list_due_adjustments, put_in_force
from yimen.usecases.documents.sweeping import sweep_files as sweep
from yimen.usecases.exchange.delivering import deliver as tell_neighbor
from yimen.usecases.exchange.delivering import list_due
from yimen.usecases.exchange.gathering import gather_events
from yimen.usecases.hosting.retention import apply_retention as clear
from yimen.usecases.indicators.folding import fold_totals as bring_up
from yimen.usecases.journal.folding import fold
from yimen.usecases.journal.messages import deliver_messages as deliver
from yimen.usecases.orgs.queries import list_counties
from yimen.usecases.places.rejudging import judge_again
from yimen.usecases.reports.reminding import remind_to_report

periodic = Blueprint()
_log = logging.getLogger("yimen.jobs")

HEARTBEAT_SECONDS = 2.0
STALLED_AFTER_SECONDS = 10.0
# A job whose worker died so often kills its worker: it is set aside for somebody to look at.
_MOST_DEATHS = 10


@periodic.periodic(cron="7 * * * *")
@periodic.task(name="fold_journal", retry=RETRY)
@quietly
def fold_journal(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each hour: fold the journal's new entries into a signed root."""
    actor, now = job_actor("fold_journal")
    fold(actor=actor, now=now)


@periodic.periodic(cron="2 16 * * *")
@periodic.task(name="put_lists_in_force", retry=RETRY)
@quietly
def put_lists_in_force(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Just after midnight in Beijing: publish the adjustments of the lists whose day has come."""
    actor, now = job_actor("put_lists_in_force")
    for adjustment_id, county_code in list_due_adjustments(actor=actor, now=now):
        put_in_force(actor=actor, now=now, adjustment_id=adjustment_id, county_code=county_code)


@periodic.periodic(cron="* * * * *")
@periodic.task(name="flush_outbox", queueing_lock="flush_outbox")
@each_minute
@quietly
def flush_outbox(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each minute: try again what could not be sent, or was left by a worker that died."""
    actor, now = job_actor("flush_outbox")
    deliver(actor=actor, now=now, public_url=settings.ENV.public_url)


@periodic.periodic(cron="* * * * * */10")
@periodic.task(name="send_webhooks", queueing_lock="send_webhooks")
@each_minute
@quietly
def send_webhooks(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each ten seconds: make events of what happened and tell the neighbors, one action an event.

    A neighbor that does not answer holds up no other: its events wait for the next time. An event
    that somebody else is sending is passed over.
    """
    actor, now = job_actor("send_webhooks")
    gather_events(actor=actor, now=now)
    silent: set[UUID] = set()
    for due in list_due(actor=actor, now=now):
        if due.subscription_id in silent:
            continue
        try:
            tried = tell_neighbor(
                actor=actor, now=now, delivery_id=due.delivery_id, county_code=due.county_code
            )
        except RuleViolation:
            continue
        if tried.state is not EventDelivery.DELIVERED:
            silent.add(due.subscription_id)


@periodic.periodic(cron="* * * * * */30")
@periodic.task(name="fold_totals", queueing_lock="fold_totals")
@each_minute
@quietly
def fold_totals(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Twice a minute: bring the totals of the indicators up to what the journal says.

    A first count commits some counties at a time: who goes on after a worker died begins with the next ones.
    """
    actor, now = job_actor("fold_totals")
    while not bring_up(actor=actor, now=now).is_whole:
        pass


@periodic.periodic(cron="17 19 * * *")
@periodic.task(name="sweep_files", retry=RETRY)
@quietly
def sweep_files(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each night at 3:17 in Beijing: remove stored files that nothing names."""
    actor, now = job_actor("sweep_files")
    sweep(actor=actor, now=now)


@periodic.periodic(cron="37 19 * * *")
@periodic.task(name="apply_retention", retry=RETRY)
@quietly
def apply_retention(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each night at 3:37 in Beijing: clear away what is kept no longer."""
    actor, now = job_actor("apply_retention")
    clear(actor=actor, now=now)


@periodic.periodic(cron="*/10 * * * *")
@periodic.task(name="deem_accepted", queueing_lock="deem_accepted")
@quietly
def deem_accepted(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each ten minutes: accept by law the permits about which nobody told within five workdays.

    One action a case. A refused one (a clerk was faster) holds up no other; those in nobody's name
    stay where they are, and are named in the log until the county registers the organ.
    """
    actor, now = job_actor("deem_accepted")
    for county in list_counties():
        found = list_silent_permits(actor=actor, now=now, county_code=county.code[:6])
        for case_id in found.due:
            try:
                accept_by_law(actor=actor, now=now, case_id=case_id, county_code=county.code[:6])
            except RuleViolation as refusal:
                _log.warning("case %s not accepted by law: %s", case_id, refusal.code)
            except Exception:  # noqa: BLE001 - a bug in one case holds up no other, and comes again
                _log.exception("case %s not accepted by law", case_id)
        if found.stuck:
            _log.warning("permits without an organ, not accepted by law: %s", ", ".join(found.stuck))


@periodic.periodic(cron="23 22 * * *")
@periodic.task(name="remind_silent", retry=RETRY)
@quietly
def remind_silent(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each morning at 6:23 in Beijing: put the forwarded cases that nobody answers on their list."""
    actor, now = job_actor("remind_silent")
    for county in list_counties():
        remind(actor=actor, now=now, county_code=county.code[:6])


@periodic.periodic(cron="11 0 * * *")
@periodic.task(name="remind_reports", retry=RETRY)
@quietly
def remind_reports(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each morning at 8:11 in Beijing: remind the units whose monthly report is due soon."""
    actor, now = job_actor("remind_reports")
    for county in list_counties():
        remind_to_report(actor=actor, now=now, county_code=county.code[:6])


@periodic.periodic(cron="41 17 * * *")
@periodic.task(name="judge_places", retry=RETRY)
@quietly
def judge_places(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each night at 1:41 in Beijing: bring the verdicts of the standards in step with today's names."""
    actor, now = job_actor("judge_places")
    for county in list_counties():
        judge_again(actor=actor, now=now, county_code=county.code[:6])


@periodic.periodic(cron="3-59/10 * * * *")
@periodic.task(name="deem_renewed", queueing_lock="deem_renewed")
@quietly
def deem_renewed(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each ten minutes: renew by law what nobody decided before the former permit ended.

    One action a case; a refused one is named in the log and holds up no other.
    """
    actor, now = job_actor("deem_renewed")
    for county in list_counties():
        code = county.code[:6]
        for case_id in list_unanswered_renewals(actor=actor, today=now.date(), county_code=code):
            try:
                renew_by_law(actor=actor, now=now, case_id=case_id, county_code=code)
            except RuleViolation as refusal:
                _log.warning("case %s not renewed by law: %s", case_id, refusal.code)
            except Exception:  # noqa: BLE001 - a bug in one case holds up no other, and comes again
                _log.exception("case %s not renewed by law", case_id)


@periodic.periodic(cron="* * * * *")
@periodic.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each minute: put back the jobs whose worker has gone silent; every job may run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        try:
            await _put_back(manager, job)
        except ConnectorException:
            # Somebody else has put it back meanwhile; or the next minute will tell.
            _log.exception("job %s %s could not be put back", job.id, job.task_name)


async def _put_back(manager: JobManager, job: Job) -> None:
    if job.queueing_lock is not None:
        # It comes again each minute, and its next one may wait already under the same lock.
        await manager.finish_job(job, Status.FAILED, delete_job=True)
    elif job.attempts >= _MOST_DEATHS:
        _log.error("job %s %s killed its worker %s times", job.id, job.task_name, job.attempts)
        await manager.finish_job(job, Status.FAILED, delete_job=False)
    else:
        _log.warning("job %s %s put back: its worker is gone", job.id, job.task_name)
        await manager.retry_job(job)
