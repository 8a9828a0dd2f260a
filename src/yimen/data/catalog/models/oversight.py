"""Which department supervises what was decided on an item, and within how many workdays."""

from django.db import models
from django.db.models import F, Q

from yimen.data.catalog.models.items import Item
from yimen.data.orgs.models import Organ


class OversightRule(models.Model):
    """For one county and item: who supervises, both limits, what to check, on what basis (审批与监管衔接).

    A rule is never changed: a new one ends it. Decisions that were handed over keep the one they had.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="oversight_rules")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="oversight_rules")
    handover_workdays = models.PositiveSmallIntegerField()
    check_workdays = models.PositiveSmallIntegerField()
    points = models.TextField()
    basis = models.CharField(max_length=400)
    starts_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "catalog_oversight_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "item"],
                condition=Q(ended_at=None),
                name="catalog_oversight_rule_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(handover_workdays__range=(1, 30)) & Q(check_workdays__range=(1, 250)),
                name="catalog_oversight_rule_limits",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("starts_at")),
                name="catalog_oversight_rule_span",
            ),
        ]
