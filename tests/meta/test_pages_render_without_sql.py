"""While a template is drawn nothing is asked of the database: all of it was asked before."""

import sys

from django.db import connection
from django.template import Context, Template

from tests.meta.crowd import Crowd
from tests.meta.visiting import is_drawing, visit_all
from yimen.data.orgs.models import Region


def test_no_page_asks_the_database_while_it_is_drawn(crowd: Crowd) -> None:
    crowd.grow(3)
    asked = [sql for seen in visit_all(crowd).values() for sql in seen.while_drawn]
    assert asked == []


def test_a_template_that_asks_is_caught(db: None) -> None:
    seen = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        seen.append(is_drawing(sys._getframe()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        Template("{% for each in rows %}{{ each.name }}{% endfor %}").render(
            Context({"rows": Region.objects.all()})
        )
        Region.objects.count()
    assert seen == [True, False]
