"""Every query is asked by people whom it does not concern, and gives them nothing."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.meta.questions import QUESTIONS, Question, all_questions, make_belongings
from tests.world import (
    CITY_OFFICER,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    OTHER_RESIDENT,
    OUTSIDE_APPROVER,
    OUTSIDER,
    SECOND_PROXY,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case
from yimen.rules.access import PUBLIC, Actor
from yimen.rules.errors import Refusal, RuleViolation

OUTSIDERS = (
    OUTSIDER,
    OUTSIDE_APPROVER,
    NEIGHBOR_CLERK,
    VILLAGE_PROXY,
    SECOND_PROXY,
    CITY_OFFICER,
    OTHER_RESIDENT,
    PUBLIC,
)
DESK = ("cases.get_case", "cases.list_worklist", "cases.open_case_file", "cases.open_case_paper")


def test_every_query_has_its_outsider() -> None:
    assert set(QUESTIONS) == set(all_questions())


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_outsiders_get_nothing(db: None, name: str) -> None:
    question, query = QUESTIONS[name], all_questions()[name]
    asked = question.ask(make_belongings())
    assert not _gives_nothing(query, question, question.rightful, asked), "its own people must get it"
    guessed = {**asked, **question.guess}
    told = [
        each.name
        for each in OUTSIDERS
        if each != question.rightful and not _gives_nothing(query, question, each, guessed)
    ]
    assert told == []


@pytest.mark.parametrize("name", DESK)
def test_the_office_of_the_county_gets_nothing_of_a_sensitive_case(db: None, name: str) -> None:
    question, query = QUESTIONS[name], all_questions()[name]
    asked = question.ask(make_belongings())
    assert not _gives_nothing(query, question, COUNTY_OFFICER, asked)
    Case.objects.update(sensitive=True)
    assert _gives_nothing(query, question, COUNTY_OFFICER, asked)
    assert not _gives_nothing(query, question, question.rightful, asked)


def _gives_nothing(
    query: Callable[..., Any], question: Question, actor: Actor, asked: Mapping[str, Any]
) -> bool:
    call = dict(asked)
    if "actor" in inspect.signature(query).parameters:
        call["actor"] = actor
    if "address" in call:
        call["address"] = f"{actor.name} 的网络"  # tries are counted by address
    try:
        return question.is_nothing(query(**call))
    except RuleViolation as refused:
        return refused.refusal in {Refusal.FORBIDDEN, Refusal.NOT_FOUND}
