"""Stored files (by content) and issued papers (from frozen facts)."""

from django.db import models

from yimen.data.catalog.models import Hanging
from yimen.data.orgs.models import Organ


class StoredFile(models.Model):
    """What was uploaded or made: the bytes lie in the file store under their SHA-256."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    owner_id = models.UUIDField(null=True)
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "documents_stored_file"
        indexes = [models.Index(fields=["sha256"], name="documents_file_by_content")]


class ItemFile(models.Model):
    """A blank form or a filled sample of a service item; public as soon as a published version names it.

    Its id is what `rules.item_details` holds as text. `item_code` is plain: an item that is still a draft
    has no row yet.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="item_files")
    item_code = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "documents_item_file"


class Paper(models.Model):
    """A numbered paper: its facts are frozen in the act, its file is typeset and signed by a job.

    `state`: PENDING until the file is there, READY, REVOKED with `revoked_at` and its ground.
    `check_code` is asked by verification, `file_sha256` finds the paper of a file that somebody brings.
    `follow_up` {job, ids} is the job to ask for when the file is made.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    kind = models.CharField(max_length=24)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="papers")
    signing_organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="signed_papers")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    paper_no = models.CharField(max_length=80)
    check_code = models.CharField(max_length=16)
    facts = models.JSONField()
    sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="PENDING")
    issued_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="papers")
    file_sha256 = models.CharField(max_length=64, blank=True)
    follow_up = models.JSONField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoke_ground = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        db_table = "documents_paper"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "paper_no"], name="documents_paper_one_number"),
            models.UniqueConstraint(
                fields=["county_code", "organ", "kind", "year", "serial"], name="documents_paper_one_serial"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="READY") | ~models.Q(file=None),
                name="documents_paper_ready_has_file",
            ),
        ]
        indexes = [
            models.Index(fields=["paper_no"], name="documents_paper_by_no"),
            models.Index(
                fields=["file_sha256"],
                condition=~models.Q(file_sha256=""),
                name="documents_paper_by_content",
            ),
        ]


class HungPhoto(models.Model):
    """The photograph of a list on the wall, with its code in the picture; one for each record of hanging."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    hanging = models.ForeignKey(Hanging, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="hung_photos")

    class Meta:
        db_table = "documents_hung_photo"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "hanging"], name="documents_hung_photo_one_per_hanging"
            )
        ]


class StoppedCertificate(models.Model):
    """An organ's certificate that must not be believed from `since` on; what it signed before stays."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    serial = models.CharField(max_length=40)
    organ_name = models.CharField(max_length=64)
    ground = models.CharField(max_length=24)
    since = models.DateTimeField()
    stopped_at = models.DateTimeField()

    class Meta:
        db_table = "documents_stopped_certificate"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "serial"], name="documents_certificate_stops_once")
        ]
