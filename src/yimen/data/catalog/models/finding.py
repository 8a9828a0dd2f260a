"""Finding beyond names: words that officers added, and what was looked for in vain."""

from django.db import models
from django.db.models import Q

from yimen.data.catalog.models.items import Item


class SearchWord(models.Model):
    """A word under which people find an item, as an officer added it.

    `county_code` is where it is said, empty for the whole installation. A word that ended finds nothing.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6, blank=True)
    word = models.CharField(max_length=20)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="search_words")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_search_word"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "word", "item"],
                condition=Q(ended_at=None),
                name="catalog_search_word_once",
            )
        ]
        indexes = [
            models.Index(fields=["county_code", "word", "id"], name="catalog_search_word_by_place"),
        ]


class SearchMiss(models.Model):
    """What was looked for in vain in a county (empty: nobody said where): how often, and when last.

    Holds Chinese words only, without numbers and without anything that looks like a name
    (`rules/search_words.py`); no account, no address, no time of day.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6, blank=True)
    words = models.CharField(max_length=16)
    count = models.PositiveIntegerField(default=0)
    last_day = models.DateField()

    class Meta:
        db_table = "catalog_search_miss"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "words"], name="catalog_search_miss_once")
        ]
        indexes = [models.Index(fields=["last_day"], name="catalog_search_miss_by_day")]
