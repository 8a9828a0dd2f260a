"""What visitors of the residents' door send, and what they read."""

import html
import re
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.usecases.cases.journey import ANSWERS, PNG
from tests.world import ITEM_CODE, MATERIALS, VILLAGE

APPLY = f"/items/{ITEM_CODE}/apply/"
FORM = {**ANSWERS, "village_code": VILLAGE}


def text_of(answer: Any) -> str:
    """The page with its entities read."""
    return html.unescape(answer.content.decode())


def hidden(answer: Any, name: str) -> str:
    """The value of the first hidden field of this name on the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, f"no field {name}"
    return html.unescape(found[1])


def post(client: Client, url: str, fields: dict[str, Any]) -> Any:
    """Send a form with the marks of the page that it stands on."""
    return client.post(url, {"request_key": "k" * 24, **fields})


def upload(client: Client, draft_id: UUID, content: bytes = PNG, name: str = "照片.png", at: int = 0) -> Any:
    """Hand in one file for a material."""
    url = reverse("portal:apply_upload", args=[draft_id, MATERIALS[at]])
    return post(client, url, {"file": SimpleUploadedFile(name, content)})
