"""Whom the village knows: by whole name, number or telephone, masked, and written down."""

from datetime import timedelta

import pytest

from tests.usecases.cases import journey
from tests.usecases.cases.village import NEIGHBOR_ID, NEIGHBOR_PHONE, filed
from tests.world import CLERK, NOW, SECOND_PROXY, VILLAGE_PROXY
from yimen.data.journal.models import Entry
from yimen.rules.access import Actor, NotAllowed
from yimen.usecases.cases.actions import find_neighbor
from yimen.usecases.cases.actions.find_neighbor import Neighbor, WordsTooShort


def _find(words: str, actor: Actor = VILLAGE_PROXY) -> tuple[Neighbor, ...]:
    return find_neighbor(actor=actor, now=NOW, words=words)


@pytest.mark.parametrize("words", ["孙秀英", NEIGHBOR_ID, NEIGHBOR_ID.lower(), NEIGHBOR_PHONE, " 孙 秀英 "])
def test_the_whole_name_the_number_or_the_telephone_finds_them_masked(db: None, words: str) -> None:
    filed()
    newest = filed(now=NOW + timedelta(minutes=1)).case_id
    (found,) = _find(words)
    assert found == Neighbor(id=newest, name="孙*英", id_no="130921********9002", phone="138****0031")


def test_whoever_came_by_another_door_is_known_too(db: None) -> None:
    journey.submitted()
    assert [each.name for each in _find("赵建国")] == ["赵*国"]


def test_another_village_and_half_a_name_find_nobody(db: None) -> None:
    filed()
    assert _find("孙秀英", SECOND_PROXY) == ()
    assert _find("孙秀") == ()
    with pytest.raises(WordsTooShort):
        _find("孙")


def test_each_look_is_journalled_without_the_words(db: None) -> None:
    filed()
    _find("孙秀英")
    _find("没有人")
    entries = list(Entry.objects.filter(act="cases.find_neighbor").order_by("seq"))
    assert len(entries) == 2
    assert all("孙秀英" not in entry.text for entry in entries)


def test_only_a_village_proxy_looks(db: None) -> None:
    with pytest.raises(NotAllowed):
        _find("孙秀英", CLERK)
