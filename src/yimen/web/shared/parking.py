"""Keeps what was typed when a session ended in mid-form, for the same account, for half an hour."""

from django.core import signing

from yimen.rules.access import Actor
from yimen.web.shared.requests import PageRequest

OWNER_FIELD = "form_owner"
_SESSION_KEY = "parked"
_MAX_AGE = 30 * 60
_OWNER_MAX_AGE = 24 * 3600
_MAX_CHARACTERS = 60_000
_NEVER_KEPT = {"csrfmiddlewaretoken", OWNER_FIELD, "request_key", "password", "code"}


def form_owner(actor: Actor) -> str:
    """The signed mark that a form carries, so that its fields return to nobody else."""
    return signing.dumps(str(actor.account_id), salt="yimen.form-owner")


def park(request: PageRequest, page: str) -> bool:
    """Keep the posted text fields in the new, anonymous session, for the page that will ask for them.

    False when there is nothing to keep: no mark of an owner, or more than a form can hold.
    """
    try:
        mark = request.POST.get(OWNER_FIELD, "")
        owner = signing.loads(mark, salt="yimen.form-owner", max_age=_OWNER_MAX_AGE)
    except signing.BadSignature:
        return False
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in _NEVER_KEPT}
    if sum(len(value) for values in fields.values() for value in values) > _MAX_CHARACTERS:
        return False
    request.session[_SESSION_KEY] = {
        "owner": owner,
        "path": page,
        "at": request.now.timestamp(),
        "fields": fields,
    }
    return True


def take_parked(request: PageRequest) -> dict[str, list[str]] | None:
    """The fields parked for this page and this account, once; None when there are none."""
    parked = request.session.get(_SESSION_KEY)
    if not parked or parked["path"] != request.path:
        return None
    del request.session[_SESSION_KEY]
    too_old = request.now.timestamp() - parked["at"] > _MAX_AGE
    if too_old or parked["owner"] != str(request.actor.account_id):
        return None
    fields: dict[str, list[str]] = parked["fields"]
    return fields
