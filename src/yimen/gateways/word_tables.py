"""A wide table as .docx: the smallest OOXML that Word, WPS and LibreOffice open.

The same table always gives the same bytes. Landscape, headings repeated on every page, places to sign below.
All text goes in as text. Source: ECMA-376, part 1 (WordprocessingML).
"""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from yimen.rules.report_papers import TablePaper

_EPOCH = (2020, 4, 24, 0, 0, 0)
_TWIPS_A4, _TWIPS_A3 = (16838, 11906), (23811, 16838)
_MARGIN = 720
_MANY_COLUMNS = 14
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_FONT = '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="宋体"/>'
_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'


def write_docx(paper: TablePaper) -> bytes:
    """The table as the bytes of a .docx; A3 where it has many columns, else A4."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _document(paper)),
        ):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return target.getvalue()


def _document(paper: TablePaper) -> str:
    wide, high = _TWIPS_A3 if len(paper.headings) > _MANY_COLUMNS else _TWIPS_A4
    sample = _paragraph("示例", size=28, centered=True) if paper.sample else ""
    signs = (
        _paragraph("　　　".join(f"{each}：＿＿＿＿＿＿" for each in paper.signs), size=22)
        if paper.signs
        else ""
    )
    body = (
        _paragraph(paper.title, size=32, centered=True, bold=True)
        + sample
        + _paragraph(f"{paper.unit}　{paper.period}", size=22, centered=True)
        + _table(paper, wide - 2 * _MARGIN)
        + "".join(_paragraph(each, size=18) for each in paper.notes)
        + signs
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f'{body}<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="360" w:footer="360" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _table(paper: TablePaper, room: int) -> str:
    whole = sum(paper.widths) or 1
    widths = [room * each // whole for each in paper.widths]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    edges = "".join(
        f"<w:{side} {_BORDER}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(zip(paper.headings, widths, strict=True), is_head=True)
    if paper.groups:
        head = _group_row(paper, widths) + head
    rows = "".join(_row(zip(row, widths, strict=True)) for row in paper.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )


def _group_row(paper: TablePaper, widths: list[int]) -> str:
    cells, at = "", 0
    for words, span in paper.groups:
        width = sum(widths[at : at + span])
        cells += _cell(words, width, span=span, bold=True)
        at += span
    return f"<w:tr>{_row_marks(is_head=True)}{cells}</w:tr>"


def _row(cells: Iterable[tuple[str, int]], *, is_head: bool = False) -> str:
    made = "".join(_cell(text, width, bold=is_head) for text, width in cells)
    return f"<w:tr>{_row_marks(is_head=is_head)}{made}</w:tr>"


def _row_marks(*, is_head: bool) -> str:
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:trPr><w:cantSplit/>{repeated}</w:trPr>"


def _cell(text: str, width: int, *, span: int = 1, bold: bool = False) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = "".join(_paragraph(line, size=16, bold=bold) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{inner}</w:tc>'


def _paragraph(text: str, *, size: int, centered: bool = False, bold: bool = False) -> str:
    """A paragraph; the size is in half points."""
    align = '<w:jc w:val="center"/>' if centered else ""
    weight = "<w:b/>" if bold else ""
    run = f'<w:rPr>{_FONT}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return (
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{align}</w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
