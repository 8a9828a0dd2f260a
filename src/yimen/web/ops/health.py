"""`/healthz`: this process answers. `/readyz`: it can do its work."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from yimen.usecases.journal import queries as journal
from yimen.web.shared.access import open_page


@open_page
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Says that the process is alive; asks nothing else."""
    return JsonResponse({"status": "ok"})


@open_page
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Says whether the database answers and is migrated; 503 when not."""
    problem = journal.find_readiness_problem()
    status = "ok" if problem is None else problem
    return JsonResponse({"status": status}, status=200 if problem is None else 503)


@open_page
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Browsers ask for this name whatever the page says; ours is a drawing."""
    return redirect(static("favicon.svg"), permanent=True)
