"""Totals by unit and month, and how far in the journal they reach. All of it can be counted anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.data.journal.fields import Xid8Field


class MonthTotal(models.Model):
    """The measures of a unit as they stand in a month, in the order of `rules.indicator_measures.MEASURES`.

    A month in which nothing changed has no row. `own` is what belongs to the unit itself and to nothing
    below it, else the row is the sum of its subtree. `county_code` is the first six digits of the code.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    unit_code = models.CharField(max_length=12)
    own = models.BooleanField()
    month = models.DateField()
    counts = ArrayField(models.IntegerField())

    class Meta:
        db_table = "indicators_total"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "unit_code", "own", "month"], name="indicators_total_one_a_month"
            )
        ]


class FoldMark(models.Model):
    """One row: below which transaction of the journal, and for which day, the totals are counted.

    `layout` names the measures and their order; another one says that all must be counted anew. `counted_to`
    is the last county in a count that is not whole yet, and nobody reads the totals then; else it is empty.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    layout = models.TextField()
    mark_xid = Xid8Field()
    day = models.DateField()
    counted_to = models.CharField(max_length=6, default="", blank=True)
    folded_at = models.DateTimeField()

    class Meta:
        db_table = "indicators_mark"
