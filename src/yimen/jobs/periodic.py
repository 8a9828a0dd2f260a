"""The jobs that come by the clock: folding, retrying, flushing, sweeping; cron lines are in UTC."""

import logging

from django.conf import settings
from procrastinate import Blueprint, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from yimen.jobs.running import RETRY, each_minute, job_actor, quietly
from yimen.usecases.documents.sweeping import sweep_files as sweep
from yimen.usecases.journal.folding import fold
from yimen.usecases.journal.messages import deliver_messages as deliver

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


@periodic.periodic(cron="* * * * *")
@periodic.task(name="flush_outbox", queueing_lock="flush_outbox")
@each_minute
@quietly
def flush_outbox(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each minute: try again what could not be sent, or was left by a worker that died."""
    actor, now = job_actor("flush_outbox")
    deliver(actor=actor, now=now, public_url=settings.ENV.public_url)


@periodic.periodic(cron="17 19 * * *")
@periodic.task(name="sweep_files", retry=RETRY)
@quietly
def sweep_files(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue's signature
    """Each night at 3:17 in Beijing: remove stored files that nothing names."""
    actor, now = job_actor("sweep_files")
    sweep(actor=actor, now=now)


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
