"""A county's own texts of the eight institutions: published one version after the other, read by all."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.orgs.models import Region
from yimen.data.places.models import InstitutionText, PlaceDossier
from yimen.rules.access import Actor, require
from yimen.rules.institutions import (
    OURS,
    STARTING_TEXTS,
    TEXT_LENGTH,
    Institution,
    InstitutionUnchanged,
    paragraphs,
)
from yimen.rules.text import clean_text
from yimen.usecases.places.judging import judge_together
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


@dataclass(frozen=True, kw_only=True, slots=True)
class InstitutionView:
    """An institution as it is in force in a county; number 0 and no day for our text to begin with."""

    institution: Institution
    number: int
    paragraphs: tuple[str, ...]
    published_at: datetime | None


@action("places.publish_institution")
def publish_institution(
    *, actor: Actor, now: datetime, institution: Institution, text: str, request_key: str | None = None
) -> int:
    """Put the county's own text of an institution in force; its number.

    Every place where an older one hangs must change it: its verdict lapses in the same transaction.
    Refuses an empty text, one too long, and the one that is in force (`InstitutionUnchanged`).
    """
    require(actor, "places.publish_institution")
    said = "\n".join(paragraphs(clean_text(text, field="text", max_length=TEXT_LENGTH)))
    answer = perform(
        action="places.publish_institution",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"institution": institution.value, "text": said},
        core=lambda: _apply_text(actor, now, institution, said),
    )
    return int(str(answer["number"]))


def _apply_text(actor: Actor, now: datetime, institution: Institution, text: str) -> Outcome:
    county = actor.county_code
    # The county's own row makes two officers wait for each other also before there is a first version.
    only_row(Region.objects.select_for_update().filter(code=f"{county}000000", valid_to=None))
    rows = InstitutionText.objects.filter(county_code=county, institution=institution.value)
    before = only_row(rows.filter(superseded_at=None))
    if text == (before.text if before else "\n".join(STARTING_TEXTS[institution])):
        raise InstitutionUnchanged(field="text")
    if before is not None:
        before.superseded_at = now
        before.save(update_fields=["superseded_at"])
    row = InstitutionText.objects.create(
        id=new_id(now),
        county_code=county,
        institution=institution.value,
        number=(before.number if before else OURS) + 1,
        text=text,
        author_id=actor.account_id,
        published_at=now,
    )
    hung = PlaceDossier.objects.select_related("point").filter(county_code=county, facts__has_key="posted")
    judge_together(list(hung.select_for_update(of=("self",)).order_by("id")), county_code=county, now=now)
    record = Record(
        county_code=county,
        subject_type="institution",
        subject_id=row.pk,
        act="places.publish_institution",
        facts={"institution": institution.value, "number": row.number, "text": text},
    )
    return Outcome(answer={"number": row.number}, record=record)


def read_institutions(county_code: str) -> tuple[InstitutionView, ...]:
    """The eight as they are in force in a county; they hang on walls, so anyone may read. One statement."""
    rows = InstitutionText.objects.filter(county_code=county_code, superseded_at=None)
    own = {row.institution: row for row in rows}
    return tuple(
        InstitutionView(
            institution=each,
            number=own[each.value].number if each.value in own else OURS,
            paragraphs=paragraphs(own[each.value].text) if each.value in own else STARTING_TEXTS[each],
            published_at=own[each.value].published_at if each.value in own else None,
        )
        for each in Institution
    )
