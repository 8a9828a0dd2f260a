"""A page asks the database as often for 12 rows as for 3, and nothing while it is drawn."""

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visiting import visit_all
from tests.meta.visits import POST_ONLY, VISITS, all_names
from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY_OFFICER


def test_every_page_has_its_visit() -> None:
    assert set(VISITS) | set(POST_ONLY) == {name for name, _ in all_names()}
    assert set(VISITS) & set(POST_ONLY) == set()


def test_twelve_rows_cost_as_many_statements_as_three_and_none_is_asked_while_drawing(crowd: Crowd) -> None:
    crowd.grow(3)
    few = visit_all(crowd)
    assert [sql for seen in few.values() for sql in seen.while_drawn] == []
    crowd.grow(12)
    many = visit_all(crowd)
    expected = {f"{name} {at}": v for name, visits in VISITS.items() for at, v in enumerate(visits, start=1)}
    assert {name: seen.status for name, seen in many.items()} == {n: v.status for n, v in expected.items()}
    assert {n: seen.statements for n, seen in few.items()} == {n: seen.statements for n, seen in many.items()}
    assert [n for n, v in expected.items() if v.grows and many[n].size <= few[n].size] == []


def test_what_takes_only_post_refuses_to_be_looked_at(crowd: Crowd) -> None:
    patterns = dict(all_names())
    for name in POST_ONLY:
        args = [crowd.his.case.pk] if "<" in str(patterns[name].pattern) else []
        url = reverse(name, args=args)
        told = {as_actor(each).get(url).status_code for each in (CLERK, COUNTY_OFFICER)}
        assert 405 in told <= {403, 405}, name
