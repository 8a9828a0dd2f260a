"""The village says that its dossier is right: one tap, and nothing is typed."""

from datetime import datetime

from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.place_entries import DossierChanged
from yimen.rules.place_facts import ChangeHow
from yimen.usecases.places.points import change_line, dossier_record, find_dossier, lock_point
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


class NothingToConfirm(RuleViolation):
    """A dossier of which nothing is known yet."""

    code = "places.nothing_to_confirm"
    template = N_("这个站的情况还没有人采集，没有可以确认的。")


class ConfirmedAlready(RuleViolation):
    """The village has confirmed just this state of the dossier."""

    code = "places.confirmed_already"
    template = N_("现在的内容已经确认过了。")
    refusal = Refusal.CONFLICT


@action("places.confirm")
def confirm_dossier(
    *, actor: Actor, now: datetime, point_code: str, revision: int, request_key: str | None = None
) -> None:
    """The proxy has read the dossier of its village, as it stood at `revision`, and all of it is right.

    Refuses another village (`NotFound`), an empty dossier, one that changed meanwhile, and twice the same.
    """
    require(actor, "places.confirm")
    perform(
        action="places.confirm",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"point_code": point_code, "revision": revision},
        core=lambda: _apply_confirmation(actor, now, point_code, revision),
    )


def _apply_confirmation(actor: Actor, now: datetime, point_code: str, revision: int) -> Outcome:
    dossier = find_dossier(lock_point(actor, point_code))
    if dossier is None:
        raise NothingToConfirm
    if dossier.revision != revision:
        raise DossierChanged
    if dossier.confirmed_revision == revision:
        raise ConfirmedAlready
    dossier.confirmed_at, dossier.confirmed_revision = now, revision
    dossier.confirmed_by_id = actor.account_id
    dossier.save(update_fields=["confirmed_at", "confirmed_revision", "confirmed_by"])
    change_line(dossier, actor, now, ChangeHow.CONFIRMED, {}).save(force_insert=True)
    record = dossier_record(dossier, "places.confirm", {"revision": revision})
    return Outcome(answer={}, record=record)
