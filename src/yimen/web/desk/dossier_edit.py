"""`/desk/places/<code>/edit/<part>/`: one part of a dossier, small enough for a phone; empty is 未采集."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import Refusal, RuleViolation
from yimen.rules.institutions import OURS, Institution, version_words
from yimen.rules.place_entries import NO, NOT_POSTED, YES
from yimen.rules.place_facts import FACT_GROUP_LABELS, WINDOW_STATES, Fact, FactGroup, Value
from yimen.usecases.places.dossiers import DossierView, get_dossier
from yimen.usecases.places.recording import record_facts
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_SPARE_ROWS = 2
_LEAST_ROWS = 4
_NOT_A_FACT = {"csrfmiddlewaretoken", "request_key", "form_owner", "revision", "moved"}
Typed = Mapping[str, Sequence[str]]


@page("places.record_facts")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, code: str, part: str) -> HttpResponse:
    """The fields of this part with what is known; a POST records them."""
    if part.upper() not in FactGroup.__members__:
        raise NotFound(field="part")
    group = FactGroup[part.upper()]
    if request.method != "POST":
        return _show(request, code, group)
    raw = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_A_FACT}
    if "all_in_force" in raw:
        raw |= {f"posted_{each.value}": raw.get(f"newest_{each.value}", [""]) for each in Institution}
    revision = request.POST.get("revision", "")
    moved = request.POST.get("moved") == "1"
    try:
        record_facts(
            actor=request.actor,
            now=request.now,
            point_code=code,
            group=group,
            raw=raw,
            revision=int(revision) if revision.isascii() and revision.isdigit() else -1,
            moved=moved,
            request_key=key_for(request, code, part, revision, str(moved), repr(sorted(raw.items()))),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, code, group, typed=raw, moved=moved, refusal=refusal)
    return redirect(f"{reverse('desk:dossier', args=[code])}?done=saved#part-{group.value}")


def _show(
    request: PageRequest,
    code: str,
    group: FactGroup,
    *,
    typed: Typed | None = None,
    moved: bool = False,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    found = get_dossier(actor=request.actor, point_code=code)
    # What somebody else wrote meanwhile must be seen before anything is written over it.
    shown = None if refusal is not None and refusal.refusal is Refusal.CONFLICT else typed
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    lines = dict(found.groups)[group]
    fields: list[dict[str, Any]] = []
    for line in lines:
        fields += _fields(found, line.fact, line.value, shown, wrong)
    names = {each["name"] for each in fields}
    context = {
        "name": found.name,
        "heading": gettext(FACT_GROUP_LABELS[group]),
        "fields": fields,
        "windows": _windows(lines, shown) if group is FactGroup.HALL and found.is_center else None,
        "window_states": [{"value": value, "label": gettext(words)} for value, words in WINDOW_STATES],
        "window_error": wrong.get("windows", ""),
        "newest": _newest(found) if group is FactGroup.POSTED else [],
        "is_place": group is FactGroup.PLACE,
        "moved": moved,
        "revision": found.revision,
        "errors": [
            {"field": n if n in names or n == "windows" else "", "sentence": s} for n, s in wrong.items()
        ],
        "back_url": reverse("desk:dossier", args=[code]),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/dossier_edit.html", context, status=status)


def _fields(
    found: DossierView, fact: Fact, value: Value | None, typed: Typed | None, wrong: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The fields of a fact; the institutions on the wall are eight, the windows have rows of their own."""
    if fact.kind == "windows":
        return []
    if fact.kind == "posted":
        return [_posted(found, each, value, typed, wrong) for each in Institution]
    given = list(typed.get(fact.key, ())) if typed is not None else _known(fact, value)
    field: dict[str, Any] = {
        "name": fact.key,
        "label": gettext(fact.label),
        "hint": gettext(fact.hint) if fact.hint else "",
        "error": wrong.get(fact.key, ""),
        "value": given[0] if given else "",
        "optional": False,
        "sub": bool(fact.needs),
    }
    options: tuple[tuple[str, str], ...]
    if fact.kind == "yes_no":
        options = ((YES, gettext("有")), (NO, gettext("没有")), ("", gettext("没看过")))
        return [field | {"kind": "radios", "options": _options(options)}]
    if fact.kind == "choice":
        options = (*((value, gettext(words)) for value, words in fact.options), ("", gettext("没看过")))
        return [field | {"kind": "radios", "options": _options(options), "is_long": True}]
    if fact.kind == "many":
        ticks = [
            {"value": each, "label": gettext(words), "hint": "", "checked": each in given}
            for each, words in fact.options
        ]
        return [field | {"kind": "ticks", "options": ticks}]
    return [field | _text_parts(fact)]


