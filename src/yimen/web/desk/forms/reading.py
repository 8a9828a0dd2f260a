"""Reads what a form of the desk carries besides text: numbers and files."""

from django.http import QueryDict

from yimen.http.limits import true_size
from yimen.usecases.cases.evidence import Upload
from yimen.web.shared.requests import PageRequest


def read_number(form: QueryDict, name: str) -> int | None:
    """The whole number in a field, None when there is none or it is no small number."""
    text = form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def read_uploads(request: PageRequest, name: str) -> tuple[Upload, ...]:
    """The files of a field, none when none was chosen; each may be cut off at the limit."""
    return tuple(
        Upload(name=each.name or "", content=each.read(), true_size=true_size(each))
        for each in request.FILES.getlist(name)
    )


def read_upload(request: PageRequest, name: str) -> Upload | None:
    """The first file of a field."""
    found = read_uploads(request, name)
    return found[0] if found else None
