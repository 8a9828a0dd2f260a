"""Lists the demo's accounts, so that a visitor can play every person."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from yimen.rules.calendar import beijing_date
from yimen.usecases.people.accounts import DEMO_PASSWORD
from yimen.usecases.people.queries import list_demo_accounts
from yimen.web.shared.access import open_page
from yimen.web.shared.requests import PageRequest


@open_page
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Staff by place, then residents; this URL exists in demo mode only (config/urls.py)."""
    found = list_demo_accounts(beijing_date(cast("PageRequest", request).now))
    context = {
        "staff": [account for account in found if account.login_name],
        "residents": [account for account in found if account.phone],
        "password": DEMO_PASSWORD,
    }
    return render(request, "demo/accounts.html", context)


urlpatterns = [path("accounts/", accounts, name="accounts")]
