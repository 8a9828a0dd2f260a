"""Sends every form of every page, as the person whom the page is for, with whatever is put in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urlsplit

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.meta.crowd import Crowd
from tests.meta.page_forms import Form, read_page
from tests.meta.visit import Visit
from tests.meta.visits import VISITS
from tests.web.sessions import as_actor
from yimen.rules.access import PUBLIC, Actor

_FORM = "application/x-www-form-urlencoded"
_MOST_LINKS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """One way to send one form of one page."""

    page: str
    who: Actor
    cookies: Mapping[str, str]
    form: Form
    button: tuple[str, str]


def client_of(who: Actor, cookies: Mapping[str, str]) -> Client:
    """A client in whose session this actor is; bugs come back as 500 instead of ending the crawl."""
    client = Client() if who is PUBLIC else as_actor(who)
    client.raise_request_exception = False
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def all_sendings(crowd: Crowd) -> Iterator[Sending]:
    """Each form of each visited page once for each button, also of what a page opens on itself."""
    seen: set[tuple[object, ...]] = set()
    for name, visits in VISITS.items():
        for visit in visits:
            if visit.posted is None:
                yield from _sendings_of(name, visit, crowd, seen)


def _sendings_of(name: str, visit: Visit, crowd: Crowd, seen: set[tuple[object, ...]]) -> Iterator[Sending]:
    client = client_of(visit.who, visit.cookies)
    start = visit.url(crowd)
    here = urlsplit(start).path
    waiting, opened = [start], {start}
    while waiting:
        url = waiting.pop(0)
        answer = client.get(url)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        forms, links = read_page(answer.content.decode(), url)
        fresh = [each for each in links if urlsplit(each).path == here and urlsplit(each).query]
        for each in fresh:
            if each not in opened and len(opened) < _MOST_LINKS:
                opened.add(each)
                waiting.append(each)
        yield from _fresh(name, visit.who, visit.cookies, forms, seen)


def sendings_on(name: str, who: Actor, html: str, url: str) -> Iterator[Sending]:
    """Each form of a page that is at hand, once for each button."""
    yield from _fresh(name, who, {}, read_page(html, url)[0], set())


def _fresh(
    name: str, who: Actor, cookies: Mapping[str, str], forms: list[Form], seen: set[tuple[object, ...]]
) -> Iterator[Sending]:
    for form in forms:
        for button in form.buttons:
            mark = (who.party, form.mark(button))
            if mark not in seen:
                seen.add(mark)
                yield Sending(page=name, who=who, cookies=cookies, form=form, button=button)


def send(client: Client, sending: Sending, fields: Mapping[str, str]) -> HttpResponseBase:
    """Send the form and take back whatever it changed."""
    name, value = sending.button
    said = {**fields, **({name: value} if name else {})}
    atomic = transaction.atomic()
    atomic._from_testcase = True  # the actions' durable transactions may stand inside
    with atomic:
        answer = _ask(client, sending.form, said)
        transaction.set_rollback(True)
    return answer


def _ask(client: Client, form: Form, said: Mapping[str, str]) -> HttpResponseBase:
    body = encoded(said)
    if form.method != "post":
        path = urlsplit(form.action).path
        return client.get(path, QUERY_STRING=body)
    return client.generic("POST", form.action, body, content_type=_FORM)


def encoded(said: Mapping[str, str]) -> str:
    """The fields as a browser sends them, and as only a program would: half of a surrogate pair too."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in said.items())


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")
