"""The row that an act on a showcase site is about: found in scope, locked, ended, and recorded."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.showcase.models import ShowcaseSite
from yimen.rules.access import Actor, NotFound
from yimen.rules.showcase import SITE_STATE_LABELS, SiteEnded, SiteState
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import only_row, write_back
from yimen.usecases.shared.scope import in_scope


def lock_site(actor: Actor, site_id: UUID, state: SiteState) -> ShowcaseSite:
    """The site, locked until the transaction ends; refuses one out of scope and one in another state."""
    rows = ShowcaseSite.objects.select_for_update(of=("self",)).filter(pk=site_id)
    row = only_row(in_scope(rows, actor, code_field="region_code"))
    if row is None:
        raise NotFound(field="site_id")
    if row.state != state.value:
        raise SiteEnded(state=SITE_STATE_LABELS[SiteState(row.state)])
    return row


def end_site(row: ShowcaseSite, actor: Actor, now: datetime, state: SiteState, reason: str) -> None:
    """Write that it has ended so; the row stays."""
    row.state, row.ended_at, row.end_reason = state.value, now, reason
    row.ended_by_id, row.ender = actor.account_id, who_of(actor)
    columns = ["state", "ended_at", "end_reason", "ended_by", "ender"]
    write_back(row, columns, county_code=row.county_code)


def who_of(actor: Actor) -> str:
    """Office and name as a history shows them."""
    return f"{actor.organ_name} {actor.name}".strip()[:80]


def site_record(
    row: ShowcaseSite, act: str, facts: dict[str, JSON], personal: Mapping[str, str] | None = None
) -> Record:
    """The journal's entry of an act on a site; what was written freely is kept as a digest."""
    return Record(
        county_code=row.county_code,
        subject_type="showcase_site",
        subject_id=row.pk,
        act=act,
        facts={"region_code": row.region_code, "state": row.state, **facts},
        personal=personal or {},
    )
