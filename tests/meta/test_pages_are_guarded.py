"""Every page: nothing inline, every header, no form without its token, no way to another site."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.meta.crawling import client_of
from tests.meta.crowd import Crowd
from tests.meta.page_forms import read_page
from tests.meta.visits import VISITS, all_names
from tests.web.sessions import as_actor
from tests.world import CLERK
from yimen.rules.access import PUBLIC

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "http:evil.example",
    "javascript:alert(1)",
    "https:///evil.example",
    "/desk/\r\nLocation: https://evil.example/",
)
_OWN = re.compile(r"^(?:/|\?|#|mailto:|tel:|data:image/|https?://)")


class _Guard(HTMLParser):
    """Takes down what a page must not have: inline scripts and styles, handlers, things from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if (tag == "script" and "src" not in given) or tag in {"style", "iframe", "object", "embed"}:
            self.faults.append(f"<{tag}>")
        self.faults += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action", "formaction"):
            value = given.get(name, "/")
            foreign = name != "href" and value.startswith(("http:", "https:", "//"))
            if foreign or (value and not _OWN.match(value)):
                self.faults.append(f"{tag} {name}={value}")


def test_every_page_has_every_header_and_nothing_inline(crowd: Crowd) -> None:
    faults = []
    for name, visits in VISITS.items():
        for visit in visits:
            answer = client_of(visit.who, visit.cookies).get(visit.url(crowd))
            faults += [f"{name}: {fault}" for fault in _faults_of(answer, personal=visit.who is not PUBLIC)]
    assert faults == []


def _faults_of(answer: HttpResponseBase, *, personal: bool) -> list[str]:
    faults = [
        f"{name} {answer.headers.get(name)}"
        for name, told in EVERYWHERE.items()
        if answer.headers.get(name) != told
    ]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy and policy != "default-src 'none'; sandbox":
        faults.append(f"policy {policy}")
    if "unsafe" in policy or "geolocation=()" not in answer.headers.get("Permissions-Policy", ""):
        faults.append("policies")
    if personal and answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", ""):
        faults.append("may be kept by a shared computer")
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        guard = _Guard()
        guard.feed(answer.content.decode())
        faults += guard.faults
    return faults


def test_every_address_refuses_a_form_without_its_token(crowd: Crowd) -> None:
    strict, open_doors = Client(enforce_csrf_checks=True), []
    strict.cookies.update(as_actor(CLERK).cookies)
    for name, pattern in all_names():
        if name.startswith("api-v1:"):
            continue
        url = VISITS[name][0].url(crowd) if name in VISITS else reverse(name, args=_args_of(pattern, crowd))
        if strict.post(url.partition("?")[0], {"text": "x"}).status_code != 403:
            open_doors.append(name)
    assert open_doors == []


def _args_of(pattern: object, crowd: Crowd) -> list[object]:
    return [crowd.his.case.pk] if "<" in str(pattern.pattern) else []  # type: ignore[attr-defined]


def test_logging_in_never_leads_to_another_site(pages: None) -> None:
    for onward in ELSEWHERE:
        _never_leads_to(onward)


def _never_leads_to(onward: str) -> None:
    client = as_actor(CLERK)
    for answer in (
        client.post("/desk/post/", {"post_id": str(CLERK.post_id), "next": onward}),
        client.post("/large-text/", {"next": onward}),
    ):
        assert answer.status_code == 302
        assert urlsplit(answer["Location"]).netloc == ""
        assert answer["Location"].startswith("/")
        assert not {"\r", "\n"} & set(answer["Location"])
    for url in ("/desk/login/", "/login/"):
        forms, _ = read_page(Client().get(url, {"next": onward}).content.decode(), url)
        kept = [each.value for form in forms for each in form.fields if each.name == "next"]
        assert [each for each in kept if each.startswith(("http", "//", "/\\", "\\"))] == []


def test_another_host_name_gets_no_page(pages: None) -> None:
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1@evil.example"):
        answer = Client().get("/", HTTP_HOST=host)
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()
    assert Client().get("/", HTTP_X_FORWARDED_HOST="evil.example").status_code == 200
    assert "*" not in django_settings.ALLOWED_HOSTS
