"""Showcase sites of counties and the batches in which their city designates them.

A place has one open row at most: recommended, or designated. What ended stays, with who, when and why.
`county_code` of a batch ends in 00: it is the city's.
"""

from django.db import models
from django.db.models import Q

from yimen.data.orgs.models import ServicePoint
from yimen.data.people.models import Account


class ShowcaseBatch(models.Model):
    """What a city designated by one paper; an empty `paper_no` was not published."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    city_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    paper_no = models.CharField(max_length=80, blank=True)
    designated_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "showcase_batch"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "city_code", "number"], name="showcase_batch_one_number"
            )
        ]


class ShowcaseSite(models.Model):
    """A center or station on its way to be, or being, a showcase.

    `evidence` is how the place stood when it was recommended: verdicts by standard, and its photos.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="showcase_sites")
    region_code = models.CharField(max_length=12)
    is_center = models.BooleanField()
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    evidence = models.JSONField(default=dict)
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recommender = models.CharField(max_length=80)
    batch = models.ForeignKey(ShowcaseBatch, null=True, on_delete=models.PROTECT, related_name="sites")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ender = models.CharField(max_length=80, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "showcase_site"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "point"], condition=Q(ended_at=None), name="showcase_site_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["RECOMMENDED", "TAKEN_BACK", "DECLINED"], batch=None)
                | Q(state__in=["DESIGNATED", "WITHDRAWN"], batch__isnull=False),
                name="showcase_site_batch_by_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["RECOMMENDED", "DESIGNATED"], ended_at=None)
                | Q(state__in=["TAKEN_BACK", "DECLINED", "WITHDRAWN"], ended_at__isnull=False),
                name="showcase_site_ended_by_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code"],
                condition=Q(ended_at=None),
                name="showcase_site_open_by_region",
                opclasses=["varchar_pattern_ops"],
            )
        ]
