"""A statement that a template sends is told from one that a view sends; `test_pages_cost` wants none."""

import sys

from django.db import connection
from django.template import Context, Template

from tests.meta.visiting import is_drawing
from yimen.data.orgs.models import Region


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
