"""The register of the physical seal: one row each time that it was pressed on a paper."""

from django.db import models

from yimen.data.documents.models import Paper, StoredFile
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Post


class SealUse(models.Model):
    """One use of the seal (domain.md §5.2): which paper, how many copies, why, who approved, who pressed.

    `scan` is the stamped paper, scanned back; a use without a paper does not exist: never on a blank.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="seal_uses")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="seal_uses")
    copies = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=200)
    approver_name = models.CharField(max_length=60)
    keeper = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seal_uses")
    keeper_name = models.CharField(max_length=60)
    used_at = models.DateTimeField()
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="seal_uses")

    class Meta:
        db_table = "seals_use"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "organ", "year", "serial"], name="seals_use_one_serial"
            ),
            models.CheckConstraint(condition=models.Q(copies__gte=1), name="seals_use_has_copies"),
        ]
        indexes = [models.Index(fields=["county_code", "paper"], name="seals_use_of_paper")]
