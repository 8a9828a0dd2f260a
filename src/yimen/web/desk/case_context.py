"""Draws a case for its page: plain dictionaries in the shape that the templates name."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.usecases.cases.queries import CaseView
from yimen.usecases.cases.queries.views import FileView, MaterialView, StampView


def head(case: CaseView, revealed: dict[str, str]) -> dict[str, Any]:
    """The head: number, item, masked applicant, light and both clocks."""
    return {
        "number": case.number,
        "item_name": case.item_name,
        "state_label": gettext(case.state_label),
        "applicant_name": case.applicant_name,
        "id_masked": case.id_masked,
        "id_full": revealed.get("id", ""),
        "phone_masked": case.phone_masked,
        "phone_full": revealed.get("phone", ""),
        "village_name": case.village_name,
        "way_label": gettext(case.way_label),
        "light": case.light.value,
        "light_words": case.light_words,
        "step_words": case.step_words,
        "clocks": clock_rows(case),
        "reveal_url": reverse("desk:reveal", args=[case.id]) if case.can_reveal else "",
        "assignee_name": case.assignee_name,
    }


def clock_rows(case: CaseView) -> list[dict[str, Any]]:
    """Both clocks."""
    return [
        {
            "label": gettext(clock.label),
            "limit": clock.limit,
            "due": clock.due,
            "left": clock.left,
            "state": clock.state.value,
            "provisional": clock.provisional,
            "is_stopped": clock.is_stopped,
            "words": gettext(clock.words) if clock.words else "",
        }
        for clock in case.clocks
    ]


def material_rows(
    case: CaseView, typed: dict[str, str], faults: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """The materials with their verdicts; what was just chosen on the page wins over what is stored."""
    return [_material(case, material, typed, faults or {}) for material in case.materials]


def _material(
    case: CaseView, material: MaterialView, typed: dict[str, str], faults: dict[str, str]
) -> dict[str, Any]:
    chosen = typed.get(f"verdict-{material.id}", material.verdict.value)
    return {
        "id": str(material.id),
        "name": material.name,
        "need": gettext(material.need),
        "words": gettext(material.words) if material.words else "",
        "verdict": "NONE" if chosen == "PENDING" else chosen,
        "reason": typed.get(f"reason-{material.id}", material.reason),
        "error": faults.get(f"reason-{material.id}", ""),
        "files": [_file(case, file) for file in material.files],
    }


def _file(case: CaseView, file: FileView) -> dict[str, Any]:
    url = reverse("desk:file", args=[case.id, file.id])
    return {
        "name": file.name,
        "url": url,
        "size_words": file.size_words,
        "is_image": file.is_image,
        "preview_url": url if file.is_image else "",
    }


def paper_rows(case: CaseView) -> list[dict[str, Any]]:
    """The papers; one that is still being made has no address."""
    return [
        {
            "label": gettext(paper.label),
            "number": paper.number,
            "url": reverse("desk:paper", args=[case.id, paper.id]) if paper.is_ready else "",
            "state_words": gettext("已作废") if paper.state == "REVOKED" else "",
            "stamps": [_stamp(case, each) for each in paper.stamps],
        }
        for paper in case.papers
    ]


def _stamp(case: CaseView, stamp: StampView) -> dict[str, str]:
    url = reverse("desk:stamped", args=[case.id, stamp.use_id]) if stamp.has_scan else ""
    return {"words": gettext("已盖章 {copies} 份").format(copies=stamp.copies), "url": url}


def event_rows(case: CaseView) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return [
        {
            "at": event.at,
            "title": gettext(event.title),
            "who": gettext(event.who) if event.who else "",
            "text": event.text,
            "paper_label": event.paper_label,
            "paper_url": reverse("desk:paper", args=[case.id, event.paper_id]) if event.paper_id else "",
        }
        for event in case.events
    ]
