"""The region tree, organs, service points, the work calendar and the number series."""

from django.db import models
from django.db.models import F, Q

LEVELS = [("PROVINCE", "省"), ("PREFECTURE", "市"), ("COUNTY", "县"), ("TOWNSHIP", "乡"), ("VILLAGE", "村")]


class Region(models.Model):
    """A region under one 12-digit code for as long as the code is valid; names are no keys.

    A township that becomes a town changes its code: the old row ends and names its successor.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=12)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=80)
    pinyin = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=LEVELS)
    kind = models.CharField(max_length=24)
    functional_zone = models.BooleanField(default=False)
    irregular = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        db_table = "orgs_region"
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="orgs_region_one_valid_code"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{12}$"), name="orgs_region_code_of_12_digits"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="orgs_region_valid_span"
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="orgs_region_code_like", opclasses=["varchar_pattern_ops"]),
            # some thousand counties among all villages of the country
            models.Index(
                fields=["code"],
                condition=Q(level="COUNTY", valid_to=None),
                name="orgs_region_counties",
            ),
        ]


class Organ(models.Model):
    """A legal subject in whose name papers go out; the service center is none (行政许可法 24, 26).

    `reconsideration_organ` and `court` are the remedies against its decisions; blank is unknown.
    `remedies_source` says where a person found them; then no import writes them over.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="organs")
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    paper_mark = models.CharField(max_length=40)
    department = models.CharField(max_length=40, blank=True)
    reconsideration_organ = models.CharField(max_length=80, blank=True)
    court = models.CharField(max_length=80, blank=True)
    remedies_source = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "orgs_organ"
        constraints = [
            models.UniqueConstraint(fields=["region", "kind", "department"], name="orgs_organ_one_of_a_kind")
        ]


class ServicePoint(models.Model):
    """A township's 行政综合服务中心 or a village's 综合服务站; null is 未采集, never assumed."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="service_point")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    pinyin = models.CharField(max_length=260)
    address = models.CharField(max_length=200, null=True)  # noqa: DJ001 - null is 未采集
    phone = models.CharField(max_length=40, null=True)  # noqa: DJ001 - null is 未采集
    hours = models.CharField(max_length=120, null=True)  # noqa: DJ001 - null is 未采集
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "orgs_service_point"


class CalendarDay(models.Model):
    """A holiday or a make-up workday by a State Council notice; all other days follow the week."""

    date = models.DateField(primary_key=True)
    kind = models.CharField(max_length=12)
    festival = models.CharField(max_length=20)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "orgs_calendar_day"


class NumberSeries(models.Model):
    """The last number given out, per organ, series and Beijing year; taken last in a transaction."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT)
    series = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "orgs_number_series"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "organ", "series", "year"], name="orgs_number_series_one_per_year"
            )
        ]
