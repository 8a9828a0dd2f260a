"""Files as answers: their bytes, never kept by caches, never run."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yimen.usecases.documents.files import OpenedFile


def send_bytes(file: OpenedFile) -> HttpResponse:
    """The file as a download under its name, with its digest."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def bytes_of(*media_types: str) -> dict[str, Any]:
    """The `openapi_extra` of an operation that answers 200 with a file of one of these kinds."""
    kinds = {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {"responses": {200: {"content": kinds}}}
