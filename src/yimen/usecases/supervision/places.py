"""How the center and the stations of a township stand, each in a few figures."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from yimen.data.places.models import PlacePhoto, StandardVerdict
from yimen.rules.orgs import subtree_prefix
from yimen.rules.standards import Standard, Verdict

# What is only encouraged is in no count of what is missing.
_ASKED = [each for each in Standard if each is not Standard.EXTRAS]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceMark:
    """Of the standards that ask for something: how many are met, short, not looked at; and its photos."""

    met: int
    short: int
    unknown: int
    photos: int


def places_of(township_code: str) -> dict[str, PlaceMark]:
    """By code, every place of which anything is known; two statements. Photos used before do not count."""
    prefix = subtree_prefix(township_code)
    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kept = StandardVerdict.objects.filter(
        region_code__startswith=prefix, until=None, standard__in=[each.value for each in _ASKED]
    )
    grouped = kept.values_list("region_code", "verdict").annotate(Count("id")).order_by()
    for code, verdict, count in grouped:
        verdicts[code][verdict] = count
    photos = PlacePhoto.objects.filter(region_code__startswith=prefix, removed_at=None, likeness="")
    counted = dict(photos.values_list("region_code").annotate(Count("id")).order_by())
    return {code: _mark(verdicts[code], counted.get(code, 0)) for code in {*verdicts, *counted}}


def _mark(verdicts: Counter[str], photos: int) -> PlaceMark:
    return PlaceMark(
        met=verdicts[Verdict.MET.value] + verdicts[Verdict.EXPLAINED.value],
        short=verdicts[Verdict.NOT_MET.value] + verdicts[Verdict.LAPSED.value],
        unknown=len(_ASKED) - sum(verdicts.values()),
        photos=photos,
    )
