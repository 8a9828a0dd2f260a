"""Reports by programme, unit and month: answers, each version as it was filed; registers of tasks.

Everything hangs on the programme and the number of a task, never on a version of the programme. A month is
its first day.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.data.people.models import Account
from yimen.data.programme.models import Programme


class Report(models.Model):
    """A unit's report of a month. `version` counts restatements, `revision` every act on it.

    `first_filed_at` decides whether it was in time; `exception_until` is the last day of a late filing that
    the level above has granted. `reminded` are the working days before the day that were told.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=12)
    month = models.DateField()
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    due_on = models.DateField()
    locks_on = models.DateField()
    first_filed_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=80, blank=True)
    frozen_at = models.DateTimeField(null=True)
    exception_until = models.DateField(null=True)
    exception_reason = models.CharField(max_length=200, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    reminded = ArrayField(models.PositiveSmallIntegerField(), default=list)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "reports_report"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "programme", "unit_code", "month"], name="reports_report_one_a_month"
            )
        ]
        indexes = [models.Index(fields=["month", "kind", "unit_code"], name="reports_report_by_month")]


class ReportVersion(models.Model):
    """A version as it was last filed: its cells, their digest, why it was restated (empty for the first).

    `rows` are the cells of the townships as a county sent them, by code. A frozen one is never written again.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(default=list)
    rows = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=80)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reports_version"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "report", "number"], name="reports_version_one_number"
            )
        ]


class ReportAnswer(models.Model):
    """What a person says in a cell; `reason` where it differs from the records."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "reports_answer"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "report", "key"], name="reports_answer_one_a_cell")
        ]


class ReportEvent(models.Model):
    """A line of the history of a report: what was done or said, by whom; comments stand here too."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "reports_event"
        indexes = [models.Index(fields=["report", "-at"], name="reports_event_by_report")]


class TownshipDay(models.Model):
    """The day of the month by which a county wants the reports of its townships."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    day = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    who = models.CharField(max_length=80)

    class Meta:
        db_table = "reports_township_day"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "programme"], name="reports_township_day_one")
        ]


class RegisterLine(models.Model):
    """A task in a unit in a month as people wrote it; percent and state are never kept, they follow."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    task_number = models.PositiveSmallIntegerField()
    unit_code = models.CharField(max_length=12)
    month = models.DateField()
    plan = models.CharField(max_length=500, blank=True)
    progress = models.CharField(max_length=500, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    person = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    who = models.CharField(max_length=80)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "reports_register_line"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "programme", "task_number", "unit_code", "month"],
                name="reports_register_line_one",
            )
        ]


class TaskClosing(models.Model):
    """A unit's task struck off (销号): when, by whom, and why where the evidence does not show it whole."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    task_number = models.PositiveSmallIntegerField()
    unit_code = models.CharField(max_length=12)
    closed_on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=80)
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)
    reopen_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "reports_task_closing"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "programme", "task_number", "unit_code"],
                condition=models.Q(reopened_at=None),
                name="reports_task_closing_one",
            )
        ]


class ReportTemplate(models.Model):
    """A county's own form as it was uploaded, and which of its columns is which of ours.

    `mapping` is by the letter of the column; `head_row` the row of its headings, counted from 1.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=60)
    head_row = models.PositiveSmallIntegerField()
    headings = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reports_template"
        indexes = [models.Index(fields=["county_code", "-at"], name="reports_template_by_county")]
