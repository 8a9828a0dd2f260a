"""Which edition of a unit's list hangs where."""

from django.db import models
from django.db.models import Q

from yimen.data.catalog.models.lists import ListEdition
from yimen.data.people.models import Account


class Hanging(models.Model):
    """A sheet on a wall, as somebody who stood before it recorded it.

    `spot` is where in the hall; the next record of the same spot ends this one (`replaced_at`), so that
    what hangs now is what has no end. Nothing is written when an edition is superseded: that the sheet is
    old follows from its edition.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    edition = models.ForeignKey(ListEdition, on_delete=models.PROTECT, related_name="hangings")
    spot = models.CharField(max_length=60)
    hung_on = models.DateField()
    recorder = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="hangings")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_hanging"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_code", "spot"],
                condition=Q(replaced_at=None),
                name="catalog_hanging_one_per_spot",
            )
        ]
