"""Services beyond government: whose they are, under which contract, where and when."""

from django.db import models
from django.db.models import F, Q

from yimen.data.people.models import Account


class PartnerService(models.Model):
    """What a partner offers at a center or station; never a case, never a seal.

    A blank `contract_no` is not registered, a null `ends_on` an open contract. `ended_on` is the last day
    of one that ended before its contract did; the row stays.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    partner = models.CharField(max_length=80)
    contract_no = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    where = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    recorder = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="partner_services")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "catalog_partner_service"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="catalog_partner_span"
            ),
            models.UniqueConstraint(
                fields=["unit_code", "name", "partner"],
                condition=Q(ended_on=None),
                name="catalog_partner_one_per_name",
            ),
        ]
        indexes = [
            models.Index(fields=["county_code", "recorded_at", "id"], name="catalog_partner_by_time"),
        ]
