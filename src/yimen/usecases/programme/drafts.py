"""The draft of a programme as the city sees it before it publishes."""

from collections.abc import Mapping
from datetime import date

from yimen.rules.access import Actor, NotFound, require
from yimen.rules.orgs import Level
from yimen.usecases.programme.reading import city_versions, head_of, tasks_of
from yimen.usecases.programme.units import unit_in_scope
from yimen.usecases.programme.views import DraftView, TaskView


def get_draft(*, actor: Actor, city_code: str, today: date) -> DraftView | None:
    """What waits to be published, beside what holds; None where nothing waits.

    `changed` are the tasks whose date differs: (number, title, date now, date then). Refuses another city's
    (`NotFound`).
    """
    require(actor, "programme.publish")
    unit = unit_in_scope(actor, city_code)
    if unit.level != Level.PREFECTURE.value:
        raise NotFound(field="city_code")
    found = city_versions(unit.code)
    draft = next((row for row in found if not row.published_at), None)
    if draft is None:
        return None
    same = (row for row in found if row.published_at and row.programme == draft.programme)
    holds = next(same, None)
    tasks = tasks_of(draft, unit, today)
    before = {row.number: row for row in tasks_of(holds, unit, today)} if holds else {}
    after = {row.number: row for row in tasks}
    changed = tuple(
        (number, (after.get(number) or before[number]).title, _due(before, number), _due(after, number))
        for number in sorted(before.keys() | after.keys())
        if _due(before, number) != _due(after, number)
    )
    orphans = [part for number, task in before.items() if number not in after for part in task.subtasks]
    late = [part for task in tasks for part in task.subtasks if part.is_late]
    return DraftView(
        head=head_of(draft),
        tasks=tasks,
        group=tuple((seat["role"], seat["office"], seat["name"]) for seat in draft.group),
        changed=changed if holds else (),
        late=(*late, *orphans),
    )


def _due(tasks: Mapping[int, TaskView], number: int) -> date | None:
    task = tasks.get(number)
    return task.due_on if task else None
