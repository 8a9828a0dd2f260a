"""After any row of acts the kept verdicts are what a fresh look at each dossier says."""

import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.usecases.places.dossiers import recorded, revision_of
from tests.world import CENTER_HEAD, COUNTY, COUNTY_OFFICER, NOW, TOWNSHIP, VILLAGE
from yimen.data.places.models import PlaceDossier, StandardExplanation, StandardVerdict
from yimen.rules.errors import RuleViolation
from yimen.rules.institutions import Institution
from yimen.rules.place_facts import FACTS, WINDOW_STATES, Fact, FactGroup
from yimen.rules.standards import Standard, Verdict, judge_all
from yimen.usecases.places.answering import answer_explanation
from yimen.usecases.places.board import get_standards_board
from yimen.usecases.places.explaining import explain_standard
from yimen.usecases.places.institutions import publish_institution, read_institutions
from yimen.usecases.places.judging import ground_of, institutions_in_force

pytestmark = pytest.mark.django_db
PLACES = (TOWNSHIP, VILLAGE, "130921100202")
SOFT = (Standard.AREA, Standard.PLAQUE, Standard.EQUIPMENT)


def test_kept_verdicts_are_what_a_fresh_look_says() -> None:
    dice = random.Random(1)  # noqa: S311 - a fixed walk, no secret
    at = NOW
    for _ in range(80):
        at += timedelta(hours=1)
        with suppress(RuleViolation):
            _act(dice, at)
    assert PlaceDossier.objects.count() == len(PLACES)
    fresh = {row.region_code: _looked_at(row) for row in PlaceDossier.objects.select_related("point")}
    kept: dict[str, dict[str, str]] = {code: {} for code in PLACES}
    for row in StandardVerdict.objects.filter(until=None):
        kept[row.region_code][row.standard] = row.verdict
    assert kept == fresh
    assert StandardExplanation.objects.filter(answer="NOT_ACCEPTED").exists()
    _spans_follow_each_other()
    _board_counts(fresh)


def _act(dice: random.Random, at: datetime) -> None:
    code = dice.choice(PLACES)
    kind = dice.random()
    if kind < 0.62:
        group = dice.choice([*FactGroup, FactGroup.ROOMS, FactGroup.PLAQUE])
        raw = {name: values for fact in FACTS if fact.group is group for name, values in _typed(dice, fact)}
        recorded(group, raw, actor=COUNTY_OFFICER, point_code=code, now=at, moved=dice.random() < 0.3)
    elif kind < 0.75:
        told = {"accepts": dice.random() < 0.3, "reason": "已经建成"}
        for said in StandardExplanation.objects.filter(ended_at=None).select_related("dossier")[:1]:
            code = said.dossier.region_code
            answer_explanation(actor=COUNTY_OFFICER, now=at, point_code=code, explanation_id=said.pk, **told)
    elif kind < 0.93:
        text = dice.choice(["", "老街房屋窄", "村部翻建"])
        explain_standard(actor=CENTER_HEAD, now=at, point_code=code, standard=dice.choice(SOFT), text=text)
    else:
        text = f"第 {revision_of(code)} 次写的制度。"
        publish_institution(actor=COUNTY_OFFICER, now=at, institution=dice.choice([*Institution]), text=text)


def _typed(dice: random.Random, fact: Fact) -> list[tuple[str, list[str]]]:
    """What somebody might type: often right, sometimes short, now and then nothing."""
    if fact.kind == "posted":
        newest = {each.institution: each.number for each in read_institutions(COUNTY)}
        return [
            (f"posted_{each.value}", [dice.choice(["", "none", *["0", str(newest[each])] * 4])])
            for each in Institution
        ]
    if fact.kind == "windows":
        return [
            ("window_department", ["民政", "人社"]),
            ("window_state", [dice.choice(WINDOW_STATES)[0], "IN"]),
            ("window_note", ["", ""]),
        ]
    typed = {
        "yes_no": lambda: [dice.choice(["yes", "yes", "yes", "no", ""])],
        "choice": lambda: [dice.choice(["", *(value for value, _ in fact.options)])],
        "many": lambda: [value for value, _ in fact.options if dice.random() < 0.9],
        "date": lambda: ["2026-01-05"],
        "text": lambda: [dice.choice(["旧州镇行政综合服务中心", "东关村综合服务站"])],
    }
    number = {"plaque_width": 60, "plaque_height": 40, "area": 20, "latitude": 38, "longitude": 117}
    usual = number.get(fact.key, 2)
    return [(fact.key, typed.get(fact.kind, lambda: [str(usual + dice.choice([0, 0, 0, 1]))])())]


def _looked_at(row: PlaceDossier) -> dict[str, str]:
    said = StandardExplanation.objects.filter(dossier=row, ended_at=None)
    found = judge_all(ground_of(row, said, institutions_in_force(COUNTY)))
    return {
        each.value: judgment.verdict.value
        for each, judgment in found.items()
        if judgment.verdict is not Verdict.UNKNOWN
    }


def _spans_follow_each_other() -> None:
    for point, standard in set(StandardVerdict.objects.values_list("point", "standard")):
        rows = list(StandardVerdict.objects.filter(point=point, standard=standard).order_by("since"))
        for before, after in pairwise(rows):
            assert before.until is not None
            assert before.until <= after.since
            assert before.verdict != after.verdict or before.until < after.since


def _board_counts(fresh: dict[str, dict[str, str]]) -> None:
    """The board of the county counts the same, and its townships add up to it."""
    board = get_standards_board(actor=COUNTY_OFFICER)
    for at, standard in enumerate(Standard):
        counted = Counter(each[standard.value] for each in fresh.values() if standard.value in each)
        tally = board.total.tallies[at]
        told = (tally.met, tally.explained, tally.not_met, tally.lapsed)
        assert told == tuple(counted[each] for each in ("MET", "EXPLAINED", "NOT_MET", "LAPSED"))
        assert tally.unknown == sum(unit.tallies[at].unknown for unit in board.units)
        assert tally.places == 5
