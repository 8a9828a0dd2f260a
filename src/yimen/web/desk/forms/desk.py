"""What lies on the desk while an act is typed, and the parts of which its form is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from yimen.rules.cases import Act
from yimen.usecases.cases.queries import CaseView
from yimen.web.shared.requests import PageRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What lies on the desk: the case, what this actor may do, what was typed and what was wrong with it.

    `points` are the ticked review points as typed, None before anything was typed; `request` knows
    the actor and the time.
    """

    case: CaseView
    request: PageRequest
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    points: set[str] | None = None

    @property
    def acts(self) -> set[Act]:
        """What this actor may do now."""
        return {view.act for view in self.case.acts}


Form = Callable[[Desk], dict[str, Any]]
Call = Callable[[PageRequest, UUID, QueryDict, str | None], object]
Forms = Mapping[Act, Form]
Calls = Mapping[Act, Call]


def button(
    act: Act, label: str, *, kind: str = "primary", dialog: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A button that does an act; with a `dialog` {title, words, yes} it asks first."""
    return {"value": act.value, "label": label, "kind": kind, "dialog": dialog}


def back_button(label: str) -> dict[str, Any]:
    """The way back to the act that the case waits for."""
    return {"value": "BACK", "label": label, "kind": "secondary", "dialog": None}


def text_field(
    name: str,
    label: str,
    desk: Desk,
    *,
    optional: bool = False,
    type: str = "text",  # noqa: A002 - the attribute of the input
    hint: str = "",
    value: str = "",
) -> dict[str, Any]:
    """A line to type; `type` text, date, number or tel; `value` stands there before anything is typed."""
    return {
        "kind": "text",
        "type": type,
        "name": name,
        "label": label,
        "hint": hint,
        "value": desk.typed.get(name, value),
        "error": desk.faults.get(name, ""),
        "optional": optional,
    }


def radios_field(
    name: str,
    label: str,
    desk: Desk,
    options: Mapping[str, str],
    *,
    hint: str = "",
    optional: bool = False,
    value: str = "",
) -> dict[str, Any]:
    """One of few to choose: `options` are words by stored value; nothing is chosen beforehand."""
    return {
        "kind": "radios",
        "name": name,
        "label": label,
        "hint": hint,
        "value": desk.typed.get(name, value),
        "error": desk.faults.get(name, ""),
        "optional": optional,
        "options": [{"value": stored, "label": words, "hint": ""} for stored, words in options.items()],
    }


def select_field(
    name: str,
    label: str,
    desk: Desk,
    options: Mapping[str, str],
    *,
    hint: str = "",
    placeholder: str = "",
) -> dict[str, Any]:
    """One of many to choose: `options` are words by stored value."""
    return {
        "kind": "select",
        "name": name,
        "label": label,
        "hint": hint,
        "value": desk.typed.get(name, ""),
        "error": desk.faults.get(name, ""),
        "optional": False,
        "options": [{"value": value, "label": words} for value, words in options.items()],
        "placeholder": placeholder,
    }


def whole_number(text: str) -> int | None:
    """What was typed into a field of days, or None for what is no number of them."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None


def typed_day(text: str) -> date | None:
    """What a date field sent, or None for an empty one or one that is no date."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def file_field(
    name: str,
    label: str,
    desk: Desk,
    *,
    optional: bool = False,
    hint: str = "",
    camera: bool = False,
    several: bool = False,
) -> dict[str, Any]:
    """A file to choose, or `several`, on a phone the camera; a form with one must say `takes_files`."""
    return {
        "kind": "file",
        "name": name,
        "label": label,
        "hint": hint,
        "error": desk.faults.get(name, ""),
        "optional": optional,
        "camera": camera,
        "several": several,
    }


def area_field(
    name: str, label: str, desk: Desk, *, optional: bool = False, hint: str = "", rows: int = 3
) -> dict[str, Any]:
    """A text to type."""
    return {
        "kind": "textarea",
        "name": name,
        "label": label,
        "hint": hint,
        "value": desk.typed.get(name, ""),
        "error": desk.faults.get(name, ""),
        "rows": rows,
        "optional": optional,
    }
