"""Frozen values to plain ones and back: what a JSON column holds, short by leaving out what is unknown."""

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from yimen.rules.errors import N_, RuleViolation

MAX_TEXT: Final = 4000
MAX_ROWS: Final = 200
_MAX_NUMBER: Final = 100_000

T = TypeVar("T")


class BadPlainValue(RuleViolation):
    """A plain value of another kind than its field holds; `field` is the path to it."""

    code = "values.bad_kind"
    template = N_("“{path}”的内容不对：{why}。")


def to_plain(value: object) -> Any:
    """The plain value of a frozen one: fields in their order, those at their default left out."""
    if is_dataclass(value) and not isinstance(value, type):
        held = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: to_plain(is_now) for each, is_now in held if is_now != _default(each)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value


def from_plain(kind: type[T], plain: object, *, path: str = "") -> T:
    """The frozen value of class `kind` in a plain one.

    A missing or unknown key is passed over, so that old and new versions of the program read each
    other's rows; a missing text without a default is empty. Refuses
    (`BadPlainValue`) a value of the wrong kind, an unknown member of an enum, a text of more than
    `MAX_TEXT` characters and a list of more than `MAX_ROWS` rows.
    """
    if not isinstance(plain, Mapping):
        raise _bad(path, N_("应当是一组名称和值"))
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for each in fields(kind):  # type: ignore[arg-type] # every `kind` is a dataclass
        if each.name in plain:
            at = f"{path}.{each.name}" if path else each.name
            given[each.name] = _read(hints[each.name], plain[each.name], at)
        elif _default(each) is MISSING:
            given[each.name] = _read(hints[each.name], "", f"{path}.{each.name}")
    return kind(**given)


def _default(each: Field[Any]) -> object:
    return each.default


def _bad(path: str, why: str) -> BadPlainValue:
    return BadPlainValue(field=path, path=path, why=why)


def _read(hint: Any, value: object, path: str) -> Any:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        inner = next(each for each in get_args(hint) if each is not type(None))
        return None if value is None else _read(inner, value, path)
    if origin is tuple:
        return _read_rows(get_args(hint)[0], value, path)
    if is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, value, path=path)
    return _read_single(hint, value, path)


def _read_rows(hint: Any, value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _bad(path, N_("应当是一个列表"))
    if len(value) > MAX_ROWS:
        raise _bad(path, N_("最多 {n} 行").format(n=MAX_ROWS))
    return tuple(_read(hint, each, f"{path}.{at}") for at, each in enumerate(value, start=1))


def _read_single(hint: type, value: object, path: str) -> Any:
    if hint is bool:
        if not isinstance(value, bool):
            raise _bad(path, N_("应当是“是”或“否”"))
        return value
    if hint is int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MAX_NUMBER:
            raise _bad(path, N_("应当是 0 到 {n} 的整数").format(n=_MAX_NUMBER))
        return value
    if not isinstance(value, str):
        raise _bad(path, N_("应当是文字"))
    if len(value) > MAX_TEXT:
        raise _bad(path, N_("最多 {n} 个字").format(n=MAX_TEXT))
    return _read_word(hint, value, path)


def _read_word(hint: type, value: str, path: str) -> Any:
    try:
        if issubclass(hint, StrEnum):
            return hint(value)
        return dt.date.fromisoformat(value) if hint is dt.date else value
    except ValueError:
        raise _bad(path, N_("没有“{value}”这一项").format(value=value[:40])) from None
