"""Saves what a resident has typed so far, complete or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Draft
from yimen.data.orgs.models import Region
from yimen.data.people.models import Account
from yimen.rules.access import Actor, require
from yimen.rules.case_forms import BRING_PREFIX, REQUEST_LENGTH
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.drafts import CITY_COUNTY, find_version, move_to_county, move_to_version
from yimen.usecases.cases.places import find_village
from yimen.usecases.cases.scope import account_of, own_drafts
from yimen.usecases.people.counties import note_county
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_ANSWERS = ("name", "id_no", "phone", "request")


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftSaved:
    """The draft that now holds the answers."""

    draft_id: UUID


@action("cases.save_draft")
def save_draft(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    fields: Mapping[str, str],
    village_code: str | None = None,
    request_key: str | None = None,
) -> DraftSaved:
    """Keep the answers in the resident's one draft for the item; it begins with the first call.

    `fields` holds name, id_no, phone, request, and `bring-<material id>` = "1" or "" for papers
    that come to the counter; what is not named stays as it was. Nothing need be complete: only
    unreadable signs, texts that are too long and an unknown village are refused.
    """
    require(actor, "cases.save_draft")
    answers = _clean(fields)
    village = find_village(village_code) if village_code else None
    county = village.code[:6] if village else CITY_COUNTY
    answer = perform(
        action="cases.save_draft",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"item_code": item_code, "fields": dict(answers), "village_code": village_code},
        core=lambda: _apply_save(actor, now, item_code, answers, village),
    )
    return DraftSaved(draft_id=UUID(str(answer["draft_id"])))


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    clean = {
        name: clean_line(fields[name], field=name, max_length=60, required=False)
        for name in ("name", "id_no", "phone")
        if name in fields
    }
    if "request" in fields:
        clean["request"] = clean_text(
            fields["request"], field="request", max_length=REQUEST_LENGTH, required=False
        )
    for name, value in fields.items():
        if name.startswith(BRING_PREFIX):
            clean[name[:60]] = "1" if value else ""
    return clean


def _apply_save(
    actor: Actor, now: datetime, item_code: str, answers: dict[str, str], village: Region | None
) -> Outcome:
    # The account's row orders two first saves at once: only one of them makes the draft.
    account = Account.objects.select_for_update().get(pk=account_of(actor))
    version = find_version(item_code)
    known = {f"{BRING_PREFIX}{pk}" for pk in version.materials.values_list("pk", flat=True)}
    kept = {name: value for name, value in answers.items() if name in known or name in _ANSWERS}
    draft = own_drafts(actor).select_for_update().filter(version__item=version.item).first()
    note_county(account, village.code[:6] if village else CITY_COUNTY)
    if draft is None:
        draft = Draft.objects.create(
            id=new_id(now),
            county_code=village.code[:6] if village else CITY_COUNTY,
            account_id=account_of(actor),
            version=version,
            village=village,
            fields=kept,
            created_at=now,
            saved_at=now,
        )
    else:
        before = draft.county_code
        if draft.version_id != version.pk:
            move_to_version(draft, version)
        if village is not None:
            move_to_county(draft, village.code[:6])
            draft.village = village
        draft.fields = draft.fields | kept
        draft.saved_at = now
        write_back(draft, ["county_code", "version", "village", "fields", "saved_at"], county_code=before)
    facts: dict[str, JSON] = {"item_code": item_code, "fields": [*sorted(kept)]}
    record = Record(
        county_code=draft.county_code,
        subject_type="draft",
        subject_id=draft.pk,
        act="cases.save_draft",
        facts=facts,
        personal={name: kept[name] for name in _ANSWERS if kept.get(name)},
    )
    return Outcome(answer={"draft_id": str(draft.pk)}, record=record)
