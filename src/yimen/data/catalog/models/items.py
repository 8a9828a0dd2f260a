"""Service items with versions that never change once published, and the catalogue's own version."""

from django.db import models
from django.db.models import Q


class Item(models.Model):
    """One identity of a service item over all its versions; `code` is ours until an official one is known.

    `owner_code` is the county that added it, empty for what holds in the whole installation;
    `guidance` the annex of the scheme on which it stands (附件1 审批服务, 附件2 基本公共服务), or empty.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    source_name = models.CharField(max_length=200)
    department = models.CharField(max_length=60)
    owner_code = models.CharField(max_length=6, blank=True)
    guidance = models.CharField(max_length=12, blank=True)
    basic_code = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "catalog_item"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_code", "source_name", "department"], name="catalog_item_one_per_name"
            )
        ]


class ItemVersion(models.Model):
    """What holds for an item from a day on; a case keeps the version under which it began.

    Blank limits are unknown (未公布), never assumed. `steps`, `review_points` and `levels` are
    lists of plain values in the shape of `rules.catalog`. `extension_amount` is the
    item's own published extension, in the unit of its statutory limit; `recurs_months` how often
    the thing is due again, `due_age` at which age it becomes due. `standing` other than ACTIVE holds, but
    is offered nowhere; `change` says what made this version (国办函〔2016〕108号), `follows` from which
    items; `details` has the shape of `rules.item_details.ItemDetails`.
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    pinyin = models.CharField(max_length=600)
    initials = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    item_type = models.CharField(max_length=20)
    type_label = models.CharField(max_length=20)
    family = models.CharField(max_length=12)
    levels = models.JSONField(default=list)
    basis = models.TextField(blank=True)
    statutory_amount = models.PositiveSmallIntegerField(null=True)
    statutory_unit = models.CharField(max_length=12, blank=True)
    promised_amount = models.PositiveSmallIntegerField(null=True)
    promised_unit = models.CharField(max_length=12, blank=True)
    apply_way = models.CharField(max_length=12)
    apply_url = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=12)
    authority_source = models.CharField(max_length=300, blank=True)
    sensitive = models.BooleanField(default=False)
    neutral_name = models.CharField(max_length=60)
    steps = models.JSONField(default=list)
    review_points = models.JSONField(default=list)
    publicity_days = models.PositiveSmallIntegerField(null=True)
    extension_amount = models.PositiveSmallIntegerField(null=True)
    extension_source = models.CharField(max_length=300, blank=True)
    external_system = models.CharField(max_length=80, blank=True)
    recurs_months = models.PositiveSmallIntegerField(null=True)
    due_age = models.PositiveSmallIntegerField(null=True)
    procedure_source = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=12, default="ACTIVE")
    change = models.CharField(max_length=12, default="ADD")
    change_reason = models.CharField(max_length=400, blank=True)
    change_basis = models.CharField(max_length=400, blank=True)
    follows = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    source = models.TextField(blank=True)
    source_digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_item_version"
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="catalog_version_one_per_number"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(superseded_at=None), name="catalog_version_one_in_force"
            ),
        ]


class Material(models.Model):
    """A paper that an item version asks for; `details` as in `rules.item_details.MaterialDetails`."""

    id = models.UUIDField(primary_key=True)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="materials")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    required = models.BooleanField(default=True)
    verified = models.BooleanField(default=False)
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "catalog_material"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="catalog_material_one_per_order")
        ]


class CatalogueState(models.Model):
    """One row: counts every change of the catalogue, so that search indexes know when to rebuild."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "catalog_state"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="catalog_state_one_row")]
