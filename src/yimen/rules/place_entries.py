"""What is typed into a dossier, read into facts: an empty field is 未采集, never no."""

from collections.abc import Mapping, Sequence
from datetime import date

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.institutions import Institution, version_words
from yimen.rules.place_facts import (
    FACTS_BY_KEY,
    WINDOW_STATES,
    Fact,
    FactGroup,
    Value,
    Window,
    facts_of,
)
from yimen.rules.text import clean_line

Raw = Mapping[str, Sequence[str]]
YES, NO = "yes", "no"
NOT_POSTED = "none"
_MOST_WINDOWS = 60
_NAME_LENGTH = 40
_LEAST = {"latitude": 3.0, "longitude": 73.0}


class NotANumber(RuleViolation):
    """A number that is none, or below zero, or of another world."""

    code = "places.not_a_number"
    template = N_("“{label}”请填数字，不带单位，在 {least} 和 {most} 之间。")


class ImpossibleDay(RuleViolation):
    """A day that is none, or still to come."""

    code = "places.impossible_day"
    template = N_("“{label}”请填今天或以前的日期。")


class UnknownChoice(RuleViolation):
    """A value that the form does not offer."""

    code = "places.unknown_choice"
    template = N_("“{label}”请从给出的几项里选。")


class HalfPosition(RuleViolation):
    """One half of a position."""

    code = "places.half_position"
    template = N_("北纬和东经要么都填，要么都空着。")


class DossierChanged(RuleViolation):
    """Somebody else has changed the dossier since the form was opened."""

    code = "places.dossier_changed"
    template = N_("这份档案刚刚有人改过。请看一遍现在的内容，再改。")
    refusal = Refusal.CONFLICT


class NothingChanged(RuleViolation):
    """A form that says nothing new."""

    code = "places.nothing_changed"
    template = N_("和现在登记的一样，没有要改的。")


def read_group(group: FactGroup, raw: Raw, *, is_center: bool, today: date) -> dict[str, Value | None]:
    """Every fact of this part of a dossier as it was typed; None is 未采集.

    A fact that has no meaning without another (the colours of a plaque that is not there) is None. Refuses
    what is no number, no day, no choice, and half a position, each at its field.
    """
    read = {fact.key: _read(fact, raw, today) for fact in facts_of(group, is_center=is_center)}
    for key in read:
        needs = FACTS_BY_KEY[key].needs
        if needs and read.get(needs) is not True:
            read[key] = None
    if group is FactGroup.PLACE and (read["latitude"] is None) is not (read["longitude"] is None):
        raise HalfPosition(field="latitude" if read["latitude"] is None else "longitude")
    return read


def _read(fact: Fact, raw: Raw, today: date) -> Value | None:
    if fact.kind == "windows":
        return list(_windows(raw)) or None
    if fact.kind == "posted":
        return _posted(raw)
    if fact.kind == "many":
        return _many(fact, raw.get(fact.key, ()))
    text = next(iter(raw.get(fact.key, ())), "").strip()
    if not text:
        return None
    if fact.kind == "text":
        return clean_line(text, field=fact.key, max_length=int(fact.most))
    if fact.kind == "yes_no":
        return _choose(fact, text, {YES: True, NO: False})
    if fact.kind == "choice":
        return _choose(fact, text, {value: value for value, _ in fact.options})
    if fact.kind == "date":
        return _day(fact, text, today)
    return _number(fact, text)


def _choose(fact: Fact, text: str, known: Mapping[str, Value]) -> Value:
    if text not in known:
        raise UnknownChoice(field=fact.key, label=fact.label)
    return known[text]


def _many(fact: Fact, ticked: Sequence[str]) -> list[str]:
    known = [value for value, _ in fact.options]
    if set(ticked) - {*known, ""}:
        raise UnknownChoice(field=fact.key, label=fact.label)
    return [value for value in known if value in ticked]


def _day(fact: Fact, text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ImpossibleDay(field=fact.key, label=fact.label) from None
    if day > today:
        raise ImpossibleDay(field=fact.key, label=fact.label)
    return day.isoformat()


def _number(fact: Fact, text: str) -> float | int:
    """A number without unit: whole, to a tenth (square metres, centimetres), or to a hundred-thousandth."""
    least = _LEAST.get(fact.key, 0.0)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    whole = fact.kind == "whole"
    if not least <= value <= fact.most or (whole and value != int(value)):
        raise NotANumber(field=fact.key, label=fact.label, least=f"{least:g}", most=f"{fact.most:g}")
    if whole:
        return int(value)
    return round(value, 5 if fact.key in _LEAST else 1)


def _windows(raw: Raw) -> list[Window]:
    """The departments of the form's rows; rows without a name are passed over, a name stands once."""
    names, states, notes = (raw.get(f"window_{part}", ()) for part in ("department", "state", "note"))
    found: dict[str, Window] = {}
    known = {value for value, _ in WINDOW_STATES}
    for at, typed in enumerate(names[:_MOST_WINDOWS]):
        name = clean_line(typed, field="windows", max_length=_NAME_LENGTH, required=False)
        if not name:
            continue
        state = states[at] if at < len(states) else ""
        if state not in known or name in found:
            raise UnknownChoice(field="windows", label=name)
        note = clean_line(
            notes[at] if at < len(notes) else "", field="windows", max_length=_NAME_LENGTH, required=False
        )
        found[name] = {"department": name, "state": state, "note": note}
    return list(found.values())


def _posted(raw: Raw) -> dict[str, int] | None:
    """Which version of each institution hangs; -1 is none, an institution left open is not in it."""
    found: dict[str, int] = {}
    for each in Institution:
        text = next(iter(raw.get(f"posted_{each.value}", ())), "").strip()
        if not text:
            continue
        if text != NOT_POSTED and not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise UnknownChoice(field=f"posted_{each.value}", label=each.label)
        found[each.value] = -1 if text == NOT_POSTED else int(text)
    return found or None


def words_of(fact: Fact, value: Value | None) -> str:
    """The value as people read it, with its unit; empty for 未采集."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return N_("有") if value else N_("没有")
    if isinstance(value, dict):
        return N_("；").join(_posted_words(value))
    if isinstance(value, list):
        return _list_words(fact, value)
    if fact.options:
        return dict(fact.options).get(str(value), str(value))
    said = f"{value:g}" if isinstance(value, float) and fact.key not in _LEAST else str(value)
    return f"{said} {fact.unit}" if fact.unit else said


def _list_words(fact: Fact, value: Sequence[str | Window]) -> str:
    options, states = dict(fact.options), dict(WINDOW_STATES)
    parts = []
    for each in value:
        if isinstance(each, str):
            parts.append(options.get(each, each))
            continue
        note = f"（{each['note']}）" if each["note"] else ""
        parts.append(f"{each['department']}{note} {states[each['state']]}")
    return N_("、").join(parts) or N_("一样也没有")


def _posted_words(value: Mapping[str, int]) -> list[str]:
    return [
        f"{each.label} {N_('没有挂') if value[each.value] < 0 else version_words(value[each.value])}"
        for each in Institution
        if each.value in value
    ]
