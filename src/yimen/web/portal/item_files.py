"""Blank forms and samples of an item, to download."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from yimen.usecases.documents.item_files import open_item_file
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def item_file(request: PageRequest, code: str, file_id: UUID) -> HttpResponseBase:
    """The file as a download; refuses one that no version of the item names."""
    return send_file(open_item_file(actor=request.actor, item_code=code, file_id=file_id), inline=False)
