"""Every statement that reads or changes cases names the county, so that cases can lie apart by county.

Those of the pages are looked at by `test_pages_cost`.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.meta.visiting import is_nameless
from tests.usecases.cases import journey


def _asked(act: Callable[[], object]) -> list[str]:
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if is_nameless(sql):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return found


def test_every_act_of_the_journey_names_the_county(db: None) -> None:
    assert _asked(journey.delivered) == []


def test_a_statement_without_the_county_is_caught() -> None:
    assert is_nameless('SELECT 1 FROM "cases_case" WHERE "cases_case"."id" = %s')
    assert not is_nameless('SELECT 1 FROM "cases_case" WHERE "cases_case"."county_code" = %s')
