"""`/manage/items/`: the items of an office; one with its users; its guide written section by section."""

import hashlib
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.item_checks import check_item, has_errors
from yimen.rules.item_contents import ItemContent
from yimen.rules.item_lists import PromiseOverLimit
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem
from yimen.usecases.catalog.editing import Editing, OfficeItem, get_editing, get_item_page, list_office_items
from yimen.usecases.catalog.histories import get_history
from yimen.usecases.documents.item_files import name_files
from yimen.usecases.documents.item_writing import ItemUpload, write_item
from yimen.web.manage.item_drawing import draw_sections, file_ids
from yimen.web.manage.item_form import Flat, NotANumber, compact, flatten, parse
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.version_choice import change_context, number_in

_NOT_A_NUMBER = N_("这里要写数字，不知道就空着。")
_NEW = "new"


@page("catalog.draft_items")
@never_cache
@require_safe
def items(request: PageRequest) -> HttpResponse:
    """The items that bear on the county, by code, found by a word of their name."""
    query = request.GET.get("q", "")[:60].replace("\x00", "").strip()
    found = list_office_items(actor=request.actor, query=query, after=request.GET.get("after", "")[:12])
    more = urlencode({"q": query, "after": found.next_after}) if found.next_after else ""
    context = {
        "q": query,
        "rows": [_row(each) for each in found.rows],
        "next_url": f"{reverse('manage:items')}?{more}" if more else "",
    }
    return render(request, "manage/items.html", context)


@page("catalog.draft_items")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PageRequest, code: str) -> HttpResponse:
    """An item with its users and what the checks say; opening an adjustment leads into the editor (POST)."""
    if request.method == "POST":
        title = request.POST.get("title", "")
        try:
            adjustment_id = begin_adjustment(
                actor=request.actor,
                now=request.now,
                title=title,
                reason=request.POST.get("reason", ""),
                request_key=key_for(request, title),
            )
        except NotFound:
            raise
        except RuleViolation as refusal:
            return _show_item(request, code, refusal)
        return redirect("manage:item_edit", adjustment_id, code)
    return _show_item(request, code)


def _show_item(request: PageRequest, code: str, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_item_page(actor=request.actor, item_code=code)
    context = {
        "item": _row(found.row),
        "findings": _findings(found.content),
        "users": found.users,
        "user_count": found.user_count,
        "adjustments": [
            {
                "title": each.title,
                "has_draft": each.has_draft,
                "url": reverse("manage:item_edit", args=[each.adjustment_id, code]),
            }
            for each in found.open_adjustments
        ],
        "title": request.POST.get("title", "") or gettext("变更：{item}").format(item=found.row.name[:60]),
        "errors": [{"field": refusal.field or "title", "sentence": sentence_of(refusal)}] if refusal else [],
        "versions_url": reverse("manage:item_versions", args=[code]),
        "guide_url": reverse("portal:guide", args=[code]),
        "request_key": fresh_key(),
    }
    return render(request, "manage/item.html", context, status=STATUS[refusal.refusal] if refusal else 200)


@page("catalog.draft_items")
@never_cache
@require_safe
def item_versions(request: PageRequest, code: str) -> HttpResponse:
    """The versions of an item and the difference between any two of them."""
    found = get_history(code, older=number_in(request, "from"), newer=number_in(request, "to"))
    context = {
        "name": found.name,
        "rows": found.rows,
        "item_url": reverse("manage:item", args=[code]),
        "code": code,
        **change_context(found),
    }
    return render(request, "manage/item_versions.html", context)


@page("catalog.draft_items")
@never_cache
@require_safe
def item_new(request: PageRequest, adjustment_id: UUID) -> HttpResponse:  # noqa: ARG001 - every page takes it
    """A fresh place for a new item in an adjustment."""
    return redirect("manage:item_draft", adjustment_id, uuid4())


@page("catalog.draft_items")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_draft(request: PageRequest, adjustment_id: UUID, draft_id: UUID) -> HttpResponse:
    """A new item in an adjustment."""
    return _edit(request, adjustment_id, "", draft_id)


@page("catalog.draft_items")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: PageRequest, adjustment_id: UUID, code: str) -> HttpResponse:
    """An item in an adjustment: written section by section, one more row by a button, saved as a draft."""
    return _edit(request, adjustment_id, code, None)


