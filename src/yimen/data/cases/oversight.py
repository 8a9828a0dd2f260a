"""What becomes of a granting decision: its supervising department, whether it confirmed, the first check."""

from django.db import models
from django.db.models import Q

from yimen.data.catalog.models import Item, OversightRule
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Post


class OversightReferral(models.Model):
    """One decision on its way to whoever supervises what was permitted; written with the decision itself.

    `rule` is the one of that moment, null where the county has none; then nobody is named and no date
    is set. `acknowledge_due` and `check_due` are as they were counted, `due_on` the one that binds now.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="oversight")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="oversight")
    township_code = models.CharField(max_length=12)
    rule = models.ForeignKey(OversightRule, null=True, on_delete=models.PROTECT, related_name="referrals")
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="oversight")
    state = models.CharField(max_length=16)
    decided_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    acknowledge_due = models.DateField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    check_due = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    check_recorded_at = models.DateTimeField(null=True)
    checkers = models.JSONField(default=list)
    result = models.CharField(max_length=16, blank=True)
    problems = models.TextField(blank=True)
    handling = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_oversight_referral"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case"], name="cases_oversight_one_per_case"),
            models.CheckConstraint(
                condition=Q(state="ENDED")
                | Q(state="UNNAMED", organ=None)
                | (~Q(state="UNNAMED") & Q(organ__isnull=False, handed_over_at__isnull=False)),
                name="cases_oversight_named_when_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="CHECKED") | (Q(checked_on__isnull=False) & ~Q(result="")),
                name="cases_oversight_checked_has_result",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_code", "organ", "state", "decided_at", "id"],
                name="cases_oversight_of_organ",
            ),
            models.Index(
                fields=["county_code", "township_code", "state", "decided_at", "id"],
                name="cases_oversight_of_township",
            ),
        ]


class OversightStep(models.Model):
    """One thing that happened to the oversight of a decision, in the order of its time."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    referral = models.ForeignKey(OversightReferral, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=16)
    at = models.DateTimeField()
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="oversight_steps")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="oversight_steps")
    actor_name = models.CharField(max_length=60)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "cases_oversight_step"
        indexes = [
            models.Index(fields=["county_code", "referral", "at", "id"], name="cases_oversight_step_order")
        ]
