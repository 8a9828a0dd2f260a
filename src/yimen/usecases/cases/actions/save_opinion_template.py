"""Keeps a wording for the opinions of one act."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import OpinionTemplate
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.opinions import check_template, check_template_act, check_template_room
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("cases.save_opinion_template")
def save_opinion_template(
    *, actor: Actor, now: datetime, act: str, text: str, request_key: str | None = None
) -> UUID:
    """Keep a wording for this post and this act; its id. What is kept already stays as it is.

    Refuses an act that asks for no words, an empty text, more than 500 characters, and more than
    20 wordings for one act. The journal keeps that one was saved, not what it says.
    """
    require(actor, "cases.save_opinion_template")
    chosen, said = check_template_act(act), check_template(text)

    def core() -> Outcome:
        if actor.post_id is None:
            raise NotFound
        Post.objects.select_for_update().get(pk=actor.post_id)  # one saving at a time counts right
        kept = OpinionTemplate.objects.filter(
            county_code=actor.county_code, post_id=actor.post_id, act=chosen.value
        )
        row = kept.filter(text=said).first()
        if row is not None:
            return Outcome(answer={"template_id": str(row.pk)}, record=None)
        check_template_room(kept.count(), act=chosen)
        row = OpinionTemplate.objects.create(
            id=new_id(now),
            county_code=actor.county_code,
            post_id=actor.post_id,
            act=chosen.value,
            text=said,
            saved_at=now,
        )
        record = Record(
            county_code=actor.county_code,
            subject_type="post",
            subject_id=actor.post_id,
            act="cases.save_opinion_template",
            facts={"act": chosen.value, "template_id": str(row.pk)},
        )
        return Outcome(answer={"template_id": str(row.pk)}, record=record)

    answer = perform(
        action="cases.save_opinion_template",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"act": chosen.value, "text": said},
        core=core,
    )
    return UUID(str(answer["template_id"]))
