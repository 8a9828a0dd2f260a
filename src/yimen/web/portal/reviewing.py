"""The last step: read it once more, declare that it is true, submit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.catalog import Family
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import submit
from yimen.usecases.cases.actions.submit import AlreadySubmitted, NotDeclared, VersionChanged
from yimen.usecases.cases.queries import DraftView, get_draft
from yimen.usecases.cases.queries.views import MaterialView
from yimen.web.portal.drafts import fault_words, field_labels, lead_to_case, of_draft, step_context
from yimen.web.shared.access import page
from yimen.web.shared.parking import take_parked
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest


@page("cases.submit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def review(request: PageRequest, draft_id: UUID) -> HttpResponse:
    """Show all answers, or submit; a second submission of the same draft leads to its case."""
    if request.method == "POST":
        return _submit(request, draft_id)
    parked = take_parked(request) or {}
    checked = request.GET.get("check", "")
    # What a submission refuses is shown by a page of its own address: going back sends nothing again.
    refusal = NotDeclared(field="truthful") if checked == "0" else None
    return _show(request, draft_id, truthful="truthful" in parked or checked == "1", refusal=refusal)


def _submit(request: PageRequest, draft_id: UUID) -> HttpResponse:
    truthful = request.POST.get("truthful") == "1"
    try:
        done = submit(
            actor=request.actor,
            now=request.now,
            draft_id=draft_id,
            declared=truthful,
            request_key=key_for(request, "submit", str(draft_id), str(truthful)),
        )
    except AlreadySubmitted:
        return lead_to_case(request, draft_id)
    except NotFound:
        raise
    except VersionChanged as refusal:
        return _show(request, draft_id, truthful=truthful, refusal=refusal)
    except RuleViolation:
        return redirect(f"{request.path}?check={int(truthful)}")
    return redirect("portal:submitted", done.case_no)


def _show(
    request: PageRequest, draft_id: UUID, *, truthful: bool, refusal: RuleViolation | None = None
) -> HttpResponse:
    draft = get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
    materials_url = reverse("portal:apply_materials", args=[draft_id])
    context: dict[str, Any] = step_context(request, draft.item_code, draft.item_name, 2) | {
        "errors": _errors(draft, refusal),
        "sections": _sections(draft),
        "materials": [_material(each) for each in draft.materials],
        "materials_url": materials_url,
        "office_name": draft.office_name,
        "then_words": _then_words(draft),
        "open_case_no": draft.open_case_no,
        "open_case_url": reverse("portal:own_case", args=[draft.open_case_no]) if draft.open_case_no else "",
        "action": request.path,
        "truthful": truthful,
        "truthful_error": sentence_of(refusal) if isinstance(refusal, NotDeclared) else "",
    }
    status = STATUS[refusal.refusal] if isinstance(refusal, VersionChanged) else 200
    return render(request, "portal/apply_review.html", context, status=status)


def _errors(draft: DraftView, refusal: RuleViolation | None) -> list[dict[str, str]]:
    """Everything that is still open; else what the submission itself refused."""
    found = fault_words(draft)
    if refusal is not None:
        found.append({"field": refusal.field or "", "sentence": sentence_of(refusal)})
    return found


def _sections(draft: DraftView) -> list[dict[str, Any]]:
    labels, fields = field_labels(), draft.fields
    form_url = reverse("portal:apply", args=[draft.item_code])
    missing = gettext("还没有填")

    def row(name: str, text: str) -> dict[str, str]:
        return {"term": labels[name], "text": text or missing}

    who = [row(name, fields.get(name, "")) for name in ("name", "id_no", "phone")]
    what = [row("village_code", draft.village_name), row("request", fields.get("request", ""))]
    return [
        {"title": gettext("申请人"), "edit_url": form_url, "rows": who},
        {"title": gettext("要办的事"), "edit_url": form_url, "rows": what},
    ]


def _material(material: MaterialView) -> dict[str, Any]:
    total = len(material.files)
    if total:
        words = ngettext("{total} 个文件", "{total} 个文件", total).format(total=total)
    elif material.to_counter:
        words = gettext("带到窗口")
    else:
        words = gettext("没有交")
    is_missing = material.is_required and not total and not material.to_counter
    return {"name": material.name, "count_words": words, "is_missing": is_missing}


def _then_words(draft: DraftView) -> str:
    if draft.family is Family.DISCLOSURE:
        return gettext("提交以后不用跑。窗口确认收到，会短信告诉您；从确认那天起 20 个工作日内答复。")
    coming = [each.name for each in draft.materials if each.to_counter and not each.files]
    if coming:
        papers = "、".join(f"“{name}”" for name in coming)
        return gettext("提交以后，请带上身份证和{papers}到窗口核对。核对过，才算正式收件。").format(
            papers=papers
        )
    return gettext("提交以后，请带上身份证到窗口核对。核对过，才算正式收件。")
