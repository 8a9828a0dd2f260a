"""Every URL declares the grant that opens it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from yimen.rules.access import GRANTS
from yimen.web.shared.access import ANYONE


def all_patterns(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every leaf of the URL tree, without the API, whose operations declare by themselves."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver) and entry.namespace == "api-v1":
            continue
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry.url_patterns)
        else:
            yield entry


def test_every_url_declares_its_access() -> None:
    silent = [str(p.pattern) for p in all_patterns() if not hasattr(p.callback, "access")]
    assert silent == []


def test_every_declared_access_stands_in_the_grant_table() -> None:
    declared = {p.callback.access for p in all_patterns()}
    assert declared - {ANYONE} <= set(GRANTS)
    assert len(declared) > 1


def test_every_url_has_a_name() -> None:
    assert [str(p.pattern) for p in all_patterns() if not p.name] == []
