"""Drawings of the counties of a city: the file as it was brought, and what is drawn of it.

`county_code` ends in 00: a drawing is the city's. An ended one stays. An empty `approval_no` has no 审图号.
"""

from django.db import models
from django.db.models import Q

from yimen.data.people.models import Account


class MapDrawing(models.Model):
    """A GeoJSON file that a city brought; `drawn` is what pages draw, `digest` is of the file."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    city_code = models.CharField(max_length=12)
    file_name = models.CharField(max_length=120)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    drawn = models.JSONField()
    approval_no = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "supervision_drawing"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "city_code"],
                condition=Q(ended_at=None),
                name="supervision_drawing_one_in_use",
            )
        ]
