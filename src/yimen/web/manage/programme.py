"""`/manage/programme/`: the city's programme as a unit sees it, by month, and one task of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.programme import (
    DUE_STANDING_LABELS,
    GROUP_ROLE_LABELS,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    DueStanding,
    SubtaskTerms,
)
from yimen.usecases.programme.members import MemberView
from yimen.usecases.programme.reading import get_board, get_task
from yimen.usecases.programme.subtasks import add_subtask
from yimen.usecases.programme.units import home_of
from yimen.usecases.programme.views import SubtaskView, TaskView
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TAGS = {DueStanding.COMING: "plain", DueStanding.THIS_MONTH: "warn", DueStanding.PAST: "plain"}
PART_FIELDS = ("title", "text", "due_on", "section", "person")


@page("programme.read")
@never_cache
@require_safe
def programme(request: PageRequest) -> HttpResponse:
    """The tasks of the actor's unit by month, its own first; the city and counties may look at one below."""
    unit_code = request.GET.get("unit", "") or home_of(request.actor)
    year = _number(request.GET.get("year", ""))
    found = get_board(actor=request.actor, unit_code=unit_code, today=request.now.date(), year=year)
    head, county = found.head, county_of(unit_code)
    context = {
        "board": found,
        "is_city": found.level is Level.PREFECTURE,
        "is_county": found.level is Level.COUNTY,
        "months": _months(found.tasks, head.year if head else 0, unit_code),
        "summary": _summary(found.tasks),
        "city_seats": [member_row(each) for each in found.members if each.unit_code != county],
        "county_seats": [member_row(each) for each in found.members if each.unit_code == county],
        "years": [{"year": each, "is_here": head is not None and each == head.year} for each in found.years],
        "contacts_url": f"{reverse('manage:programme_contacts')}?unit={unit_code}",
        "group_url": reverse("manage:programme_group", args=[head.year])
        if head and may(request.actor, "programme.add_member") and unit_code == home_of(request.actor)
        else "",
        "draft_url": reverse("manage:programme_draft") if may(request.actor, "programme.load") else "",
        "printed_at": request.now,
        "notices": _said(request),
    }
    return render(request, "manage/programme.html", context)


def county_of(unit_code: str) -> str:
    """The county of a unit by its code; a city's own code ends in 00 there and is none of a county."""
    return "" if unit_code[4:6] == "00" else f"{unit_code[:6]}000000"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def revision_of(request: PageRequest) -> int:
    """The revision that a form showed; 0 where it says none."""
    return _number(request.POST.get("revision", "")) or 0


def _summary(tasks: Sequence[TaskView]) -> dict[str, Any]:
    """How many are ours, how many of them end this month, and which comes next."""
    ours = [task for task in tasks if task.is_ours]
    ahead = [task for task in ours if task.own_standing is not DueStanding.PAST]
    ahead.sort(key=lambda each: (each.own_due_on, each.number))
    return {
        "ours": len(ours),
        "past": len(ours) - len(ahead),
        "this_month": sum(task.own_standing is DueStanding.THIS_MONTH for task in ours),
        "parts": sum(len(task.subtasks) for task in tasks),
        "next": ahead[0] if ahead else None,
    }


def _months(tasks: Iterable[TaskView], year: int, unit_code: str) -> list[dict[str, Any]]:
    """The tasks by the month in which the unit must be done, its own first."""

    def month_of(task: TaskView) -> tuple[bool, int, int]:
        return (not task.is_ours, task.own_due_on.year, task.own_due_on.month)

    ordered = sorted(tasks, key=lambda each: (month_of(each), each.own_due_on, each.number))
    return [
        {
            "label": gettext("{year}年{month}月底前").format(year=key[1], month=key[2]),
            "is_ours": not key[0],
            "rows": [task_row(each, year, unit_code) for each in group],
        }
        for key, group in groupby(ordered, key=month_of)
    ]


def task_row(task: TaskView, year: int, unit_code: str) -> dict[str, Any]:
    """A task ready to be drawn."""
    url = reverse("manage:programme_task", args=[year, task.number])
    return {
        "view": task,
        "url": f"{url}?unit={unit_code}",
        "standing": gettext(DUE_STANDING_LABELS[task.own_standing]),
        "tag": _TAGS[task.own_standing],
        "is_earlier": task.own_due_on < task.due_on,
        "parts": [part_row(each) for each in task.subtasks],
        "late": sum(each.is_late for each in task.subtasks),
    }


def part_row(part: SubtaskView) -> dict[str, Any]:
    """A county's part ready to be drawn."""
    return {
        "view": part,
        "url": reverse("manage:programme_part", args=[part.subtask_id]),
        "standing": gettext(DUE_STANDING_LABELS[part.standing]),
        "tag": _TAGS[part.standing],
        "townships": [name for _, name in part.townships],
    }


