"""Figures and months in words, the same on the map, on the wall and in the brief."""

from datetime import date

from django.utils.translation import gettext

from yimen.rules.indicators import Figure, Indicator, Sort, month_label


def figure_words(figure: Figure, indicator: Indicator, *, with_unit: bool = True) -> str:
    """Such as "87.5%", "12 个"; 未采集 where nobody has looked, a dash where there is nothing to count."""
    if figure.is_unknown:
        return gettext("未采集")
    if figure.value is None:
        return "—"
    if indicator.sort is Sort.RATE:
        return f"{figure.value}%"
    return f"{figure.value} {gettext(indicator.unit)}" if with_unit else f"{figure.value}"


def share_words(figure: Figure, indicator: Indicator) -> str:
    """The two numbers of a rate, such as "489/533"; empty for any other figure."""
    if indicator.sort is not Sort.RATE or figure.value is None:
        return ""
    return f"{figure.numerator}/{figure.denominator}"


def month_words(month: date) -> str:
    """2026年11月."""
    return gettext(month_label(month))
