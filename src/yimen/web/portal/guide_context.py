"""What the pages of a guide share: the answers in an address, and the address with them in it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from yimen.usecases.catalog.guide_parts import GuideMaterial
from yimen.usecases.catalog.queries import Guide


def answers_in(request: HttpRequest) -> dict[str, str]:
    """The answers `s1=2&s2=1` of an address; what fits no question is passed over by the rule."""
    names = [name for name in request.GET if name[:1] == "s" and name[1:].isdecimal()]
    return {name: request.GET.get(name, "") for name in names}


def answers_query(found: Guide) -> str:
    """`?v=3&s1=2`: the version and the answers, so that an address can be sent to somebody else."""
    answers = {f"s{number}": str(choice) for number, choice in found.papers.answers.items()}
    return f"?{urlencode({'v': str(found.version_number), **answers})}"


def guide_url(found: Guide, *, public_url: str) -> str:
    """The whole address of this guide with its answers, as a picture code carries it."""
    return public_url.rstrip("/") + reverse("portal:guide", args=[found.code]) + answers_query(found)


def material_row(found: Guide, each: GuideMaterial) -> dict[str, Any]:
    """A paper to bring, with the addresses of its blank form and its sample."""
    return {
        "name": each.name,
        "need": each.need,
        "words": each.words,
        "amount": each.amount,
        "notes": each.notes,
        "blank_url": _file_url(found, each.blank_form),
        "sample_url": _file_url(found, each.sample),
    }


def _file_url(found: Guide, file_id: str) -> str:
    return reverse("portal:item_file", args=[found.code, file_id]) if file_id else ""
