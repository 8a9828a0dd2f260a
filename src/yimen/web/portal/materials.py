"""The second step: the files of each material, one form each; what was handed in is kept at once."""

import hashlib
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import BRING_PREFIX
from yimen.rules.errors import RuleViolation
from yimen.rules.uploads import UPLOAD_LIMITS
from yimen.usecases.cases.actions import attach_file, remove_file, save_draft
from yimen.usecases.cases.queries import DraftView, get_draft, open_draft_file
from yimen.usecases.cases.queries.views import FileView, MaterialView
from yimen.web.portal.drafts import of_draft, step_context
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_ACCEPT = "image/jpeg,image/png,application/pdf"
_MEGABYTE = 1024 * 1024


@page("cases.read_own")
@never_cache
@require_safe
@of_draft
def materials(request: PageRequest, draft_id: UUID) -> HttpResponse:
    """All materials with what is there."""
    return _show(request, draft_id)


@page("cases.attach_file")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def upload(request: PageRequest, draft_id: UUID, material_id: UUID) -> HttpResponse:
    """Take one file for one material; what is wrong with it stands at its row."""
    if request.method != "POST":
        return _back(draft_id, material_id)
    file = request.FILES.get("file")
    if file is None:
        sentence = gettext("还没有选文件。请先拍照或选一个文件，再点“上传”。")
        return _show(request, draft_id, wrong={material_id: sentence}, status=400)
    content = file.read()
    try:
        attach_file(
            actor=request.actor,
            now=request.now,
            draft_id=draft_id,
            material_id=material_id,
            name=file.name or "",
            content=content,
            true_size=true_size(file),
            request_key=key_for(
                request, "attach", str(material_id), file.name or "", hashlib.sha256(content).hexdigest()
            ),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        wrong = {material_id: sentence_of(refusal)}
        return _show(request, draft_id, wrong=wrong, status=STATUS[refusal.refusal])
    return _back(draft_id, material_id)


@page("cases.remove_file")
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def remove(request: PageRequest, draft_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away; one that is gone already is gone."""
    if request.method == "POST":
        try:
            remove_file(
                actor=request.actor,
                now=request.now,
                draft_id=draft_id,
                file_id=file_id,
                request_key=key_for(request, "remove", str(file_id)),
            )
        except NotFound:
            # The draft decides: one's own shows its files as they are, a stranger's is not found.
            get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
    return redirect("portal:apply_materials", draft_id)


@page("cases.save_draft")
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def bring(request: PageRequest, draft_id: UUID, material_id: UUID) -> HttpResponse:
    """Mark that the paper of a required material comes to the counter, or take the mark back."""
    if request.method == "POST":
        draft = get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
        mark = "1" if request.POST.get("bring") == "1" else ""
        save_draft(
            actor=request.actor,
            now=request.now,
            item_code=draft.item_code,
            fields={f"{BRING_PREFIX}{material_id}": mark},
            village_code=None,
            request_key=key_for(request, "bring", str(material_id), mark),
        )
    return _back(draft_id, material_id)


@page("cases.read_own")
@require_safe
@of_draft
def file(request: PageRequest, draft_id: UUID, file_id: UUID) -> HttpResponseBase:
    """One's own file, to look at."""
    found = open_draft_file(actor=request.actor, draft_id=draft_id, file_id=file_id)
    return send_file(found, inline=True)


def _back(draft_id: UUID, material_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('portal:apply_materials', args=[draft_id])}#material-{material_id}")


def _show(
    request: PageRequest, draft_id: UUID, *, wrong: dict[UUID, str] | None = None, status: int = 200
) -> HttpResponse:
    draft = get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
    said = wrong or {}
    context: dict[str, Any] = step_context(request, draft.item_code, draft.item_name, 1) | {
        "errors": [{"field": "", "sentence": sentence} for sentence in said.values()],
        "materials": [_row(draft, each, said.get(each.id, "")) for each in draft.materials],
        "limit_words": gettext("照片或 PDF，每个不超过 {most} MB").format(
            most=UPLOAD_LIMITS.max_bytes // _MEGABYTE
        ),
        "accept": _ACCEPT,
        "missing_words": _missing_words(draft),
        "next_url": reverse("portal:apply_review", args=[draft_id]),
        "back_url": reverse("portal:apply", args=[draft.item_code]),
    }
    return render(request, "portal/apply_materials.html", context, status=status)


def _missing_words(draft: DraftView) -> str:
    if not draft.missing_count:
        return ""
    return gettext("还差 {total} 样必要材料。不方便拍照的，可以选“到窗口再交”。").format(
        total=draft.missing_count
    )


def _row(draft: DraftView, material: MaterialView, error: str) -> dict[str, Any]:
    return {
        "id": material.id,
        "name": material.name,
        "need": gettext(material.need),
        "is_required": material.is_required,
        "words": gettext(material.words) if material.words else "",
        "error": error,
        "upload_url": reverse("portal:apply_upload", args=[draft.id, material.id]),
        "request_key": fresh_key(),
        "to_counter": material.to_counter,
        "bring_url": reverse("portal:apply_bring", args=[draft.id, material.id])
        if material.is_required
        else "",
        "bring_key": fresh_key(),
        "files": [_file(draft, each) for each in material.files],
    }


def _file(draft: DraftView, stored: FileView) -> dict[str, Any]:
    url = reverse("portal:apply_file", args=[draft.id, stored.id])
    return {
        "name": stored.name,
        "url": url,
        "size_words": stored.size_words,
        "is_image": stored.is_image,
        "preview_url": url if stored.is_image else "",
        "remove_url": reverse("portal:apply_remove", args=[draft.id, stored.id]),
        "request_key": fresh_key(),
    }
