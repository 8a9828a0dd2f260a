"""One-time rating links and what people said through them."""

from django.db import models

from yimen.data.cases.models import Case


class RatingLink(models.Model):
    """A link that rates one case once; only the digest of its token is kept."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rating_links")
    token_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "feedback_rating_link"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case"], name="feedback_link_one_per_case"),
        ]
        indexes = [models.Index(fields=["token_digest"], name="feedback_link_by_token")]


class Rating(models.Model):
    """One rating of one case; there is no default and nobody rates for another (国办发〔2019〕51号)."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    stars = models.PositiveSmallIntegerField()
    national_code = models.CharField(max_length=1)
    text = models.TextField(blank=True)
    channel = models.CharField(max_length=16)
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "feedback_rating"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "case"], name="feedback_rating_one_per_case"),
            models.CheckConstraint(
                condition=models.Q(stars__range=(1, 5)), name="feedback_rating_stars_1_to_5"
            ),
        ]
