"""A case with its clocks, steps, materials and papers; and the drafts from which cases come."""

from django.db import models
from django.db.models import Q

from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.documents.models import Paper, StoredFile
from yimen.data.orgs.models import Organ, Region
from yimen.data.people.models import Account, Post


class Draft(models.Model):
    """What a resident has filled in so far; saved at each step, gone when submitted."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="drafts")
    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="drafts")
    fields = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "account", "version"], name="cases_draft_one_per_item"
            )
        ]


class DraftFile(models.Model):
    """A file that a resident put beside one material of a draft."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="draft_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="draft_files")

    class Meta:
        db_table = "cases_draft_file"


class Case(models.Model):
    """One application of one person for one item, from receipt to its end.

    `county_code` stands on every row and in every query. `received_at` starts the five-day
    clock, `accepted_on` both others; a null due date is 未定时限.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case_no = models.CharField(max_length=40)
    check_code = models.CharField(max_length=16)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="cases")
    family = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="cases")
    township_code = models.CharField(max_length=12)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cases")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases")
    channel = models.CharField(max_length=12)
    sensitive = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)
    applicant_name = models.CharField(max_length=60)
    applicant_id_no = models.CharField(max_length=18)
    applicant_phone = models.CharField(max_length=11)
    request_text = models.TextField(blank=True)
    identity_check = models.CharField(max_length=24, blank=True)
    assignee = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="cases")
    received_at = models.DateTimeField()
    notice_due_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    statutory_due = models.DateField(null=True)
    promised_due = models.DateField(null=True)
    step_due = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decision_text = models.TextField(blank=True)
    delivery_due = models.DateField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivery_way = models.CharField(max_length=16, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case_no"], name="cases_case_one_number"),
            models.CheckConstraint(
                condition=~Q(state="CLOSED") | Q(closed_at__isnull=False), name="cases_case_closed_has_time"
            ),
            models.CheckConstraint(
                condition=Q(statutory_due=None) | Q(accepted_on__isnull=False),
                name="cases_case_due_needs_acceptance",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_code", "township_code", "state", "promised_due", "id"],
                name="cases_case_worklist",
            ),
            models.Index(fields=["county_code", "account", "received_at"], name="cases_case_of_account"),
        ]


class CaseStep(models.Model):
    """A step that a case went through: who did it, from when to when, and what they found."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=24)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="case_steps")
    actor_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    opinion = models.TextField(blank=True)
    findings = models.JSONField(default=list)

    class Meta:
        db_table = "cases_step"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case", "order"], name="cases_step_one_per_order")
        ]


class CaseInterval(models.Model):
    """A span of a clock: running, stopped with its ground, or an extension (design §4)."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="intervals")
    kind = models.CharField(max_length=12)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    ground = models.CharField(max_length=24, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    approver_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "cases_interval"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="STOP") | (~Q(ground="") & ~Q(basis="") & ~Q(document_no="")),
                name="cases_interval_stop_is_grounded",
            ),
            models.UniqueConstraint(
                fields=["county_code", "case"],
                condition=Q(kind="EXTENSION"),
                name="cases_interval_one_extension",
            ),
        ]


class CaseMaterial(models.Model):
    """One material of a case as the item's version asks for it, with the clerk's verdict."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="case_materials")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=12, default="PENDING")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "cases_material"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case", "material"], name="cases_material_once")
        ]


class CaseFile(models.Model):
    """A file handed in with one material of a case."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case_material = models.ForeignKey(CaseMaterial, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="case_files")

    class Meta:
        db_table = "cases_file"


class CasePaper(models.Model):
    """A paper that went out in a case."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="case_papers")

    class Meta:
        db_table = "cases_paper"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "paper"], name="cases_paper_in_one_case")
        ]
