"""Prints the grant table: who may do what, for everyone who works here."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import PARTY_LABELS, GrantRow, Party
from yimen.usecases.people.queries import list_grants
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("people.read_grants")
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """One table of actions and parties, by noun; the reader's own column is marked."""
    asked = cast("PageRequest", request)
    context = {
        "parties": [{"label": gettext(PARTY_LABELS[p]), "own": p is asked.actor.party} for p in Party],
        "groups": [
            {"label": gettext(group.label), "rows": [_row(row, asked.actor.party) for row in group.rows]}
            for group in list_grants()
        ],
        "printed_at": asked.now,
    }
    return render(request, "manage/grants.html", context)


def _row(row: GrantRow, own: Party) -> dict[str, Any]:
    anyone = Party.ANYONE in row.parties
    cells = [
        {"label": gettext(PARTY_LABELS[p]), "granted": anyone or p in row.parties, "own": p is own}
        for p in Party
    ]
    return {
        "label": gettext(row.label),
        "cells": cells,
        "anyone": anyone,
        "parties": [gettext(PARTY_LABELS[p]) for p in row.parties],
    }


urlpatterns = [path("grants/", grants, name="grants")]
