"""`/manage/lists/import/`: a list from elsewhere is brought, mapped, seen row by row, then confirmed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

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
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.list_fields import ListField
from yimen.rules.list_imports import ImportState
from yimen.rules.sheets import SHEET_LIMITS
from yimen.usecases.catalog.sheets.bringing import bring_list
from yimen.usecases.catalog.sheets.dropping import drop_list_import
from yimen.usecases.catalog.sheets.mapping import plan_list_import
from yimen.usecases.catalog.sheets.reading import get_columns, get_import, get_plan, list_imports
from yimen.usecases.catalog.sheets.reports import get_report
from yimen.usecases.catalog.sheets.taking import take_list
from yimen.usecases.documents.files import OpenedFile
from yimen.web.manage.list_import_rows import columns_context, import_row, plan_context
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

ACCEPT = ".xlsx,.xls,.csv,.tsv"


class NoFileChosen(RuleViolation):
    """The form came without a file."""

    code = "sheets.no_file_chosen"
    template = N_("请先选一个表格文件。")


@page("catalog.read_list_imports")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_imports_page(request: PageRequest) -> HttpResponse:
    """The imports of the county, and the form that brings a new file (POST)."""
    if request.method != "POST":
        return _show_all(request)
    try:
        import_id = _bring(request, None)
    except RuleViolation as refusal:
        return _show_all(request, refusal=refusal)
    return redirect(reverse("manage:list_columns", args=[import_id]))


def _bring(request: PageRequest, import_id: UUID | None) -> UUID:
    file = request.FILES.get("file")
    if file is None:
        raise NoFileChosen(field="file")
    content = file.read()
    return bring_list(
        actor=request.actor,
        now=request.now,
        name=file.name or "",
        content=content,
        true_size=true_size(file),
        import_id=import_id,
        request_key=key_for(request, str(import_id or ""), str(len(content)), file.name or ""),
    )


def _file_field(refusal: RuleViolation | None) -> dict[str, Any]:
    return {
        "kind": "file",
        "name": "file",
        "label": gettext("表格文件"),
        "hint": gettext(
            "收 .xlsx、.xls、.csv（UTF-8、GBK 都行），不超过 {most} MB，一张表不超过 {rows} 行。"
            "只读单元格里的内容，公式、宏都不会运行。"
        ).format(most=SHEET_LIMITS.file_bytes // 1024 // 1024, rows=SHEET_LIMITS.rows),
        "error": sentence_of(refusal) if refusal is not None else "",
        "accept": ACCEPT,
    }


def _show_all(request: PageRequest, *, refusal: RuleViolation | None = None) -> HttpResponse:
    after = _uuid(request.GET.get("after", ""))
    found = list_imports(actor=request.actor, after=after)
    here = reverse("manage:list_imports")
    context = {
        "field": _file_field(refusal),
        "errors": [{"field": "file", "sentence": sentence_of(refusal)}] if refusal else [],
        "rows": [import_row(each) for each in found.rows],
        "next_url": f"{here}?after={found.next_key}" if found.next_key else "",
        "first_url": here if after else "",
        "request_key": fresh_key(),
    }
    return render(
        request, "manage/list_imports.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound(field="after") from None


@page("catalog.read_list_imports")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_columns(request: PageRequest, import_id: UUID) -> HttpResponse:
    """Which sheet, which row of headings, which column is what; telling it plans every row (POST)."""
    if request.method != "POST":
        return _show_columns(request, import_id, request.GET)
    columns = _columns(request)
    sheet, row = request.POST.get("sheet", ""), _number(request.POST.get("heading_row", ""))
    try:
        plan_list_import(
            actor=request.actor,
            now=request.now,
            import_id=import_id,
            sheet=sheet,
            heading_row=row,
            columns=columns,
            request_key=key_for(request, sheet, str(row), *map(str, sorted(columns.items()))),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_columns(request, import_id, request.POST, typed=columns, refusal=refusal)
    return redirect(reverse("manage:list_plan", args=[import_id]))


def _columns(request: PageRequest) -> dict[int, ListField]:
    """What was said of each column; an unknown word means that the column is not read."""
    found: dict[int, ListField] = {}
    for name, value in request.POST.items():
        column = _number(name.removeprefix("column_")) if name.startswith("column_") else 0
        if 0 < column <= SHEET_LIMITS.columns and value in ListField.__members__:
            found[column] = ListField[str(value)]
    return found


def _number(text: str) -> int:
    """A number of a row or column; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _show_columns(
    request: PageRequest,
    import_id: UUID,
    asked: Mapping[str, Any],
    *,
    typed: dict[int, ListField] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    shown = get_columns(
        actor=request.actor,
        import_id=import_id,
        sheet=str(asked.get("sheet", "")) if refusal is None or refusal.field != "sheet" else "",
        heading_row=_number(str(asked.get("heading_row", ""))),
    )
    context = columns_context(shown, typed, refusal) | {"request_key": fresh_key()}
    return render(
        request, "manage/list_columns.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


@page("catalog.read_list_imports")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_plan(request: PageRequest, import_id: UUID) -> HttpResponse:
    """Every row with what it would do and what is wrong with it; confirm, mend or give up (POST)."""
    if request.method != "POST":
        if get_import(actor=request.actor, import_id=import_id).state is ImportState.READ:
            return redirect(reverse("manage:list_columns", args=[import_id]))
        return _show_plan(request, import_id)
    act = request.POST.get("act", "")
    if act not in _ACTS:
        raise NotFound(field="act")
    try:
        return redirect(_ACTS[act](request, import_id))
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_plan(request, import_id, refusal=refusal)


def _take(request: PageRequest, import_id: UUID) -> str:
    act, chosen = request.POST.get("act", ""), request.POST.get("adjustment", "")
    take_list(
        actor=request.actor,
        now=request.now,
        import_id=import_id,
        only_good=act == "TAKE_GOOD",
        adjustment_id=_uuid(chosen),
        request_key=key_for(request, act, chosen),
    )
    return reverse("manage:list_plan", args=[import_id])


def _mend(request: PageRequest, import_id: UUID) -> str:
    _bring(request, import_id)
    return reverse("manage:list_plan", args=[import_id])


def _drop(request: PageRequest, import_id: UUID) -> str:
    drop_list_import(
        actor=request.actor, now=request.now, import_id=import_id, request_key=key_for(request, "DROP")
    )
    return reverse("manage:list_imports")


_ACTS: Mapping[str, Callable[[PageRequest, UUID], str]] = {
    "TAKE": _take,
    "TAKE_GOOD": _take,
    "MEND": _mend,
    "DROP": _drop,
}


def _show_plan(
    request: PageRequest, import_id: UUID, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    only_errors = request.GET.get("only") == "errors"
    shown = get_plan(
        actor=request.actor,
        import_id=import_id,
        after_row=_number(request.GET.get("after", "")),
        only_errors=only_errors,
    )
    is_file = refusal is not None and request.POST.get("act") == "MEND"
    context = plan_context(shown, only_errors=only_errors, is_first=not request.GET.get("after")) | {
        "field": _file_field(refusal if is_file else None),
        "errors": [{"field": "file" if is_file else "", "sentence": sentence_of(refusal)}] if refusal else [],
        "request_key": fresh_key(),
    }
    return render(
        request, "manage/list_plan.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


@page("catalog.read_list_imports")
@never_cache
@require_safe
def list_report(request: PageRequest, import_id: UUID) -> HttpResponseBase:
    """The plan as .xlsx to take away, the faulty cells coloured."""
    found = get_report(actor=request.actor, now=request.now, import_id=import_id)
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=False)


urlpatterns = [
    path("lists/import/", list_imports_page, name="list_imports"),
    path("lists/import/<uuid:import_id>/", list_plan, name="list_plan"),
    path("lists/import/<uuid:import_id>/columns/", list_columns, name="list_columns"),
    path("lists/import/<uuid:import_id>/report/", list_report, name="list_report"),
]