def member_row(seat: MemberView) -> dict[str, Any]:
    """A seat ready to be drawn."""
    return {
        "view": seat,
        "role": gettext(GROUP_ROLE_LABELS[seat.role]),
        "url": reverse("manage:programme_member", args=[seat.member_id]),
    }


@page("programme.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_task(request: PageRequest, year: int, number: int) -> HttpResponse:
    """One task whole; the county adds a part of its own (POST)."""
    if request.method != "POST":
        return _show_task(request, year, number)
    typed = typed_part(request)
    try:
        add_subtask(
            actor=request.actor,
            now=request.now,
            year=year,
            number=number,
            terms=part_terms(request, typed),
            request_key=key_for(request, *typed.values(), *request.POST.getlist("townships")),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_task(request, year, number, typed=typed, refusal=refusal)
    return redirect(f"{reverse('manage:programme_task', args=[year, number])}?done=added")


def typed_part(request: PageRequest) -> dict[str, str]:
    """The text fields of the form of a part."""
    return {name: request.POST.get(name, "") for name in PART_FIELDS}


def part_terms(request: PageRequest, typed: dict[str, str]) -> SubtaskTerms:
    """The form of a part as terms; a day that is none is missing."""
    try:
        due_on: date | None = date.fromisoformat(typed["due_on"].strip())
    except ValueError:
        due_on = None
    words = {name: value for name, value in typed.items() if name != "due_on"}
    return SubtaskTerms(due_on=due_on, townships=tuple(request.POST.getlist("townships")), **words)


def _show_task(
    request: PageRequest,
    year: int,
    number: int,
    *,
    typed: dict[str, str] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    unit_code = request.GET.get("unit", "") or home_of(request.actor)
    today = request.now.date()
    found = get_task(actor=request.actor, unit_code=unit_code, year=year, number=number, today=today)
    own = may(request.actor, "programme.add_subtask") and unit_code == request.actor.scope_code
    chosen = request.POST.getlist("townships")
    context = {
        "page": found,
        "row": task_row(found.task, year, unit_code),
        "is_city": found.level is Level.PREFECTURE,
        "back_url": f"{reverse('manage:programme')}?unit={unit_code}&year={year}",
        "can_add": own and found.task.is_ours,
        "is_open": typed is not None,
        "fields": part_fields(typed or {}, refusal, latest=found.task.due_on),
        "townships": township_options(found.townships, chosen),
        "township_error": sentence_of(refusal) if refusal and refusal.field == "townships" else "",
        "errors": errors_of(refusal),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "notices": _said(request),
    }
    return render(
        request, "manage/programme_task.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def errors_of(refusal: RuleViolation | None) -> list[dict[str, str]]:
    """What the summary above a form says."""
    return [{"field": refusal.field or "", "sentence": sentence_of(refusal)}] if refusal else []


def township_options(townships: Iterable[tuple[str, str]], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The townships of the county to tick; none ticked means all."""
    return [{"value": code, "label": name, "checked": code in chosen} for code, name in townships]


def part_fields(
    values: dict[str, str], refusal: RuleViolation | None, *, latest: date
) -> list[dict[str, Any]]:
    """The fields of a part; the day's hint says until when the city gives time."""
    until = gettext("最迟 {day}，市里的时限").format(day=f"{latest:%Y-%m-%d}")
    words = {
        "title": (gettext("分任务"), gettext("一句话说清做什么"), TITLE_LENGTH, False),
        "due_on": (gettext("本县时限"), until, 10, False),
        "section": (gettext("责任科室"), "", NAME_LENGTH, True),
        "person": (gettext("责任人"), gettext("任务落实到月，责任明确到人"), NAME_LENGTH, True),
        "text": (gettext("要求"), "", TEXT_LENGTH, True),
    }
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    return [
        {
            "kind": "textarea" if name == "text" else "text",
            "name": name,
            "label": label,
            "hint": hint,
            "value": values.get(name, ""),
            "error": wrong.get(name, ""),
            "maxlength": most,
            "optional": optional,
            "type": "date" if name == "due_on" else "text",
            "rows": 3,
        }
        for name, (label, hint, most, optional) in words.items()
    ]


def _said(request: PageRequest) -> list[dict[str, str]]:
    words = {
        "added": gettext("分任务已经加上，有关乡镇现在就能看到。"),
        "changed": gettext("已保存，原来的内容留在修改记录里。"),
        "ended": gettext("分任务已经撤销，修改记录还在。"),
        "published": gettext("方案已经公布，各县和乡镇现在看到的是这一版。"),
        "member": gettext("领导小组已经更新。"),
    }.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": gettext("好了"), "text": words}] if words else []


urlpatterns = [
    path("programme/", programme, name="programme"),
    path("programme/tasks/<int:year>/<int:number>/", programme_task, name="programme_task"),
]
