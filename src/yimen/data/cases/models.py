"""A case with its clocks, steps, materials and papers; and the drafts from which cases come."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Right

from yimen.data.cases import oversight  # noqa: F401 - so that Django knows its tables
from yimen.data.cases.due_dates import DUE
from yimen.data.catalog.models import Delegation, ItemVersion, Material
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
    clock, `accepted_on` both others; a null due date is 未定时限. `first_contact` is the
    post that met the applicant first (首问负责), `filed_by` the village proxy who filed;
    `supplemented_at` when the last correction came; `joint_organs` names the organs of a joint
    handling (行政许可法 42); the `external_` columns are what another system told (转办).
    `delegation` is the line of the unit's list under which it began; null where no list was published.
    `promised_amount` is the promise of that unit, null: the version's own. `due_on` is kept by the database:
    the day that binds the case where it stands, the last of days where none does.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case_no = models.CharField(max_length=40)
    check_code = models.CharField(max_length=16)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="cases")
    delegation = models.ForeignKey(
        Delegation, null=True, db_index=False, on_delete=models.PROTECT, related_name="cases"
    )
    promised_amount = models.PositiveSmallIntegerField(null=True)
    promised_unit = models.CharField(max_length=12, blank=True)
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
    visit_id = models.UUIDField(null=True)
    first_contact = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="first_contacts"
    )
    filed_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="filed_cases")
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    assignee = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="cases")
    received_at = models.DateTimeField()
    notice_due_at = models.DateTimeField(null=True)
    supplemented_at = models.DateTimeField(null=True)
    joint_organs = models.JSONField(default=list)
    accepted_on = models.DateField(null=True)
    statutory_due = models.DateField(null=True)
    promised_due = models.DateField(null=True)
    step_due = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decision_text = models.TextField(blank=True)
    valid_until = models.DateField(null=True)
    external_system = models.CharField(max_length=80, blank=True)
    external_no = models.CharField(max_length=80, blank=True)
    external_state = models.CharField(max_length=200, blank=True)
    external_result = models.CharField(max_length=12, blank=True)
    passed_on_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    delivery_due = models.DateField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivery_way = models.CharField(max_length=16, blank=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.GeneratedField(expression=DUE, output_field=models.DateField(), db_persist=True)

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
            models.Index(
                fields=["county_code", "township_code", "closed_at", "id"], name="cases_case_by_end"
            ),
            models.Index(fields=["county_code", "township_code", "due_on", "id"], name="cases_case_by_due"),
            models.Index(fields=["county_code", "account", "received_at"], name="cases_case_of_account"),
            models.Index(fields=["county_code", "applicant_id_no"], name="cases_case_of_person"),
            models.Index(fields=["county_code", "applicant_phone"], name="cases_case_of_phone"),
            models.Index(fields=["county_code", "applicant_name"], name="cases_case_of_name"),
            models.Index(fields=["county_code", "assignee", "state"], name="cases_case_of_assignee"),
            models.Index(fields=["county_code", "village", "state"], name="cases_case_of_village"),
            models.Index(fields=["county_code", "version", "state"], name="cases_case_of_item"),
            models.Index(
                fields=["county_code", "delegation", "state"],
                condition=~Q(delegation=None),
                name="cases_case_of_delegation",
            ),
            models.Index("county_code", Right("case_no", 6), name="cases_case_of_serial"),
            models.Index("county_code", Right("applicant_phone", 4), name="cases_case_of_phone_end"),
            # a name by its beginning, under whatever collation the server sorts
            models.Index(
                "county_code", OpClass("applicant_name", "varchar_pattern_ops"), name="cases_case_name_begins"
            ),
        ]


class CaseStep(models.Model):
    """A step that a case went through: who did it, when, and what they found.

    `before` holds the columns as they were, for taking the step back; `told` says that a paper or
    a message went out with it, so that it cannot be taken back; `undone_at` that it was.
    """

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
    before = models.JSONField(default=dict)
    told = models.BooleanField(default=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_step"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case", "order"], name="cases_step_one_per_order")
        ]
        indexes = [models.Index(fields=["county_code", "post", "case"], name="cases_step_of_post")]


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


class CaseNotice(models.Model):
    """A one-time notice: everything that is missing, told once; a second one says whose fault it is.

    `kind` FIRST, STILL_DEFECTIVE or NEWLY_ASKED; `materials` are plain values
    {material_id, name, why, standard, kind}, `newly` the names that could have been asked at the first.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    materials = models.JSONField(default=list)
    newly = models.JSONField(default=list)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="case_notices")
    issued_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "case", "order"], name="cases_notice_one_per_order"
            )
        ]


class CaseEvidence(models.Model):
    """A file that staff put to a case: a photo of a posting, of a visit, a consent, a stamped scan."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=24)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="case_evidence")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="case_evidence")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "cases_evidence"
        indexes = [models.Index(fields=["county_code", "case", "kind"], name="cases_evidence_of_case")]


class CasePublicity(models.Model):
    """One round of posting in the village: the sheet, when it hung where, and the objections.

    `objections` are plain values {at, by, text, handling}; the posting is a paper sheet only,
    nothing of it is ever shown online (design §5).
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publicities")
    order = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    posted_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    objections = models.JSONField(default=list)

    class Meta:
        db_table = "cases_publicity"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "case", "order"], name="cases_publicity_one_per_order"
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(posted_on__isnull=False),
                name="cases_publicity_hung_before_removed",
            ),
        ]


class CaseNote(models.Model):
    """A note among colleagues; never shown to the applicant, never a part of the file."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="case_notes")
    author_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        db_table = "cases_note"
        indexes = [models.Index(fields=["county_code", "case", "at"], name="cases_note_of_case")]


class OpinionTemplate(models.Model):
    """A wording that a post keeps for an act, to be taken over and changed."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="opinion_templates")
    act = models.CharField(max_length=24)
    text = models.CharField(max_length=500)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_opinion_template"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "post", "act", "text"], name="cases_opinion_template_once"
            )
        ]


class Consent(models.Model):
    """That somebody lets a village proxy file for them: on the screen, on paper, or by a link.

    `state` ASKED (a link is out), GIVEN, DECLINED, REVOKED; `token_digest` is of the link's token,
    which begins with the county code. The case is there once it was used.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="consents")
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="consents")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="consents")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="consents")
    way = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    applicant_name = models.CharField(max_length=60)
    applicant_id_no = models.CharField(max_length=18)
    giver_name = models.CharField(max_length=60, blank=True)
    giver_relation = models.CharField(max_length=24, blank=True)
    giver_phone = models.CharField(max_length=11, blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="consents")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "token_digest"],
                condition=~Q(token_digest=""),
                name="cases_consent_one_token",
            )
        ]
        indexes = [
            models.Index(fields=["county_code", "post", "state", "asked_at"], name="cases_consent_of_post")
        ]
