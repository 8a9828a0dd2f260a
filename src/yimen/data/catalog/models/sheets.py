"""Lists from elsewhere on their way in: the files, what was planned of them, mappings that are remembered."""

from django.db import models

from yimen.data.catalog.models.lists import Adjustment
from yimen.data.people.models import Account


class SheetImport(models.Model):
    """One list from elsewhere: READ, PLANNED once its columns are known, TAKEN once confirmed, DROPPED.

    `round` counts the files: a mended one comes into the same import. `sheet` and `heading_row` (from 1)
    say where the table stands, `columns` {column from 1: field}. `taken` says how many rows made drafts.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sheet_imports")
    state = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    round = models.PositiveSmallIntegerField(default=1)
    sheet = models.CharField(max_length=120, blank=True)
    heading_row = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=dict)
    adjustment = models.ForeignKey(
        Adjustment, null=True, on_delete=models.SET_NULL, related_name="sheet_imports"
    )
    taken = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_sheet_import"
        indexes = [
            models.Index(fields=["county_code", "touched_at", "id"], name="catalog_sheet_import_by_time")
        ]


class SheetUpload(models.Model):
    """One file of an import as it came, whole: small, few, and gone with the import."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="uploads")
    round = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    encoding = models.CharField(max_length=20, blank=True)
    linked = models.BooleanField(default=False)
    content = models.BinaryField()
    brought_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_sheet_upload"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "sheet_import", "round"], name="catalog_sheet_upload_one_per_round"
            )
        ]


class SheetRow(models.Model):
    """A row of a file as it was planned; shapes as in `rules.list_sheets.PlannedRow`."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    upload = models.ForeignKey(SheetUpload, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    fate = models.CharField(max_length=12)
    item_code = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "catalog_sheet_row"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "upload", "row"], name="catalog_sheet_row_one_per_row"
            )
        ]


class ColumnMapping(models.Model):
    """What a county said of a row of headings, by the digest of these: {plain heading: field or empty}."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    digest = models.CharField(max_length=64)
    columns = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_column_mapping"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "digest"], name="catalog_column_mapping_one_per_heading"
            )
        ]
