"""Which step of a case is the last that holds, and how a case gets back to where it was before it."""

from collections.abc import Mapping, Sequence

from yimen.data.cases.models import Case, CaseStep
from yimen.rules.case_undo import LastStep
from yimen.rules.cases import Act
from yimen.usecases.shared.recording import JSON


def last_step_of(steps: Sequence[CaseStep]) -> LastStep | None:
    """The last of these steps, in their order, that was not taken back."""
    row = next((each for each in reversed(steps) if each.undone_at is None), None)
    if row is None:
        return None
    return LastStep(
        order=row.order, act=Act(row.act), post_id=row.post_id, name=row.actor_name, told=row.told
    )


def put_back(case: Case, before: Mapping[str, JSON]) -> list[str]:
    """Set the columns that a step has changed to what they were; the names of these columns."""
    fields = {field.attname: field for field in case._meta.concrete_fields}  # noqa: SLF001 - public API
    for name, value in before.items():
        setattr(case, name, fields[name].to_python(value))
    return list(before)
