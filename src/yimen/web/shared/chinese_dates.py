"""Dates as people here write them: 2026年9月18日(周五), always in Beijing time."""

from datetime import date, datetime

from django import template
from django.utils.timezone import is_aware, localtime

register = template.Library()

_WEEKDAYS = "一二三四五六日"


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年9月18日(周五); empty when there is no date."""
    if value is None or value == "":
        return ""
    local = _in_beijing(value)
    return f"{local.year}年{local.month}月{local.day}日(周{_WEEKDAYS[local.weekday()]})"


@register.filter
def short_day(value: date | datetime | None) -> str:
    """9月18日, for narrow tables where the year is plain from the rest."""
    if value is None or value == "":
        return ""
    local = _in_beijing(value)
    return f"{local.month}月{local.day}日"


@register.filter
def moment(value: datetime | None) -> str:
    """2026年9月18日(周五)14:05; empty when there is no moment."""
    if value is None or value == "":
        return ""
    return f"{day(value)}{_in_beijing(value):%H:%M}"


@register.filter
def short_moment(value: datetime | None) -> str:
    """9月18日 14:05, for timelines and tables."""
    if value is None or value == "":
        return ""
    return f"{short_day(value)} {_in_beijing(value):%H:%M}"


def _in_beijing(value: date | datetime) -> date | datetime:
    """An aware moment in local time; plain dates as they are."""
    if isinstance(value, datetime) and is_aware(value):
        return localtime(value)
    return value
