"""What changes the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.rules.access import Actor
from yimen.rules.catalog import ItemRow
from yimen.rules.orgs import Finding
from yimen.usecases.catalog.authorities import KnownAuthority
from yimen.usecases.catalog.importing import apply_items
from yimen.usecases.catalog.known_details import KnownDetails
from yimen.usecases.catalog.procedures import KnownProcedure
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.orgs.actions import digest_rows, whole_number
from yimen.usecases.orgs.findings import read_findings
from yimen.usecases.shared.acting import perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemsImported:
    """What an import of items did; `missing` are in force but not in the file."""

    items: int
    created: int
    updated: int
    unchanged: int
    refused: int
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


@action("catalog.import_items")
def import_items(
    *,
    actor: Actor,
    now: datetime,
    rows: Sequence[ItemRow],
    synonyms: Mapping[str, Sequence[str]],
    authorities: Mapping[str, KnownAuthority],
    procedures: Mapping[str, KnownProcedure] | None = None,
    details: Mapping[str, KnownDetails] | None = None,
    partial: bool = False,
    request_key: str | None = None,
) -> ItemsImported:
    """Publish items as versions and let every search index know; idempotent.

    `synonyms` lead from colloquial words to words of names, `authorities` say by what right a
    township decides, `procedures` which way an item goes where its type does not say so, `details` all
    else that is known of an item. Refuses
    (`RowsRefused`) a file with an error in any row unless `partial` leaves these rows out, and steps
    that an item's family does not have. A changed row becomes a new version and ends the former;
    cases keep theirs. What an adjustment has published is left alone; the findings name each row that
    says otherwise. Tells nobody.
    """
    ways, more = procedures or {}, details or {}
    known: dict[str, JSON] = {name: [a.authority.value, a.source] for name, a in authorities.items()}
    body: dict[str, JSON] = {
        "rows": digest_rows(rows),
        "partial": partial,
        "synonyms": digest_rows(sorted((word, tuple(to)) for word, to in synonyms.items())),
        "authorities": known,
        "procedures": digest_rows(sorted((name, repr(each)) for name, each in ways.items())),
        "details": digest_rows(sorted((name, repr(each)) for name, each in more.items())),
    }
    answer = perform(
        action="catalog.import_items",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body=body,
        core=lambda: apply_items(
            rows,
            authorities=authorities,
            procedures=ways,
            synonyms=synonyms,
            details=more,
            county_code=INSTANCE_COUNTY,
            partial=partial,
            now=now,
        ),
    )
    missing = answer["missing"]
    return ItemsImported(
        items=whole_number(answer, "items"),
        created=whole_number(answer, "created"),
        updated=whole_number(answer, "updated"),
        unchanged=whole_number(answer, "unchanged"),
        refused=whole_number(answer, "refused"),
        missing=tuple(str(each) for each in missing) if isinstance(missing, list) else (),
        findings=read_findings(answer["findings"]),
    )