def _edit(request: PageRequest, adjustment_id: UUID, code: str, draft_id: UUID | None) -> HttpResponse:
    editing = get_editing(actor=request.actor, adjustment_id=adjustment_id, item_code=code, draft_id=draft_id)
    if request.method != "POST":
        return _draw(request, editing, flatten(editing.content), content=editing.content)
    flat = compact({name: request.POST.getlist(name) for name in request.POST})
    if "add" in request.POST:
        return _draw(request, editing, flat, extra=request.POST["add"])
    try:
        uploads = _read_files(request)
        named: Flat = {name: str(file_id) for name, (file_id, _) in uploads.items()}
        write_item(
            actor=request.actor,
            now=request.now,
            adjustment_id=adjustment_id,
            draft=_drafted(editing, draft_id, parse({**flat, **named})),
            files=dict(uploads.values()),
            request_key=key_for(request, *map(str, flat.values())),
        )
    except NotFound:
        raise
    except NotANumber as fault:
        return _draw(request, editing, flat, faults={str(fault.args[0]): gettext(_NOT_A_NUMBER)})
    except RuleViolation as refusal:
        faults = {field_of(refusal): sentence_of(refusal)}
        return _draw(request, editing, flat, faults=faults, status=STATUS[refusal.refusal])
    return redirect(request.path + "?saved=1")


def _drafted(editing: Editing, draft_id: UUID | None, content: ItemContent) -> DraftedItem:
    """What was written, as the change that it is: a part of a split item stays one."""
    return DraftedItem(
        change=editing.change,
        content=content,
        item_code=editing.code,
        from_codes=editing.from_codes,
        draft_id=draft_id,
    )


def field_of(refusal: RuleViolation) -> str:
    """The flat name of the field at fault: `situations.1.choices` stands at `situations-1-choices`."""
    if isinstance(refusal, PromiseOverLimit):
        return "promised"
    name = (refusal.field or "name").replace(".", "-")
    return {"statutory_days": "statutory", "promised_days": "promised", "level": "levels"}.get(name, name)


def _read_files(request: PageRequest) -> dict[str, tuple[UUID, ItemUpload]]:
    """The files that came with the form by the name of their field, each with the id that it shall have.

    The id follows from the form's key and the bytes: the same form sent twice names the same file.
    """
    found = {}
    for name in request.FILES:
        upload = request.FILES.get(name)
        if upload is not None and name.endswith("-file"):
            content = upload.read()
            seed = f"{request.POST.get('request_key', '')}:{name}:{hashlib.sha256(content).hexdigest()}"
            read = ItemUpload(name=upload.name or "", content=content, true_size=true_size(upload))
            found[name.removesuffix("-file")] = (uuid5(NAMESPACE_OID, seed), read)
    return found


def _draw(
    request: PageRequest,
    editing: Editing,
    flat: Flat,
    *,
    content: ItemContent | None = None,
    extra: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = faults or {}
    findings = check_item(content) if content is not None and editing.draft_id else ()
    sections = draw_sections(
        flat,
        extra=extra,
        faults=wrong,
        findings=findings,
        names=name_files(file_ids(flat)),
        code=editing.code,
    )
    context = {
        "editing": editing,
        "name": editing.content.name or gettext("新事项"),
        "sections": sections,
        "errors": [{"field": name, "sentence": words} for name, words in wrong.items()],
        "findings": _findings(content) if findings and content is not None else [],
        "blocked": has_errors(findings),
        "saved": request.GET.get("saved") == "1" and request.method != "POST",
        "changes": [
            {"label": gettext(each.label), "before": each.before, "after": each.after}
            for each in editing.differences
        ],
        "item_url": reverse("manage:item", args=[editing.code]) if editing.code else reverse("manage:items"),
        "action": request.path,
        "request_key": fresh_key(),
    }
    return render(
        request, "manage/item_edit.html", context, status=422 if wrong and status == 200 else status
    )


def _findings(content: ItemContent) -> list[dict[str, Any]]:
    return [
        {
            "is_error": each.severity.value == "ERROR",
            "sentence": gettext(each.template).format(**each.values),
            "source": gettext(each.source),
            "field": each.field.replace(".", "-"),
        }
        for each in check_item(content)
    ]


def _row(each: OfficeItem) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "department": each.department,
        "type_label": gettext(each.type_label),
        "owner_label": gettext("全市统一") if each.is_everywhere else gettext("本县自有"),
        "is_own": each.is_own,
        "number": each.number,
        "standing_label": gettext(each.standing_label),
        "published_at": each.published_at,
        "url": reverse("manage:item", args=[each.code]),
    }


urlpatterns = [
    path("items/", items, name="items"),
    path("items/<slug:code>/", item, name="item"),
    path("items/<slug:code>/versions/", item_versions, name="item_versions"),
    path("items/drafts/<uuid:adjustment_id>/new/", item_new, name="item_new"),
    path("items/drafts/<uuid:adjustment_id>/new/<uuid:draft_id>/", item_draft, name="item_draft"),
    path("items/drafts/<uuid:adjustment_id>/<slug:code>/", item_edit, name="item_edit"),
]
