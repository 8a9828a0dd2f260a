"""Somebody's own .xlsx with some of its cells filled: everything else of the file stays as it is.

The looks of a cell stay, a formula is never touched. Only a file that `read` has accepted comes here.
"""

import re
import zipfile
from collections.abc import Container, Mapping
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

from yimen.gateways.spreadsheets.markup import sheet_parts
from yimen.gateways.spreadsheets.packages import open_package
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.rules.sheets import address, parse_address

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_CALCULATION = re.compile(rb"<(\w+:)?calcPr\b")
_ASKED_BEFORE = re.compile(rb"fullCalcOnLoad=[\"'][^\"']*[\"']")
# The settings of computing stand behind the names, else behind the sheets: ECMA-376, part 1, 18.2.27.
_BEFORE_CALCULATION = re.compile(
    rb"</(?P<prefix>(?:\w+:)?)(?:definedNames>|sheets>(?!.*</(?:\w+:)?definedNames>))", re.DOTALL
)
_PERCENT_FORMATS = frozenset({"9", "10"})  # Excel's own 0% and 0.00%
_PERCENT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?%")
_OWN = ("{" + _MAIN + "}", "{" + _RELATIONS + "}", "{http://www.w3.org/XML/1998/namespace}")


def fill_xlsx(content: bytes, sheet: str, cells: Mapping[tuple[int, int], str]) -> bytes:
    """The file with these texts in these cells of a sheet, whole numbers as numbers.

    A percentage is a number where the cell shows percentages, else text. Formulas are computed anew by the
    program that opens the file. Refuses a file without that sheet (`SheetBroken`).
    """
    package = open_package(content)
    part = next((each for each in sheet_parts(package.parts) if each.name == sheet), None)
    if part is None or part.path not in package.parts:
        raise SheetBroken(field="file")
    filled = _filled(package.parts[part.path], cells, _percent_looks(package.parts.get(_STYLES, b"")))
    changed = {part.path: filled, _WORKBOOK: _computed_anew(package.parts[_WORKBOOK])}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            data = changed.get(info.filename) or source.read(info)
            archive.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _percent_looks(markup: bytes) -> frozenset[str]:
    """The numbers of the looks, in the order of the file's styles, that show a number as a percentage."""
    if not markup:
        return frozenset()
    root = ET.fromstring(markup)  # noqa: S314 - a file that `read` has accepted
    codes = {each.get("numFmtId"): each.get("formatCode") or "" for each in root.iter(f"{{{_MAIN}}}numFmt")}
    looks = root.find(f"{{{_MAIN}}}cellXfs")
    return frozenset(
        str(at)
        for at, look in enumerate(looks if looks is not None else ())
        if look.get("numFmtId") in _PERCENT_FORMATS or "%" in codes.get(look.get("numFmtId"), "")
    )


def _computed_anew(markup: bytes) -> bytes:
    """The workbook's own part, which now says that sums are made again when it is opened; all else as it was.

    Its markup names prefixes inside of values, so it is not parsed and written anew.
    """
    if b"fullCalcOnLoad=" in markup:
        return _ASKED_BEFORE.sub(b'fullCalcOnLoad="1"', markup, count=1)
    if _CALCULATION.search(markup):
        return _CALCULATION.sub(rb'\g<0> fullCalcOnLoad="1"', markup, count=1)
    return _BEFORE_CALCULATION.sub(rb'\g<0><\g<prefix>calcPr fullCalcOnLoad="1"/>', markup, count=1)


def _parsed(markup: bytes) -> ET.Element:
    ET.register_namespace("", _MAIN)
    ET.register_namespace("r", _RELATIONS)
    root = ET.fromstring(markup)  # noqa: S314 - see above
    for element in root.iter():
        # Attributes of extensions name prefixes that are not written back; Excel needs none of them.
        for name in [each for each in element.attrib if each.startswith("{") and not each.startswith(_OWN)]:
            del element.attrib[name]
    return root


def _filled(markup: bytes, cells: Mapping[tuple[int, int], str], percent: Container[str]) -> bytes:
    root = _parsed(markup)
    data = root.find(f"{{{_MAIN}}}sheetData")
    if data is None:
        raise SheetBroken(field="file")
    for (row, column), text in sorted(cells.items()):
        _put(_cell(_row(data, row), row, column), text, percent)
    made: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _row(data: ET.Element, number: int) -> ET.Element:
    """The row of this number, made at its place where there is none."""
    place = 0
    for at, row in enumerate(data, start=1):
        found = int(row.get("r") or at)
        if found == number:
            return row
        if found > number:
            break
        place = at
    fresh = ET.Element(f"{{{_MAIN}}}row", {"r": str(number)})
    data.insert(place, fresh)
    return fresh


def _cell(row: ET.Element, number: int, column: int) -> ET.Element:
    """The cell of this column, made at its place where there is none."""
    place = 0
    for at, cell in enumerate(row, start=1):
        found = parse_address(cell.get("r") or "")
        if found is not None and found[1] == column:
            return cell
        if found is not None and found[1] > column:
            break
        place = at
    fresh = ET.Element(f"{{{_MAIN}}}c", {"r": address(number, column)})
    row.insert(place, fresh)
    return fresh


def _put(cell: ET.Element, text: str, percent: Container[str]) -> None:
    if cell.find(f"{{{_MAIN}}}f") is not None:
        return
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    number = text if text.isascii() and text.isdigit() and len(text) < 12 else ""
    if _PERCENT.fullmatch(text) and cell.get("s") in percent:
        number = f"{Decimal(text[:-1]) / 100:f}"
    if number:
        ET.SubElement(cell, f"{{{_MAIN}}}v").text = number
    elif text:
        cell.set("t", "inlineStr")
        inner = ET.SubElement(cell, f"{{{_MAIN}}}is")
        ET.SubElement(inner, f"{{{_MAIN}}}t").text = text
