"""带去清单: one sheet with all that one needs in hand when one goes: where, when and what to bring."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from yimen.gateways.installed import installed
from yimen.gateways.qr import qr_svg
from yimen.rules.errors import N_
from yimen.usecases.catalog.guide_parts import GuideMaterial
from yimen.usecases.catalog.guides import Guide

_BEIJING = timezone(timedelta(hours=8))
_KEPT_SHEETS = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetMaterial:
    """One line to tick."""

    name: str
    amount: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeAlong:
    """What stands on the sheet; an empty text is unknown and reads 未公布."""

    item_name: str
    version_words: str
    place: str
    address: str
    hours: str
    phone: str
    time: str
    cost: str
    trips: str
    printed_on: str
    source_words: str
    ended: str
    url: str
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    materials: tuple[SheetMaterial, ...]
    sample: bool


def take_along(guide: Guide, *, url: str, today: date, sample: bool = False) -> TakeAlong:
    """The sheet of a guide with the answers that were given; `url` leads back to the same guide."""
    strip, counter, papers = guide.strip, guide.counter, guide.papers
    return TakeAlong(
        item_name=guide.name,
        version_words=N_("第 {n} 版").format(n=guide.version_number),
        place=strip.where,
        address=(counter.address or "") if counter else "",
        hours=(counter.hours or "") if counter else guide.facts.details.hours,
        phone=(counter.phone or "") if counter else guide.facts.details.consult_phone,
        time=_with_words(strip.time, strip.time_words),
        cost=_with_words(strip.cost, strip.cost_words),
        trips=_with_words(strip.trips, strip.trips_words),
        printed_on=f"{today.year}年{today.month}月{today.day}日",
        source_words=guide.source_words,
        ended=papers.ended,
        url=url,
        answers=tuple(
            f"{question.question}{choice.text}"
            for question in papers.questions
            for choice in question.choices
            if choice.is_chosen
        ),
        notes=papers.notes,
        materials=(
            *(_line(each) for each in papers.needed),
            *(_line(each, N_("看情况")) for each in papers.perhaps),
        ),
        sample=sample,
    )


def sheet_qr(sheet: TakeAlong) -> str:
    """The picture code of the sheet for a page, as SVG."""
    return qr_svg(sheet.url)


def _with_words(value: str, words: str) -> str:
    return f"{value}（{words}）" if value and words else value or words


def _line(material: GuideMaterial, when: str = "") -> SheetMaterial:
    note = "；".join(part.rstrip("。") for part in (when, *material.notes, material.words) if part)
    return SheetMaterial(name=material.name, amount=material.amount, note=note)


def typeset_take_along(sheet: TakeAlong, *, today: date) -> bytes:
    """The sheet as PDF, A4, in the largest type that fits one page; the same bytes for the same day.

    The last sheets are kept: people open the same one again and again, and setting costs some 60 ms.
    """
    facts = json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True)
    return _typeset(facts, today, id(installed()))


@lru_cache(maxsize=_KEPT_SHEETS)
def _typeset(facts: str, today: date, _: int) -> bytes:
    whole: Mapping[str, object] = json.loads(facts)
    return installed().typesetter.typeset_sheet(
        "take_along", whole, datetime.combine(today, time(), tzinfo=_BEIJING)
    )
