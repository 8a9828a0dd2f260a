"""The forms of a month's report: each act reads its fields and calls its use case."""

from collections.abc import Callable, Mapping
from datetime import date

from yimen.rules.report_columns import ASKED
from yimen.usecases.reports.answering import TypedCell, answer_cells
from yimen.usecases.reports.days import set_township_day
from yimen.usecases.reports.filing import file_report
from yimen.usecases.reports.freezing import freeze_report, restate_report
from yimen.usecases.reports.sending import record_sending, send_report
from yimen.usecases.reports.sitting import accept_all
from yimen.usecases.reports.taking_in import (
    accept_report,
    comment_on,
    grant_exception,
    send_back,
)
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest

Act = Callable[[PageRequest, str, date], None]


def typed_cells(request: PageRequest) -> dict[str, TypedCell]:
    """What the form says in cells: all that is asked, and one figure that the unit knows to be otherwise."""
    told = {
        column.key: TypedCell(text=request.POST[column.key]) for column in ASKED if column.key in request.POST
    }
    other, back = request.POST.get("other_key", ""), request.POST.get("take_back", "")
    if other:
        told[other] = TypedCell(
            text=request.POST.get("other_value", ""), reason=request.POST.get("other_reason", "")
        )
    if back:
        told[back] = TypedCell(text="")
    return told


def _parts(typed: Mapping[str, TypedCell]) -> list[str]:
    return [f"{key}\x1e{cell.text}\x1e{cell.reason}" for key, cell in typed.items()]


def number_of(text: str) -> int | None:
    """A short whole number of a form; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _revision(request: PageRequest) -> int:
    return number_of(request.POST.get("revision", "")) or 0


def day_of(text: str) -> date | None:
    """A day of a form; None for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _answer(request: PageRequest, unit_code: str, month: date) -> None:
    typed = typed_cells(request)
    answer_cells(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        typed=typed,
        revision=_revision(request),
        request_key=key_for(request, "answer", *_parts(typed)),
    )


def _file(request: PageRequest, unit_code: str, month: date) -> None:
    typed, confirmed = typed_cells(request), bool(request.POST.get("confirmed"))
    file_report(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        confirmed=confirmed,
        revision=_revision(request),
        typed=typed,
        request_key=key_for(request, "file", str(confirmed), *_parts(typed)),
    )


def _send(request: PageRequest, unit_code: str, month: date) -> None:
    typed, confirmed = typed_cells(request), bool(request.POST.get("confirmed"))
    without = request.POST.get("without", "")
    send_report(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        confirmed=confirmed,
        revision=_revision(request),
        without=without,
        typed=typed,
        request_key=key_for(request, "send", str(confirmed), without, *_parts(typed)),
    )


def _way(request: PageRequest, unit_code: str, month: date) -> None:
    way, note = request.POST.get("way", ""), request.POST.get("note", "")
    record_sending(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        way=way,
        note=note,
        request_key=key_for(request, "way", way, note),
    )


def _comment(request: PageRequest, unit_code: str, month: date) -> None:
    text = request.POST.get("text", "")
    comment_on(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        text=text,
        request_key=key_for(request, "comment", text),
    )


def _send_back(request: PageRequest, unit_code: str, month: date) -> None:
    text = request.POST.get("text", "")
    send_back(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        text=text,
        request_key=key_for(request, "send_back", text),
    )


def _accept(request: PageRequest, unit_code: str, month: date) -> None:
    accept_report(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        revision=_revision(request),
        request_key=key_for(request, "accept", unit_code),
    )


def _accept_all(request: PageRequest, unit_code: str, month: date) -> None:
    pairs = (each.partition(":") for each in request.POST.getlist("seen"))
    seen = {code: number for code, _, text in pairs if (number := number_of(text)) is not None}
    accept_all(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        seen=seen,
        request_key=key_for(request, "accept_all", *(f"{code}={number}" for code, number in seen.items())),
    )


def _except(request: PageRequest, unit_code: str, month: date) -> None:
    until, reason = request.POST.get("until", ""), request.POST.get("reason", "")
    grant_exception(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        until=day_of(until),
        reason=reason,
        request_key=key_for(request, "except", until, reason),
    )


def _freeze(request: PageRequest, unit_code: str, month: date) -> None:
    freeze_report(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        request_key=key_for(request, "freeze"),
    )


def _restate(request: PageRequest, unit_code: str, month: date) -> None:
    reason = request.POST.get("reason", "")
    restate_report(
        actor=request.actor,
        now=request.now,
        unit_code=unit_code,
        month=month,
        reason=reason,
        request_key=key_for(request, "restate", reason),
    )


def _day(request: PageRequest, unit_code: str, month: date) -> None:  # noqa: ARG001 - the day is the county's
    day = request.POST.get("day", "")
    set_township_day(
        actor=request.actor,
        now=request.now,
        year=month.year,
        day=number_of(day),
        request_key=key_for(request, "day", day),
    )


ACTS: Mapping[str, Act] = {
    "ANSWER": _answer,
    "FILE": _file,
    "SEND": _send,
    "WAY": _way,
    "COMMENT": _comment,
    "SEND_BACK": _send_back,
    "ACCEPT": _accept,
    "ACCEPT_ALL": _accept_all,
    "EXCEPT": _except,
    "FREEZE": _freeze,
    "RESTATE": _restate,
    "DAY": _day,
}