def _text_parts(fact: Fact) -> dict[str, Any]:
    kinds = {"date": "date", "text": "text"}
    modes = {"whole": "numeric", "number": "decimal", "area": "decimal"}
    return {
        "kind": "text",
        "type": kinds.get(fact.kind, "text"),
        "inputmode": modes.get(fact.kind, ""),
        "unit": gettext(fact.unit) if fact.unit else "",
        "width": "" if fact.kind in kinds else "8",
        "maxlength": int(fact.most) if fact.kind == "text" else "",
    }


def _options(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label, "hint": ""} for value, label in pairs]


def _known(fact: Fact, value: Value | None) -> list[str]:
    """What a field shows of what is known."""
    if value is None:
        return []
    if isinstance(value, bool):
        return [YES if value else NO]
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    if isinstance(value, float):
        return [f"{value:g}" if fact.kind == "area" else str(value).removesuffix(".0")]
    return [str(value)]


def _posted(
    found: DossierView,
    each: Institution,
    value: Value | None,
    typed: Typed | None,
    wrong: Mapping[str, str],
) -> dict[str, Any]:
    """One institution: the version in force first, the older ones, none, not looked at."""
    name = f"posted_{each.value}"
    newest = found.institutions.get(each.value, OURS)
    held = value.get(each.value) if isinstance(value, dict) else None
    known = "" if held is None else (NOT_POSTED if held < 0 else str(held))
    versions = [
        (str(number), version_words(number) + (gettext("（现行）") if number == newest else ""))
        for number in range(newest, OURS - 1, -1)
    ]
    options = (*versions, (NOT_POSTED, gettext("没有挂")), ("", gettext("没看过")))
    return {
        "kind": "radios",
        "name": name,
        "label": gettext(each.label),
        "hint": "",
        "error": wrong.get(name, ""),
        "value": next(iter(typed.get(name, ())), "") if typed is not None else known,
        "options": _options(options),
        "optional": False,
        "sub": False,
    }


def _newest(found: DossierView) -> list[dict[str, Any]]:
    """What the one button says that hangs: the version in force of each, as the page shows it."""
    return [
        {"name": f"newest_{each.value}", "value": found.institutions.get(each.value, OURS)}
        for each in Institution
    ]


def _windows(lines: Sequence[Any], typed: Typed | None) -> list[dict[str, str]]:
    """The departments with some empty rows below them."""
    if typed is not None:
        names, states, notes = (typed.get(f"window_{part}", ()) for part in ("department", "state", "note"))
        rows = [
            {"department": name, "state": state, "note": note}
            for name, state, note in zip(names, states, notes, strict=False)
            if name or note
        ]
    else:
        value = next((line.value for line in lines if line.fact.kind == "windows"), None)
        rows = [dict(each) for each in value or () if isinstance(each, dict)]
    empty = max(_LEAST_ROWS - len(rows), _SPARE_ROWS)
    return [*rows, *({"department": "", "state": "", "note": ""} for _ in range(empty))]


urlpatterns: list[URLPattern] = [
    path("places/<slug:code>/edit/<slug:part>/", edit, name="dossier_edit"),
]
