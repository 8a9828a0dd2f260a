"""Members of a filled .xlsx that keep results: the program that opens it makes these anew."""

import re

from yimen.gateways.spreadsheets.splicing import find_pieces, with_attributes, without_mark

_WORKBOOK = "xl/workbook.xml"
_CALCULATION = re.compile(rb"<(\w+:)?calcPr\b")
_ASKED_BEFORE = re.compile(rb"fullCalcOnLoad=[\"'][^\"']*[\"']")
# The settings of computing stand behind the names, else behind the sheets: ECMA-376, part 1, 18.2.27.
_BEFORE_CALCULATION = re.compile(
    rb"</(?P<prefix>(?:\w+:)?)(?:definedNames>|sheets>(?!.*</(?:\w+:)?definedNames>))", re.DOTALL
)
_PIVOT = re.compile(r"xl/pivotCache/pivotCacheDefinition[0-9]*\.xml")
_OF_THIS_BOOK = re.compile(rb"<(\w+:)?cacheSource\s[^>]*type=[\"']worksheet[\"']")


def made_anew(name: str, markup: bytes) -> bytes:
    """A member that now says that its formulas, or its pivot table of this workbook, are made anew.

    All else of it stays; any other member is as it was.
    """
    if name == _WORKBOOK:
        return _formulas(markup)
    if _PIVOT.fullmatch(name) and _OF_THIS_BOOK.search(markup):
        return _pivot(without_mark(markup))
    return markup


def _formulas(markup: bytes) -> bytes:
    if b"fullCalcOnLoad=" in markup:
        return _ASKED_BEFORE.sub(b'fullCalcOnLoad="1"', markup, count=1)
    if _CALCULATION.search(markup):
        return _CALCULATION.sub(rb'\g<0> fullCalcOnLoad="1"', markup, count=1)
    return _BEFORE_CALCULATION.sub(rb'\g<0><\g<prefix>calcPr fullCalcOnLoad="1"/>', markup, count=1)


def _pivot(markup: bytes) -> bytes:
    [root] = find_pieces(markup, [("", "pivotCacheDefinition")])
    return markup[: root.start] + with_attributes(markup[root.start :], {"refreshOnLoad": "1"})
