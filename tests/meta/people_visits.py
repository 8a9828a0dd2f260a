"""Visits of the steps of a log-in and of one's own account."""

from django.test import Client
from django.urls import reverse

from tests.meta.visit import Visit
from tests.usecases.people.ways import enrolled
from tests.web.sessions import as_actor, as_half_in
from tests.world import APPROVER, CENTER_HEAD, CLERK, NOW, RESIDENT, REVIEWER, SECOND_APPROVER
from yimen.data.people.models import Account, SecondFactor
from yimen.rules.second_factors import EntryStep
from yimen.usecases.people.secrets_kept import offer_secret

# These take only POST: what they do is an action, raced by its scenario, and shown by their own tests.
POST_ONLY = {
    "desk:change_password": "does people.change_own_password, then leads back to the account",
    "desk:end_log_in": "does people.end_log_in, then leads back to the account",
    "desk:end_other_log_ins": "does people.end_other_log_ins, then leads back to the account",
    "desk:begin_second_factor": "does people.begin_second_factor, then leads to desk:bind",
    "desk:unbind": "does people.turn_off_second_factor, then leads back to the account",
    "desk:new_recovery_codes": "does people.renew_recovery_codes, then shows them once",
    "portal:end_log_in": "does people.end_log_in, then leads back to portal:log_ins",
    "portal:end_other_log_ins": "does people.end_other_log_ins, then leads back to portal:log_ins",
}


def _asked_for_code() -> Client:
    if not SecondFactor.objects.filter(account=APPROVER.account_id).exists():
        enrolled(APPROVER)
    return as_half_in(APPROVER, EntryStep.CODE)


def _asked_to_enrol() -> Client:
    offer_secret(Account.objects.get(pk=SECOND_APPROVER.account_id), NOW)
    return as_half_in(SECOND_APPROVER, EntryStep.ENROL)


def _asked_for_password() -> Client:
    return as_half_in(CLERK, EntryStep.NEW_PASSWORD)


def _asks_to_bind() -> Client:
    offer_secret(Account.objects.get(pk=CLERK.account_id), NOW)
    return as_actor(CLERK)


VISITS = {
    "desk:account": (
        Visit(url=lambda _: reverse("desk:account"), who=CLERK),
        Visit(url=lambda _: reverse("desk:account"), who=CENTER_HEAD),
    ),
    "desk:bind": (
        Visit(url=lambda _: reverse("desk:bind"), client=_asks_to_bind),
        Visit(url=lambda _: reverse("desk:bind"), who=REVIEWER, status=302),
    ),
    "portal:log_ins": (Visit(url=lambda _: reverse("portal:log_ins"), who=RESIDENT),),
    "desk:new_password": (
        Visit(url=lambda _: reverse("desk:new_password"), client=_asked_for_password),
        Visit(url=lambda _: reverse("desk:new_password"), status=302),
    ),
    "desk:second_step": (
        Visit(url=lambda _: reverse("desk:second_step"), client=_asked_for_code),
        Visit(url=lambda _: reverse("desk:second_step"), status=302),
    ),
    "desk:enrol": (
        Visit(url=lambda _: reverse("desk:enrol"), client=_asked_to_enrol),
        Visit(url=lambda _: reverse("desk:enrol"), status=302),
    ),
}
