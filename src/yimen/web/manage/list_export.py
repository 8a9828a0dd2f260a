"""`/manage/lists/export/`: lists as files to take away."""

from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.usecases.catalog.sheets.exports import export_items, export_register, export_unit_list
from yimen.usecases.catalog.sheets.platform import export_platform_tables
from yimen.usecases.catalog.sheets.reports import FileOut
from yimen.usecases.documents.files import OpenedFile
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest


@page("catalog.export_lists")
@never_cache
@require_safe
def items_file(request: PageRequest, kind: str) -> HttpResponseBase:
    """All items of the county."""
    return _send(export_items(actor=request.actor, now=request.now, kind=kind))


@page("catalog.export_lists")
@never_cache
@require_safe
def register_file(request: PageRequest, kind: str) -> HttpResponseBase:
    """The register of delegations."""
    return _send(export_register(actor=request.actor, now=request.now, kind=kind))


@page("catalog.export_lists")
@never_cache
@require_safe
def unit_file(request: PageRequest, unit_code: str, kind: str) -> HttpResponseBase:
    """The list of a township or village."""
    return _send(export_unit_list(actor=request.actor, now=request.now, unit_code=unit_code, kind=kind))


@page("catalog.export_lists")
@never_cache
@require_safe
def platform_file(request: PageRequest) -> HttpResponseBase:
    """The tables of the national platform."""
    return _send(export_platform_tables(actor=request.actor, now=request.now))


def _send(found: FileOut) -> HttpResponseBase:
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=False)


urlpatterns = [
    path("lists/export/items.<slug:kind>", items_file, name="export_items"),
    path("lists/export/register.<slug:kind>", register_file, name="export_register"),
    path("lists/export/unit/<slug:unit_code>.<slug:kind>", unit_file, name="export_unit"),
    path("lists/export/up_task.xlsx", platform_file, name="export_platform"),
]
