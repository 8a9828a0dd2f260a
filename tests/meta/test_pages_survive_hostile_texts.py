"""No form, query or address answers with a bug, whatever stands in it: always a sentence.

The forms are sent beside the hostile files, by `test_doors_survive_hostile_files`.
"""

import re
from collections.abc import Iterator
from itertools import islice

from django.http.response import HttpResponseBase
from django.urls import URLPattern

from tests.meta.crawling import Sending, client_of, encoded, send
from tests.meta.crowd import Crowd
from tests.meta.hostile_texts import HOSTILE, LONG, SCRIPT
from tests.meta.visits import VISITS, all_names

_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}")
_ASKED = re.compile(r"GET(?:\.get\(|\.getlist\(|\[)\"(\w+)\"")
_VALUES = list(HOSTILE.items())
_MIXES = 2


def fault_of(answer: HttpResponseBase) -> str:
    """What is wrong with an answer to hostile input, or nothing."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {getattr(answer, 'exc_info', None)}"
    if answer.status_code in {301, 302} or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    words = answer.content.decode()
    if SCRIPT in words:
        return "shows markup as markup"
    return "" if _SENTENCE.search(words) else f"{answer.status_code} without a sentence"


def _tries(sending: Sending, turn: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Honest; hostile mixtures in all fields; one hostile value in every fourth; a million signs in one.

    Values and fields take turns, so that over all forms every value meets every kind of field.
    """
    base = sending.form.base
    yield "honest", base
    for mix in range(_MIXES):
        yield (
            f"mixture {mix}",
            {name: _VALUES[(turn + 13 * mix + 7 * at) % len(_VALUES)][1] for at, name in enumerate(base)},
        )
    for at, name in enumerate(base):
        if (at + turn) % 4 == 0:
            why, value = _VALUES[(turn + 7 * at) % len(_VALUES)]
            yield f"{name}: {why}", base | {name: value}
    if base and turn % 8 == 0:
        last = list(base)[-1]
        yield f"{last}: a million signs", base | {last: "x" * LONG}


def faults_of_texts(forms: list[Sending]) -> list[str]:
    """What is wrong with the answers, having sent each form in all its ways (and enough of them)."""
    faults, sent = [], 0
    for turn, sending in enumerate(forms):
        client = client_of(sending.who, sending.cookies)
        for why, fields in _tries(sending, turn):
            fault = fault_of(send(client, sending, fields))
            sent += 1
            if fault:
                faults.append(f"{sending.page} {sending.form.action} {sending.button} {why}: {fault}")
    assert sent > 400
    return faults


def test_every_query_answers_hostile_texts_with_a_sentence(crowd: Crowd) -> None:
    faults = []
    for turn, (name, visits) in enumerate(VISITS.items()):
        visit = visits[0]
        client = client_of(visit.who, visit.cookies)
        url = visit.url(crowd).partition("?")[0]
        for mix in range(_MIXES):
            told = {
                key: _VALUES[(turn + 13 * mix + 7 * at) % len(_VALUES)][1]
                for at, key in enumerate(_query_names())
            }
            fault = fault_of(client.get(url, QUERY_STRING=encoded(told)))
            if fault:
                faults.append(f"{name} mixture {mix}: {fault}")
    assert faults == []


def test_every_address_answers_hostile_texts_with_a_sentence(crowd: Crowd) -> None:
    faults, asked = [], 0
    for turn, (name, pattern) in enumerate(all_names()):
        if name not in VISITS or not pattern.pattern.converters:
            continue
        visit = VISITS[name][0]
        client = client_of(visit.who, visit.cookies)
        for why, url in islice(_addresses(pattern, visit.url(crowd), turn), 5):
            asked += 1
            fault = fault_of(client.get(url))
            if fault:
                faults.append(f"{name} {why}: {fault}")
    assert faults == []
    assert asked > 60


def _query_names() -> list[str]:
    from tests.meta.house import source_files

    found = {
        name for path in source_files("web") for name in _ASKED.findall(path.read_text(encoding="utf-8"))
    }
    return sorted(found | {"after", "number", "check_code", "page", "act"})


def _addresses(pattern: URLPattern, url: str, turn: int) -> Iterator[tuple[str, str]]:
    """The address with its last part that varies replaced, in the way that its kind lets through."""
    path = url.partition("?")[0]
    parts = path.split("/")
    kinds = {type(each).__name__ for each in pattern.pattern.converters.values()}
    last = (
        len(parts)
        - 1
        - str(pattern.pattern)
        .rstrip("/")
        .split("/")[::-1]
        .index(next(each for each in str(pattern.pattern).split("/")[::-1] if "<" in each))
        - (1 if path.endswith("/") else 0)
    )
    values = {
        "no such id": "00000000-0000-0000-0000-000000000000",
        "the last id": "f" * 8 + "-ffff" * 3 + "-" + "f" * 12,
    }
    if kinds != {"UUIDConverter"}:
        values |= {
            "NUL": "%00",
            "digits": "9" * 40,
            "long": "a" * 5000,
            "no text": "%ED%A0%80",
            "up": "%2e%2e",
        }
        values |= {"other digits": "%C2%B2%D9%A3", "dash": "-", "markup": "%3Cscript%3Ealert(1)"}
    for why, value in values.items():
        yield why, "/".join([*parts[:last], value, *parts[last + 1 :]])
