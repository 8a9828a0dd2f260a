"""Every statement that reads or changes cases names the county, so that cases can lie apart by county.

Rows are deleted by their key: only drafts and their files ever are.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.meta.crowd import Crowd
from tests.meta.visiting import visit_all
from tests.usecases.cases import journey

_READS_CASES = re.compile(r'\b(?:FROM|UPDATE|JOIN) "(?:cases|feedback)_')
# `yimen check` counts all cases of the installation: that is its question.
_COUNTS_ALL = re.compile(r'^SELECT "cases_case"\."state" AS "state", COUNT\(')


def _nameless(sql: str) -> bool:
    if sql.startswith("DELETE "):
        return False
    where = sql.partition(" WHERE ")[2]
    return bool(_READS_CASES.search(sql)) and '"county_code"' not in where and not _COUNTS_ALL.match(sql)


def _asked(act: Callable[[], object]) -> list[str]:
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _nameless(sql):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return found


def test_every_page_names_the_county_of_its_cases(crowd: Crowd) -> None:
    crowd.grow(3)
    assert _asked(lambda: visit_all(crowd)) == []


def test_every_act_of_the_journey_names_the_county(db: None) -> None:
    assert _asked(journey.delivered) == []


def test_a_statement_without_the_county_is_caught() -> None:
    assert _nameless('SELECT 1 FROM "cases_case" WHERE "cases_case"."id" = %s')
    assert not _nameless('SELECT 1 FROM "cases_case" WHERE "cases_case"."county_code" = %s')
