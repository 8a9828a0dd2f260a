"""Visits of the steps of a log-in and of one's own account."""

from django.test import Client
from django.urls import reverse

from tests.meta.visit import Visit
from tests.usecases.people.ways import enrolled
from tests.web.sessions import as_half_in
from tests.world import APPROVER, CLERK, NOW, SECOND_APPROVER
from yimen.data.people.models import Account, SecondFactor
from yimen.rules.second_factors import EntryStep
from yimen.usecases.people.secrets_kept import offer_secret


def _asked_for_code() -> Client:
    if not SecondFactor.objects.filter(account=APPROVER.account_id).exists():
        enrolled(APPROVER)
    return as_half_in(APPROVER, EntryStep.CODE)


def _asked_to_enrol() -> Client:
    offer_secret(Account.objects.get(pk=SECOND_APPROVER.account_id), NOW)
    return as_half_in(SECOND_APPROVER, EntryStep.ENROL)


def _asked_for_password() -> Client:
    return as_half_in(CLERK, EntryStep.NEW_PASSWORD)


VISITS = {
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
