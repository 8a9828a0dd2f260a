"""Programmes by city and year in versions, counties' parts of their tasks, leading groups and contacts.

What counties and groups add hangs on the programme and the number of a task, never on a version: a new
version leaves it where it is. `county_code` of a city's own rows ends in 00.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yimen.data.orgs.models import Organ
from yimen.data.people.models import Account


class Programme(models.Model):
    """A city's programme for a year: what all its versions have in common."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    city_code = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "programme_programme"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "year"], name="programme_one_a_year"),
        ]


class ProgrammeVersion(models.Model):
    """A version: a draft until published, in force until the next is. `digest` is of the file it came from.

    An empty `paper_no` was not published.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    paper_no = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    report_day = models.PositiveSmallIntegerField()
    contacts_by = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)
    group = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "programme_version"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "programme", "number"], name="programme_version_one_number"
            ),
            models.UniqueConstraint(
                fields=["county_code", "programme"],
                condition=Q(published_at=None),
                name="programme_version_one_draft",
            ),
            models.UniqueConstraint(
                fields=["county_code", "programme"],
                condition=Q(published_at__isnull=False, superseded_at=None),
                name="programme_version_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(report_day__gte=1, report_day__lte=28), name="programme_version_report_day"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(published_at__isnull=False),
                name="programme_version_ends_published",
            ),
        ]


class ProgrammeTask(models.Model):
    """A task of a version; `due_on` is the last day of its month, `acceptance` one criterion a line."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=80)
    requirement = models.CharField(max_length=1000)
    lead = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    bodies_text = models.CharField(max_length=1000)
    due_on = models.DateField()
    acceptance = ArrayField(models.CharField(max_length=1000), default=list)

    class Meta:
        db_table = "programme_task"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "version", "number"], name="programme_task_one_number"
            )
        ]


class TaskBody(models.Model):
    """A county-level unit that is responsible for a task."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    task = models.ForeignKey(ProgrammeTask, on_delete=models.CASCADE, related_name="bodies")
    body_code = models.CharField(max_length=12)

    class Meta:
        db_table = "programme_task_body"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "task", "body_code"], name="programme_body_once")
        ]


class Subtask(models.Model):
    """A county's own part of a task, never later than the city's date; no `townships` means all of them.

    An ended one stays, with why. `sample` marks what is made up for a demonstration.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="subtasks")
    task_number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField()
    section = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=40, blank=True)
    townships = ArrayField(models.CharField(max_length=12), default=list)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "programme_subtask"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "programme", "task_number", "title"],
                condition=Q(ended_at=None),
                name="programme_subtask_one_title",
            )
        ]


class GroupMember(models.Model):
    """A seat in the leading group of a unit; an empty `name` was not published. An ended one stays."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="members")
    unit_code = models.CharField(max_length=12)
    role = models.CharField(max_length=12)
    office = models.CharField(max_length=80)
    name = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "programme_member"
        indexes = [models.Index(fields=["programme", "unit_code"], name="programme_member_by_unit")]


class UnitContact(models.Model):
    """Who answers for the programmes in a unit, in the columns of annex 6; blank is not told."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    department = models.CharField(max_length=80)
    leader_name = models.CharField(max_length=40, blank=True)
    leader_duty = models.CharField(max_length=40, blank=True)
    leader_phone = models.CharField(max_length=24, blank=True)
    leader_mobile = models.CharField(max_length=20, blank=True)
    section = models.CharField(max_length=80, blank=True)
    contact_name = models.CharField(max_length=40)
    contact_duty = models.CharField(max_length=40, blank=True)
    contact_phone = models.CharField(max_length=24, blank=True)
    contact_mobile = models.CharField(max_length=20, blank=True)
    fax = models.CharField(max_length=24, blank=True)
    email = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "programme_contact"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "unit_code"], name="programme_contact_one_a_unit")
        ]


class ProgrammeChange(models.Model):
    """A line of the history of a sub-task, a seat or a contact: who, when, of each value before and after."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=80)
    changes = models.JSONField(default=dict)

    class Meta:
        db_table = "programme_change"
        indexes = [models.Index(fields=["subject_id", "-at"], name="programme_change_by_subject")]
