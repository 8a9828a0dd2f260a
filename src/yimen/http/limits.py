"""Bounds what one request may carry, in a way that still lets the page answer in words."""

from collections.abc import Callable
from typing import IO, Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yimen.http.problems import is_api_call, problem

FILE_LIMIT = 20 * 1024 * 1024
BODY_LIMIT = 256 * 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Keeps at most FILE_LIMIT + 1 bytes of a file and reads the rest away, counting it.

    So a 60 MB photograph costs no memory, and the form comes back with a sentence instead of a
    broken connection. The uploaded file's `true_size` says how large it really was.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._kept = bytearray()
        self._seen = 0
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Keep what fits, count the rest."""
        self._seen += len(raw_data)
        room = FILE_LIMIT + 1 - len(self._kept)
        if room > 0:
            self._kept += raw_data[:room]

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":  # noqa: ARG002 - Django's signature
        """Hand over what was kept, marked with the size that came."""
        upload = SimpleUploadedFile(self.file_name or "", bytes(self._kept), self.content_type or "")
        upload.true_size = self._seen  # type: ignore[attr-defined]
        return upload


def true_size(upload: "UploadedFile[bytes] | IO[bytes]") -> int:
    """The size in bytes that came over the wire, also of a file that was cut."""
    return int(getattr(upload, "true_size", getattr(upload, "size", 0) or 0))


class BodyLimitMiddleware:
    """Refuses a body beyond BODY_LIMIT at once, with the designed page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the announced length before anything is read."""
        try:
            announced = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            announced = 0
        if announced <= BODY_LIMIT:
            return self._get_response(request)
        sentence = gettext("一次上传的内容太大了，请分几次传，每个文件不超过 20 MB。")
        if is_api_call(request):
            return problem(413, "request.too_large", sentence)
        return render(request, "errors/413.html", {"sentence": sentence}, status=413)
