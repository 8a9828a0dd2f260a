"""`/manage/words/`: under which words people find items: added, ended, tried; what was looked for in vain."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, Party
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.search_words import WORD_LENGTH
from yimen.usecases.catalog.queries import list_items
from yimen.usecases.catalog.search_misses import drop_search_miss, list_search_misses
from yimen.usecases.catalog.search_words import (
    Ranked,
    Trial,
    WordRow,
    add_search_word,
    end_search_word,
    list_search_words,
    try_search_word,
)
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_PAGE = 50
_MOST_CHOICES = 1000
_DONE = {
    "add": N_("已添加，群众现在就能用这个说法查到。"),
    "end": N_("已停用，这个说法不再指向那个事项。"),
    "drop": N_("已移走。再有人这样查，会重新记下。"),
}


@page("catalog.edit_search_words")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PageRequest) -> HttpResponse:
    """The words in force, the form for a new one with its try-out, and what was looked for in vain."""
    typed = request.POST if request.method == "POST" else request.GET
    values = {name: typed.get(name, "").strip() for name in ("word", "item_code", "query")}
    if request.method != "POST" or "try" in request.POST:
        return _show(request, values, is_tried="try" in typed)
    try:
        add_search_word(
            actor=request.actor,
            now=request.now,
            word=values["word"],
            item_code=values["item_code"],
            request_key=key_for(request, values["word"], values["item_code"]),
        )
    except RuleViolation as refusal:
        return _show(request, values, refusal=refusal)
    return redirect(f"{reverse('manage:words')}?done=add")


@page("catalog.end_search_word")
@require_POST
def end_word(request: PageRequest, word_id: UUID) -> HttpResponse:
    """End a word; refuses one of another place."""
    end_search_word(
        actor=request.actor, now=request.now, word_id=word_id, request_key=key_for(request, str(word_id))
    )
    return redirect(f"{reverse('manage:words')}?done=end")


@page("catalog.drop_search_miss")
@require_POST
def drop_miss(request: PageRequest, miss_id: UUID) -> HttpResponse:
    """Forget what was looked for in vain."""
    drop_search_miss(
        actor=request.actor, now=request.now, miss_id=miss_id, request_key=key_for(request, str(miss_id))
    )
    return redirect(f"{reverse('manage:words')}?done=drop")


def _show(
    request: PageRequest,
    values: Mapping[str, str],
    *,
    is_tried: bool = False,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    trial: Trial | None = None
    if is_tried:
        try:
            trial = try_search_word(
                actor=request.actor,
                query=values["query"] or values["word"],
                word=values["word"],
                item_code=values["item_code"],
            )
        except NotFound:
            raise
        except RuleViolation as found:
            refusal = found
    faults = {refusal.field or "word": sentence_of(refusal)} if refusal is not None else {}
    rows = list_search_words(actor=request.actor, after=request.GET.get("after", ""), limit=_PAGE + 1)
    last = rows[_PAGE - 1] if len(rows) > _PAGE else None
    done = request.GET.get("done", "")
    context = {
        "notices": [{"kind": "success", "title": gettext(_DONE[done]), "text": ""}] if done in _DONE else [],
        "everywhere": request.actor.party is Party.CITY_OFFICER,
        "rows": [_row(row) for row in rows[:_PAGE]],
        "next_url": f"?{urlencode({'after': f'{last.word}|{last.word_id}'})}" if last else "",
        "misses": [
            {
                "words": miss.words,
                "count": miss.count,
                "last_day": miss.last_day,
                "make_url": f"?{urlencode({'word': miss.words})}#new-word",
                "drop_url": reverse("manage:drop_miss", args=[miss.miss_id]),
            }
            for miss in list_search_misses(actor=request.actor)
        ],
        "fields": _fields(values, faults),
        "query": values["query"],
        "trial": _trial(trial, values["query"] or values["word"]) if trial else None,
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "request_key": fresh_key(),
    }
    return render(request, "manage/words.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def _fields(values: Mapping[str, str], faults: Mapping[str, str]) -> list[dict[str, Any]]:
    choices = [(item.code, item.short_name) for item in list_items(after_code="", limit=_MOST_CHOICES)]
    return [
        {
            "kind": "text",
            "name": "word",
            "label": gettext("群众怎么说"),
            "hint": gettext("一个说得清是什么事的词，例如“起房”“杀树”。不写人名、号码。"),
            "value": values["word"],
            "error": faults.get("word", ""),
            "maxlength": WORD_LENGTH,
        },
        {
            "kind": "select",
            "name": "item_code",
            "label": gettext("指的是哪个事项"),
            "options": [{"value": code, "label": name} for code, name in choices],
            "placeholder": gettext("请选择"),
            "value": values["item_code"],
            "error": faults.get("item_code", ""),
        },
    ]


def _trial(trial: Trial, query: str) -> dict[str, Any]:
    return {
        "query": query,
        "before": [_ranked(each) for each in trial.before],
        "after": [_ranked(each) for each in trial.after],
        "same": trial.before == tuple(Ranked(name=each.name, sure=each.sure) for each in trial.after),
    }


def _ranked(each: Ranked) -> dict[str, Any]:
    return {"name": each.name, "sure": each.sure, "moved": each.moved}


def _row(row: WordRow) -> dict[str, Any]:
    return {
        "word": row.word,
        "item_name": row.item_name,
        "everywhere": row.everywhere,
        "added_at": row.added_at,
        "added_by": row.added_by,
        "end_url": reverse("manage:end_word", args=[row.word_id]) if row.mine else "",
    }


urlpatterns = [
    path("words/", words, name="words"),
    path("words/<uuid:word_id>/end/", end_word, name="end_word"),
    path("words/missed/<uuid:miss_id>/drop/", drop_miss, name="drop_miss"),
]
