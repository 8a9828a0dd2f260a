"""Hands out stored files: never executed, never guessed at, never cached."""

from io import BytesIO

from django.http import FileResponse
from django.http.response import HttpResponseBase

from yimen.usecases.documents.files import OpenedFile

# What a browser shows by itself without running anything of it.
_SHOWN = {"application/pdf", "image/jpeg", "image/png"}


def send_file(file: OpenedFile, *, inline: bool) -> HttpResponseBase:
    """The file as a download, or to be looked at when it is of a kind that cannot act."""
    shown = inline and file.media_type in _SHOWN
    response = FileResponse(
        BytesIO(file.content), as_attachment=not shown, filename=file.name, content_type=file.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
