"""Dossiers of centers and stations, their changes and photos, the verdicts of the standards, institutions.

What nobody recorded has no row and no key: absent is 未采集. `region_code` is kept beside the point so that a
subtree is a range of one index.
"""

from django.db import models
from django.db.models import Q

from yimen.data.documents.models import StoredFile
from yimen.data.orgs.models import ServicePoint
from yimen.data.people.models import Account


class PlaceDossier(models.Model):
    """What is known of a service point: `facts` by key, each with its value and moment (`rules.place_facts`).

    `revision` counts the changes; the village confirmed `confirmed_revision`. What was recorded about the
    premises before `moved_at` tells of others. `sample` marks what is made up for a demonstration.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="dossiers")
    region_code = models.CharField(max_length=12)
    is_center = models.BooleanField()
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_revision = models.PositiveIntegerField(null=True)
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    sample = models.BooleanField(default=False)

    class Meta:
        db_table = "places_dossier"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "point"], name="places_dossier_one_per_point"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_revision=None)
                | Q(confirmed_at__isnull=False, confirmed_revision__isnull=False),
                name="places_dossier_confirmed_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region_code"], name="places_dossier_by_region", opclasses=["varchar_pattern_ops"]
            )
        ]


class DossierChange(models.Model):
    """One change of a dossier: who, when, and of each fact what it was and what it became (null: 未采集).

    A confirmation is a change of nothing.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    dossier = models.ForeignKey(PlaceDossier, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    how = models.CharField(max_length=12)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=80)
    changes = models.JSONField(default=dict)

    class Meta:
        db_table = "places_change"
        indexes = [models.Index(fields=["dossier", "-at"], name="places_change_by_dossier")]


class StandardVerdict(models.Model):
    """How a service point stood to a standard from `since` on; the current row has no `until`.

    UNKNOWN is not kept: where there is no current row, nobody has looked.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="verdicts")
    region_code = models.CharField(max_length=12)
    is_center = models.BooleanField()
    standard = models.CharField(max_length=16)
    verdict = models.CharField(max_length=12)
    reason = models.CharField(max_length=1000)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "places_verdict"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "point", "standard"],
                condition=Q(until=None),
                name="places_verdict_one_current",
            ),
            models.CheckConstraint(condition=~Q(verdict="UNKNOWN"), name="places_verdict_unknown_is_no_row"),
        ]
        indexes = [
            models.Index(
                fields=["region_code", "standard", "verdict"],
                condition=Q(until=None),
                name="places_verdict_current",
                opclasses=["varchar_pattern_ops", "varchar_ops", "varchar_ops"],
            ),
            models.Index(fields=["point", "standard", "-since"], name="places_verdict_history"),
        ]


class StandardExplanation(models.Model):
    """Why a soft threshold is missed; a later one, or none any more, ends it (`ended_at`).

    `answer` is what the county says to it (`rules.standards.Answer`): with a reason where it rejects.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    dossier = models.ForeignKey(PlaceDossier, on_delete=models.PROTECT, related_name="explanations")
    standard = models.CharField(max_length=16)
    text = models.CharField(max_length=200)
    author = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    answer = models.CharField(max_length=12, default="WAITING", db_default="WAITING")
    answer_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True)
    answerer = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "places_explanation"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="WAITING", answered_at=None, answer_reason="")
                | Q(answer="ACCEPTED", answered_at__isnull=False, answer_reason="")
                | (Q(answer="NOT_ACCEPTED", answered_at__isnull=False) & ~Q(answer_reason="")),
                name="places_explanation_answer_whole",
            ),
            models.UniqueConstraint(
                fields=["county_code", "dossier", "standard"],
                condition=Q(ended_at=None),
                name="places_explanation_one_current",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_code", "given_at"],
                condition=Q(answer="WAITING", ended_at=None),
                name="places_explanation_waiting",
            )
        ]


class PlacePhoto(models.Model):
    """A photo of a place. `taken_at` and the position are what the camera wrote, null where it did not.

    Of the file only what draws it is kept; `small` is it again, small enough for a page. `look` is its 64
    marks of light and dark; `twin` the photo that was there before and is the same (`likeness`). A removed
    photo stays, with its reason.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="photos")
    region_code = models.CharField(max_length=12)
    subject = models.CharField(max_length=16)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="place_photos")
    small = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="small_place_photos"
    )
    sha256 = models.CharField(max_length=64)
    look = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    twin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="twins")
    likeness = models.CharField(max_length=8, blank=True)
    author = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "places_photo"
        indexes = [
            models.Index(fields=["point", "added_at"], name="places_photo_by_point"),
            models.Index(fields=["county_code", "sha256"], name="places_photo_by_content"),
            models.Index(
                fields=["region_code"], name="places_photo_by_region", opclasses=["varchar_pattern_ops"]
            ),
        ]


class InstitutionText(models.Model):
    """A county's own text of one of the eight institutions, one version after the other from 1."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    institution = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "places_institution_text"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "institution", "number"], name="places_institution_one_number"
            ),
            models.UniqueConstraint(
                fields=["county_code", "institution"],
                condition=Q(superseded_at=None),
                name="places_institution_one_in_force",
            ),
        ]
