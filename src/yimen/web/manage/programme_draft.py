"""`/manage/programme/draft/`: the city loads the file of a programme, looks at it, and publishes it."""

import hashlib
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.programme import GROUP_ROLE_LABELS, GroupRole
from yimen.rules.tables import decode_table
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.programme.drafts import get_draft
from yimen.usecases.programme.loading import ProgrammeRefused, load_programme
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.programme.sheets import make_programme_file
from yimen.web.manage.programme import part_row, task_row
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_MOST_BYTES = 1024 * 1024
# How an .xlsx and an .xls begin; all else is read as a text.
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
# Whoever sends another kind of table hears of its first rows, not of a hundred thousand.
_MOST_FINDINGS = 200


class NoProgrammeFile(RuleViolation):
    """The form came without a file."""

    code = "programme.no_file"
    template = N_("请先选一个文件。")


class ProgrammeFileTooLarge(RuleViolation):
    """A file far larger than any programme."""

    code = "programme.file_too_large"
    template = N_("文件超过 1 MB，不像是一份方案，没有读它。")
    refusal = Refusal.TOO_LARGE


@page("programme.load")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_draft(request: PageRequest) -> HttpResponse:
    """What waits to be published, and the form for a file; a POST loads the file, or publishes what waits."""
    if request.method != "POST":
        return _show(request, None)
    try:
        if request.POST.get("act") == "PUBLISH":
            return _publish(request)
        _load(request)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, refusal)
    return redirect(f"{reverse('manage:programme_draft')}?done=loaded")


def _load(request: PageRequest) -> None:
    file = request.FILES.get("file")
    if file is None:
        raise NoProgrammeFile(field="file")
    if true_size(file) > _MOST_BYTES:
        raise ProgrammeFileTooLarge(field="file")
    content = file.read()
    if content.startswith(_WORKBOOKS):
        load_programme(
            actor=request.actor,
            now=request.now,
            content=content,
            request_key=key_for(request, hashlib.sha256(content).hexdigest()),
        )
        return
    text, _ = decode_table(content)
    load_programme(actor=request.actor, now=request.now, text=text, request_key=key_for(request, text))


@page("programme.load")
@never_cache
@require_safe
def programme_file(request: PageRequest) -> HttpResponseBase:
    """What is in force as a workbook, to write the next one from."""
    made = make_programme_file(actor=request.actor, city_code=request.actor.scope_code)
    file = OpenedFile(name=made.name, media_type=made.media_type, content=made.content, sha256="")
    return send_file(file, inline=False)


def _publish(request: PageRequest) -> HttpResponse:
    year = request.POST.get("year", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise NotFound(field="year")
    publish_programme(
        actor=request.actor,
        now=request.now,
        city_code=request.actor.scope_code,
        year=int(year),
        request_key=key_for(request, "publish", year),
    )
    return redirect(f"{reverse('manage:programme')}?done=published&year={year}")


def _show(request: PageRequest, refusal: RuleViolation | None) -> HttpResponse:
    draft = get_draft(actor=request.actor, city_code=request.actor.scope_code, today=request.now.date())
    findings = refusal.findings if isinstance(refusal, ProgrammeRefused) else ()
    file_words = sentence_of(refusal) if refusal is not None and refusal.field == "file" else ""
    context: dict[str, Any] = {
        "field": {
            "kind": "file",
            "name": "file",
            "label": gettext("方案文件"),
            "hint": gettext("Excel（.xlsx、.xls）、CSV 或者制表符分隔的文本；有一处不对，整份不导入"),
            "error": file_words,
            "accept": ".xlsx,.xls,.csv,.tsv,.txt",
        },
        "errors": [{"field": refusal.field or "", "sentence": sentence_of(refusal)}] if refusal else [],
        "findings": [
            {"line": each.line, "column": each.column, "words": gettext(each.template).format(**each.values)}
            for each in findings[:_MOST_FINDINGS]
        ],
        "sheet": refusal.sheet if isinstance(refusal, ProgrammeRefused) else "",
        "more_findings": max(0, len(findings) - _MOST_FINDINGS),
        "draft": draft,
        "tasks": [task_row(each, draft.head.year, request.actor.scope_code) for each in draft.tasks]
        if draft
        else [],
        "seats": [
            {"role": gettext(GROUP_ROLE_LABELS[GroupRole(role)]), "office": office, "name": name}
            for role, office, name in (draft.group if draft else ())
        ],
        "late": [part_row(each) for each in (draft.late if draft else ())],
        "request_key": fresh_key(),
        "notices": [{"kind": "success", "title": gettext("读进来了，看过再公布。")}]
        if request.GET.get("done") == "loaded"
        else [],
    }
    return render(
        request, "manage/programme_draft.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


urlpatterns = [
    path("programme/draft/", programme_draft, name="programme_draft"),
    path("programme/draft/programme.xlsx", programme_file, name="programme_file"),
]
