"""派件: the head sees every desk, hands cases out, and hands a whole worklist over to another post."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import PARTY_LABELS, NotFound
from yimen.rules.assignments import Pile
from yimen.rules.case_queues import QUEUE_LABELS, WAY_QUEUES, Queue
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import assign, hand_over
from yimen.usecases.cases.queries import DutyPage, HandOverPreview, get_duty, preview_hand_over
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("cases.assign")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: PageRequest) -> HttpResponse:
    """Every desk with its load and one pile of cases; a POST lays the ticked ones on a desk."""
    if request.method != "POST":
        return _show(request, notices=_done(request))
    ticked = request.POST.getlist("cases")
    try:
        done = assign(
            actor=request.actor,
            now=request.now,
            case_ids=[_id(each, "cases") for each in ticked],
            post_id=_id(request.POST.get("post_id", ""), "post_id"),
            reason=request.POST.get("reason", ""),
            request_key=key_for(
                request, *sorted(ticked), request.POST.get("post_id", ""), request.POST.get("reason", "")
            ),
        )
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有指派"), "text": sentence_of(refusal)}
        return _show(request, notices=[told], ticked=set(ticked), status=STATUS[refusal.refusal])
    query = {"pile": _pile(request).value, "given": str(done.count), "to": done.name}
    if desk := request.GET.get("desk"):
        query["desk"] = desk
    return redirect(f"{reverse('desk:duty')}?{urlencode(query)}")


@page("cases.hand_over")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_page(request: PageRequest) -> HttpResponse:
    """What would move and what would stay; a POST moves it."""
    told = request.POST if request.method == "POST" else request.GET
    former, other = _id(told.get("from", ""), "from"), _id(told.get("to", ""), "to")
    queues = [name for name in told.getlist("queues") if name in Queue.__members__]
    refusal: RuleViolation | None = None
    if request.method == "POST":
        try:
            done = hand_over(
                actor=request.actor,
                now=request.now,
                from_post_id=former,
                to_post_id=other,
                reason=told.get("reason", ""),
                since=_date(told.get("since", "")),
                queues=queues,
                request_key=key_for(
                    request, str(former), str(other), told.get("reason", ""), told.get("since", ""), *queues
                ),
            )
        except NotFound:
            raise
        except RuleViolation as said:
            refusal = said
        else:
            query = {"pile": Pile.DESK.value, "desk": str(other), "given": str(done.moved), "to": done.name}
            if done.left:
                query["left"] = str(len(done.left))
            return redirect(f"{reverse('desk:duty')}?{urlencode(query)}")
    found = preview_hand_over(
        actor=request.actor,
        today=request.now.date(),
        from_post_id=former,
        to_post_id=other,
        queues=queues,
    )
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/hand_over.html", _preview(request, found, queues, refusal), status=status)


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field=field) from None


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _pile(request: PageRequest) -> Pile:
    asked = request.GET.get("pile", "")
    return Pile[asked] if asked in Pile.__members__ else Pile.UNASSIGNED


def _show(
    request: PageRequest,
    *,
    notices: list[dict[str, str]],
    ticked: set[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    pile = _pile(request)
    desk = _id(request.GET.get("desk", ""), "desk") if pile is Pile.DESK else None
    found = get_duty(
        actor=request.actor,
        today=request.now.date(),
        pile=pile,
        desk=desk,
        after=request.GET.get("after"),
    )
    context = _context(request, found, ticked or set()) | {"notices": notices}
    return render(request, "desk/duty.html", context, status=status)


def _context(request: PageRequest, found: DutyPage, ticked: set[str]) -> dict[str, Any]:
    posts = [
        {
            "id": str(each.post_id),
            "name": each.name,
            "role": gettext(each.role_label),
            "place": each.region_name,
            "works": each.works,
            "open": each.open_count,
            "late": each.late_count,
            "url": _url(Pile.DESK, desk=str(each.post_id)),
            "is_here": each.post_id == found.desk,
        }
        for each in found.posts
    ]
    here = next((each for each in posts if each["is_here"]), None)
    return {
        "request_key": fresh_key(),
        "action": request.get_full_path(),
        "heading": f"{here['name']}（{here['role']}）" if here else gettext(found.label),
        "lists": [
            {
                "label": gettext(each.label),
                "url": _url(each.pile),
                "count": each.count,
                "urgency": "RED" if each.pile in {Pile.UNATTENDED, Pile.OVERDUE} else "",
                "is_here": each.pile is found.pile,
            }
            for each in found.counts
        ],
        "posts": posts,
        "desk": here,
        "options": [
            {"value": each["id"], "label": f"{each['name']}（{each['role']} · {each['open']}）"}
            for each in posts
            if each["works"]
        ],
        "queues": [{"value": each.value, "label": gettext(QUEUE_LABELS[each])} for each in WAY_QUEUES],
        "rows": [_row(row, ticked) for row in found.rows],
        "previous_url": _url(found.pile, desk=_desk(found)) if request.GET.get("after") else "",
        "next_url": _url(found.pile, desk=_desk(found), after=found.next_key) if found.next_key else "",
    }


def _row(row: Any, ticked: set[str]) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "item_name": row.item_name,
        "state_label": gettext(row.state_label),
        "roles": "、".join(gettext(PARTY_LABELS[party]) for party in row.roles),
        "light": row.light.value,
        "light_words": row.light_words,
        "due": row.due,
        "assignee_name": row.assignee_name,
        "is_attended": row.is_attended,
        "is_ticked": str(row.id) in ticked,
    }


def _desk(found: DutyPage) -> str:
    return str(found.desk) if found.desk else ""


def _url(pile: Pile, **more: str | None) -> str:
    query = {"pile": pile.value} | {name: value for name, value in more.items() if value}
    return f"{reverse('desk:duty')}?{urlencode(query)}"


def _done(request: PageRequest) -> list[dict[str, str]]:
    given, name, left = (request.GET.get(each, "") for each in ("given", "to", "left"))
    if not (given.isascii() and given.isdigit()):
        return []
    text = gettext("每一件都记在日志里，同事在“内部备注”里看得到。")
    if left.isascii() and left.isdigit():
        text = gettext("还有 {count} 件不合适，留在原处。").format(count=left) + text
    title = gettext("已把 {count} 件交给{name}").format(count=given, name=name)
    return [{"kind": "success", "title": title, "text": text}]


def _preview(
    request: PageRequest, found: HandOverPreview, queues: list[str], refusal: RuleViolation | None
) -> dict[str, Any]:
    told = request.POST if request.method == "POST" else request.GET
    faults = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    return {
        "request_key": fresh_key(),
        "errors": [
            {"field": name if name in {"reason", "since"} else "", "sentence": said}
            for name, said in faults.items()
        ],
        "former": {"id": str(found.former.post_id), "name": found.former.name},
        "other": {"id": str(found.other.post_id), "name": found.other.name},
        "moving": found.moving,
        "by_list": [{"label": gettext(label), "count": count} for label, count in found.by_list],
        "staying": [{"number": each.number, "why": each.why} for each in found.staying],
        "queues": queues,
        "since": told.get("since", "") or request.now.date().isoformat(),
        "since_error": faults.get("since", ""),
        "reason": told.get("reason", ""),
        "reason_error": faults.get("reason", ""),
        "back_url": reverse("desk:duty"),
    }
