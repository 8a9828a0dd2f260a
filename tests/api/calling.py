"""Calls the API as a program does, with a token of a member of the world."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import NOW
from yimen.rules.access import Actor, system_actor
from yimen.usecases.people.tokens import add_token

OPERATOR = system_actor("yimen token")


def token_of(actor: Actor, *, name: str = "对接系统") -> str:
    """A fresh token for the actor's post."""
    assert actor.post_id is not None
    return add_token(actor=OPERATOR, now=NOW, post_id=actor.post_id, name=name).secret


class Caller:
    """A program with one token, or none."""

    def __init__(self, secret: str | None = None) -> None:
        self._client = Client(raise_request_exception=True)
        self._headers = {} if secret is None else {"authorization": f"Bearer {secret}"}

    def get(self, path: str, **query: Any) -> Any:
        """GET below /api/v1."""
        return self._client.get(f"/api/v1{path}", query, headers=self._headers)

    def post(self, path: str, body: Any, *, key: str | None = None) -> Any:
        """POST JSON below /api/v1, with an Idempotency-Key when one is given."""
        headers = self._headers | ({} if key is None else {"idempotency-key": key})
        return self._client.post(f"/api/v1{path}", body, content_type="application/json", headers=headers)

    def send(self, method: str, path: str, body: Any) -> Any:
        """JSON by any method below /api/v1."""
        return self._client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers=self._headers,
        )

    def post_raw(self, path: str, body: bytes) -> Any:
        """POST bytes that call themselves JSON."""
        return self._client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=self._headers
        )

    def upload(self, path: str, name: str, content: bytes, *, key: str | None = None) -> Any:
        """POST one file as a form does."""
        headers = self._headers | ({} if key is None else {"idempotency-key": key})
        return self._client.post(
            f"/api/v1{path}", {"file": SimpleUploadedFile(name, content)}, headers=headers
        )
