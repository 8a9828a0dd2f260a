"""The summary and the register of a month as files: .xlsx, .docx, and a PDF to sign and seal."""

from datetime import date, datetime

from yimen.gateways.installed import installed
from yimen.gateways.word_tables import write_docx
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_
from yimen.rules.report_papers import TablePaper
from yimen.rules.sheets import BookOut, ColumnOut, SheetFrame, SheetOut
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.reports.papers import register_paper, summary_paper
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.reports.register_reading import get_register

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
KINDS = ("xlsx", "docx", "pdf")
_PADDING = 0.5  # what a cell leaves free at both sides, in digits


def export_report(*, actor: Actor, now: datetime, unit_code: str, month: date, kind: str) -> FileOut:
    """The summary of a unit's month as its page shows it; refuses an unknown kind and as the page does."""
    page = get_report_page(actor=actor, unit_code=unit_code, month=month, now=now)
    return _file(summary_paper(page, now=now), kind, now)


def export_register(*, actor: Actor, now: datetime, unit_code: str, month: date, kind: str) -> FileOut:
    """The register of a unit's month as its page shows it; refuses the same."""
    require(actor, "reports.read")
    view = get_register(actor=actor, unit_code=unit_code, month=month, now=now)
    return _file(register_paper(view), kind, now)


def _file(paper: TablePaper, kind: str, now: datetime) -> FileOut:
    if kind not in KINDS:
        raise NotFound(field="kind")
    name = f"{paper.unit}-{paper.period}-{paper.title[-5:]}.{kind}"
    if kind == "docx":
        return FileOut(name=name, media_type=DOCX, content=write_docx(paper))
    if kind == "xlsx":
        book = BookOut(title=paper.title, sheets=(_sheet(paper),))
        return FileOut(name=name, media_type=XLSX, content=installed().spreadsheets.write(book))
    content = installed().typesetter.typeset_sheet("report_table", _facts(paper), now)
    return FileOut(name=name, media_type=PDF, content=content)


def _sheet(paper: TablePaper) -> SheetOut:
    columns = tuple(
        ColumnOut(heading=heading, width=width + _PADDING, is_count=at in paper.counts)
        for at, (heading, width) in enumerate(zip(paper.headings, paper.widths, strict=True))
    )
    frame = SheetFrame(
        title=N_("（示例）{title}").format(title=paper.title) if paper.sample else paper.title,
        line=N_("填报单位：{unit}　　月份：{period}").format(unit=paper.unit, period=paper.period),
        groups=paper.groups,
        notes=paper.notes,
        signs=paper.signs,
        foot=_digest(paper),
        is_large=paper.is_large,
    )
    return SheetOut(name=sheet_name(paper.unit, paper.period), columns=columns, rows=paper.rows, frame=frame)


def sheet_name(unit: str, period: str) -> str:
    """The name of the sheet of a unit's month, by which it is known again when it comes back."""
    return f"{unit}{period}"


def _digest(paper: TablePaper) -> str:
    return f"SM3 {paper.digest}" if paper.digest else ""


def _facts(paper: TablePaper) -> dict[str, object]:
    return {
        "title": paper.title,
        "place_name": paper.unit,
        "period": paper.period,
        "digest": _digest(paper),
        "headings": list(paper.headings),
        "widths": [str(each) for each in paper.widths],
        "cells": [words for row in paper.rows for words in row],
        "notes": list(paper.notes),
        "signs": list(paper.signs),
        "heads": ["1", "1"] if paper.groups else ["1"],
        "groups": [{"words": words, "span": str(span)} for words, span in paper.groups],
        "sample": paper.sample,
    }
