"""Which papers and uses the keeper of a seal may know: those of the organ whose seal it is."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.data.cases.models import CasePaper
from yimen.data.documents.models import Paper
from yimen.data.seals.models import SealUse
from yimen.rules.access import Actor, NotFound
from yimen.usecases.cases.scope import cases_of


def of_organ(actor: Actor, *, prefix: str = "") -> Q:
    """Papers in the name of the actor's organ, and those that it handles for the organ that entrusts it."""
    if actor.organ_id is None:
        return Q(pk=None)
    return Q(**{f"{prefix}organ_id": actor.organ_id}) | Q(**{f"{prefix}signing_organ_id": actor.organ_id})


def papers_of(actor: Actor) -> QuerySet[Paper]:
    """The papers on which the seal of the actor's organ may be pressed."""
    return Paper.objects.filter(of_organ(actor), county_code=actor.county_code)


def organ_of(actor: Actor) -> UUID:
    """The organ of the actor's post; whoever has none has no seal (`NotFound`)."""
    if actor.organ_id is None:
        raise NotFound
    return actor.organ_id


def post_of(actor: Actor) -> UUID:
    """The actor's post; an actor without one keeps no seal (`NotFound`)."""
    if actor.post_id is None:
        raise NotFound
    return actor.post_id


def case_papers_of(actor: Actor) -> QuerySet[CasePaper]:
    """Those papers with their cases; `readable` says whether the actor may know whose case it is."""
    rows = CasePaper.objects.filter(of_organ(actor, prefix="paper__"), county_code=actor.county_code)
    return marked_readable(rows, actor, case="case_id")


def uses_of(actor: Actor) -> QuerySet[SealUse]:
    """The uses of the seal of the actor's organ."""
    return SealUse.objects.filter(county_code=actor.county_code, organ_id=organ_of(actor))


def marked_readable(rows: QuerySet[CasePaper], actor: Actor, *, case: str) -> QuerySet[CasePaper]:
    """The rows with `readable`: sensitive cases only with a duty in them (design §5)."""
    known = cases_of(actor, actor.county_code).filter(pk=OuterRef(case))
    return rows.annotate(readable=Exists(known)).select_related("paper__organ", "case__version")
