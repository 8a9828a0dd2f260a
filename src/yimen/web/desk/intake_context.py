"""Draws the counter's screen: plain dictionaries in the shape that its templates name."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yimen.rules.access import Actor
from yimen.rules.case_forms import IDENTITY_CHECK_LABELS, IdentityCheck, identity_checks
from yimen.rules.case_intake import COUNTER_CHECKS
from yimen.rules.cases import ENDS, CaseState
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.queries import Handout, IntakeDesk
from yimen.usecases.cases.queries.handouts import LARGE_KINDS
from yimen.usecases.cases.queries.intake import ChosenItem
from yimen.usecases.catalog.catalogue import ItemHit

_SEARCH = "q"


def _identity_checks(item: ChosenItem | None) -> tuple[IdentityCheck, ...]:
    """The ways of a counter, and for an information request a copy of the card."""
    return identity_checks(item.family, among=COUNTER_CHECKS) if item else COUNTER_CHECKS


def intake_context(
    desk: IntakeDesk,
    typed: dict[str, str],
    faults: dict[str, str],
    hits: Sequence[ItemHit] | None,
    actor: Actor,
) -> dict[str, Any]:
    """Everything but the keys of the form; `faults` are sentences by field."""
    item = desk.item
    materials = _materials(item, typed, faults) if item else []
    first = f"verdict-{materials[0]['id']}" if materials else ""
    named = {"materials": first, "verdicts": first, "item": "q"}
    return {
        "typed": typed,
        "errors": [{"field": named.get(n, n), "sentence": s} for n, s in faults.items()],
        "faults": faults,
        "said": _said(desk, typed, hits),
        "focus": "" if faults else _focus(desk, typed),
        "identities": [
            {"value": way.value, "label": gettext(IDENTITY_CHECK_LABELS[way]), "key": number}
            for number, way in enumerate(_identity_checks(item), start=1)
        ],
        "by_representative": typed.get("identity_check") == IdentityCheck.BY_REPRESENTATIVE.value,
        "villages": [{"value": each.code, "label": f"{each.letter} {each.name}"} for each in desk.villages],
        "colleagues": [
            {"value": str(each.post_id), "label": f"{each.name}（{gettext(each.role_label)}）"}
            for each in desk.colleagues
        ],
        "first_contact": typed.get("first_contact") or str(actor.post_id or ""),
        "item": _item(item) if item else None,
        "materials": materials,
        "result": typed.get("result") or gettext("已当场办好，结果交给申请人。"),
        "hits": None if hits is None else hit_rows(hits),
        "duplicates": [
            {
                "number": each.number,
                "state_label": gettext(each.state_label),
                "received_at": each.received_at,
                "url": reverse("desk:case", args=[each.id]),
            }
            for each in desk.duplicates
        ],
        "visit": _visit(desk.visit),
        "items_url": reverse("desk:intake_items"),
        "list_url": reverse("desk:intake_list"),
    }


def _visit(cases: Sequence[Any]) -> list[dict[str, str]]:
    return [
        {
            "number": each.number,
            "item_name": each.item_name,
            "state_label": gettext(each.state_label),
            "url": reverse("desk:intake_done", args=[each.id]),
        }
        for each in cases
    ]


def hit_rows(hits: Sequence[ItemHit]) -> list[dict[str, Any]]:
    """Found items: what kind, how long, and whether they are done at once."""
    return [
        {
            "code": each.code,
            "name": each.short_name,
            "words": " · ".join(w for w in (each.family_label, each.limit_words) if w),
            "is_instant": each.family.value == "INSTANT",
        }
        for each in hits
    ]


def _item(item: ChosenItem) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "words": " · ".join(each for each in (item.family_label, item.limit_words) if each),
        "is_instant": item.is_instant,
        "sensitive": item.sensitive,
    }


def _materials(item: ChosenItem, typed: dict[str, str], faults: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(each.material_id),
            "name": each.name,
            "need": gettext("必要") if each.required else gettext("非必要"),
            "required": each.required,
            "words": "" if each.verified else gettext("未核实"),
            "verdict": typed.get(f"verdict-{each.material_id}", ""),
            "reason": typed.get(f"reason-{each.material_id}", ""),
            "error": faults.get(f"reason-{each.material_id}", ""),
        }
        for each in item.materials
    ]


def _said(desk: IntakeDesk, typed: dict[str, str], hits: Sequence[ItemHit] | None) -> str:
    """One sentence on what has just come, for the live region."""
    if hits is not None:
        return ngettext("找到 {count} 个事项。", "找到 {count} 个事项。", len(hits)).format(count=len(hits))
    if desk.item is not None:
        count = len(desk.item.materials)
        return gettext("已选{item}，{count} 样材料。").format(item=desk.item.name, count=count)
    if typed.get("known") == "1":
        open_count = int(typed.get("open_count") or 0)
        return gettext("办过事的人，已带出姓名和村。在办 {count} 件。").format(count=open_count)
    if typed.get("known") == "0":
        return gettext("身份证号没有错。这个人第一次来，请填姓名和村。")
    return ""


def _focus(desk: IntakeDesk, typed: dict[str, str]) -> str:
    """The id of the field where the work goes on."""
    if not typed.get("looked"):
        return "field-id_no"
    for name in ("name", "village_code", "identity_check"):
        if not typed.get(name):
            return f"field-{name}"
    if desk.item is None:
        return f"field-{_SEARCH}"
    unmarked = [each for each in desk.item.materials if not typed.get(f"verdict-{each.material_id}")]
    return f"field-verdict-{unmarked[0].material_id}" if unmarked else "intake-go"


def done_context(handout: Handout) -> dict[str, Any]:
    """What stands on the page after a case was taken in."""
    papers = [
        {
            "label": gettext(each.label),
            "number": each.number,
            "url": reverse("desk:paper", args=[handout.case_id, each.id]) if each.is_ready else "",
            "large_url": reverse("desk:large_print", args=[handout.case_id, each.id])
            if PaperKind(each.kind) in LARGE_KINDS
            else "",
            "is_notice": each.kind == PaperKind.ONE_TIME_NOTICE.value,
        }
        for each in handout.papers
    ]
    heads = {
        CaseState.CORRECTING: gettext("已登记，一次性告知补正"),
        CaseState.CLOSED: gettext("当场办结"),
    }
    return {
        "head": heads.get(handout.state, gettext("已收件")),
        "case": {
            "id": str(handout.case_id),
            "number": handout.number,
            "check_code": handout.check_code,
            "item_name": handout.item_name,
            "applicant_name": handout.applicant_name,
            "phone_masked": handout.phone_masked,
            "state_label": gettext(handout.state_label),
            "url": reverse("desk:case", args=[handout.case_id]),
            "is_over": handout.state in ENDS,
            "visit_id": str(handout.visit_id or ""),
        },
        "papers": papers,
        "is_waiting": any(not each["url"] for each in papers),
        "visit": _visit(handout.visit),
    }
