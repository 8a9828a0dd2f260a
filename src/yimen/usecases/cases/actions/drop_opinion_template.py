"""Drops a kept wording."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import OpinionTemplate
from yimen.rules.access import Actor, NotFound, require
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("cases.drop_opinion_template")
def drop_opinion_template(
    *, actor: Actor, now: datetime, template_id: UUID, request_key: str | None = None
) -> None:
    """Drop a wording of one's own post; opinions given with it stay as they are. Refuses another's."""
    require(actor, "cases.drop_opinion_template")

    def core() -> Outcome:
        if actor.post_id is None:
            raise NotFound
        rows = OpinionTemplate.objects.select_for_update().filter(
            county_code=actor.county_code, post_id=actor.post_id, pk=template_id
        )
        row = rows.first()
        if row is None:
            raise NotFound
        record = Record(
            county_code=actor.county_code,
            subject_type="post",
            subject_id=actor.post_id,
            act="cases.drop_opinion_template",
            facts={"act": row.act, "template_id": str(row.pk)},
        )
        row.delete()
        return Outcome(answer={"template_id": str(template_id)}, record=record)

    perform(
        action="cases.drop_opinion_template",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"template_id": str(template_id)},
        core=core,
    )
