"""The lists: adjustments as they are prepared, delegations of items to units, the editions that hang out."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from yimen.data.catalog.models.items import Item, ItemVersion
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Account


class MomentSpan(Func):
    """The time span of two columns, open at its end while the second is null."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Adjustment(models.Model):
    """One change of the lists on its way: draft, review, published (国办函〔2016〕108号: 动态调整).

    It holds drafts of items and of delegations; publishing makes all of them hold at one moment. The one
    who reviews is never the one who wrote it. `effective_on` in the future waits as APPROVED.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    title = models.CharField(max_length=80)
    reason = models.CharField(max_length=400, blank=True)
    basis = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=12)
    effective_on = models.DateField(null=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="adjustments")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="reviewed_adjustments"
    )
    review_note = models.CharField(max_length=400, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "catalog_adjustment"
        indexes = [
            models.Index(fields=["county_code", "created_at", "id"], name="catalog_adjustment_by_time")
        ]


class ItemDraft(models.Model):
    """An item as it shall be once its adjustment is published; `item` is null for one that is new.

    `content` has the shape of `rules.item_contents.ItemContent`, `base` is the version in force when the
    draft began, `from_codes` the items that this one is split off or merged from.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    adjustment = models.ForeignKey(Adjustment, on_delete=models.CASCADE, related_name="item_drafts")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="drafts")
    base = models.ForeignKey(ItemVersion, null=True, on_delete=models.PROTECT, related_name="drafts_on_it")
    kind = models.CharField(max_length=12)
    content = models.JSONField(default=dict)
    from_codes = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_item_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["adjustment", "item"],
                condition=~Q(item=None),
                name="catalog_item_draft_one_per_item",
            )
        ]


class Delegation(models.Model):
    """What a unit may do with an item, and by what right: one line of its 办理目录清单.

    `unit_code` is the region of a township or village, or of the county itself, which tightens for all of
    its own. `published_at` null is a draft; `ended_at` null holds. A unit only tightens: its promise is
    shorter (`promised_amount` null: as above it), `waived` names materials that it does not ask for.
    `takes_back` marks a draft that ends what is in force; `open_cases` then says what becomes of cases.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    adjustment = models.ForeignKey(
        Adjustment, null=True, on_delete=models.CASCADE, related_name="delegations"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="delegations")
    unit_code = models.CharField(max_length=12)
    level = models.CharField(max_length=12)
    way = models.CharField(max_length=20)
    entrusting_organ = models.ForeignKey(
        Organ, null=True, on_delete=models.PROTECT, related_name="entrusted_delegations"
    )
    basis = models.CharField(max_length=400, blank=True)
    proof = models.CharField(max_length=400, blank=True)
    notice = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    promised_amount = models.PositiveSmallIntegerField(null=True)
    promised_unit = models.CharField(max_length=12, blank=True)
    waived = models.JSONField(default=list)
    takes_back = models.BooleanField(default=False)
    open_cases = models.CharField(max_length=12, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "catalog_delegation"
        constraints = [
            ExclusionConstraint(
                name="catalog_delegation_one_at_any_instant",
                expressions=[
                    (F("item"), RangeOperators.EQUAL),
                    (F("unit_code"), RangeOperators.EQUAL),
                    (MomentSpan("published_at", "ended_at"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(published_at=None),
            ),
            models.UniqueConstraint(
                fields=["adjustment", "item", "unit_code"],
                condition=Q(published_at=None),
                name="catalog_delegation_one_draft",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit_code", "item"],
                condition=Q(ended_at=None) & ~Q(published_at=None),
                name="catalog_delegation_in_force",
            ),
            models.Index(fields=["unit_code", "published_at"], name="catalog_delegation_by_unit"),
            models.Index(fields=["county_code", "item", "unit_code"], name="catalog_delegation_by_item"),
        ]


class ListEdition(models.Model):
    """One published edition of a unit's 办理目录清单; what it said is the delegations of its time.

    `digest` is SM3 over the list as it reads, `items` how many stand on it.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    adjustment = models.ForeignKey(Adjustment, null=True, on_delete=models.PROTECT, related_name="editions")
    items = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_list_edition"
        constraints = [
            models.UniqueConstraint(fields=["unit_code", "number"], name="catalog_edition_one_per_number"),
            models.UniqueConstraint(
                fields=["unit_code"],
                condition=Q(superseded_at=None),
                name="catalog_edition_one_in_force",
            ),
        ]
