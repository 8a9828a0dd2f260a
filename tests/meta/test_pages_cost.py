"""A page asks the database as often for 12 rows as for 3, nothing while it is drawn, of cases by county."""

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visiting import numbered_visits, visit_all
from tests.meta.visits import POST_ONLY, VISITS, all_names
from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY_OFFICER


def test_every_page_has_its_visit() -> None:
    assert set(VISITS) | set(POST_ONLY) == {name for name, _ in all_names()}
    assert set(VISITS) & set(POST_ONLY) == set()


def test_twelve_rows_cost_as_many_statements_as_three_none_while_drawing_each_with_the_county(
    crowd: Crowd,
) -> None:
    """All in one test: to look at every page costs much more than to look at what it asked."""
    crowd.grow(3)
    few = visit_all(crowd)
    assert [sql for seen in few.values() for sql in seen.while_drawn] == []
    assert [sql for seen in few.values() for sql in seen.nameless] == []
    crowd.grow(12)
    many = visit_all(crowd, before=few)
    expected = dict(numbered_visits())
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
