"""A wide table as .docx: the smallest OOXML that Word, WPS and LibreOffice open.

The same table always gives the same bytes. Landscape, headings repeated, pages counted, places to sign.
All text goes in as text. Source: ECMA-376, part 1 (WordprocessingML).
"""

import io
import zipfile
from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from yimen.rules.report_papers import TablePaper

_EPOCH = (2020, 4, 24, 0, 0, 0)
_TWIPS_A4, _TWIPS_A3 = (16838, 11906), (23811, 16838)
_MARGIN = 720
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.footer+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'footer" Target="footer1.xml"/></Relationships>'
)
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="40" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
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
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
            ("word/document.xml", _document(paper)),
            ("word/footer1.xml", _footer(paper)),
        ):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return target.getvalue()


def _document(paper: TablePaper) -> str:
    wide, high = _TWIPS_A3 if paper.is_large else _TWIPS_A4
    sample = _paragraph("示例", size=28, align="center") if paper.sample else ""
    signs = ""
    if paper.signs:
        places = "　　　".join(f"{each}：＿＿＿＿＿＿" for each in paper.signs)
        signs = _paragraph(places, size=22, before=360, keep=True) + _paragraph(
            "　　　　年　　　月　　　日", size=22, before=240, align="right"
        )
    body = (
        _paragraph(paper.title, size=32, align="center", bold=True)
        + sample
        + _paragraph(f"{paper.unit}　{paper.period}", size=22, align="center")
        + _table(paper, wide - 2 * _MARGIN)
        + "".join(_paragraph(each, size=18, keep=bool(paper.signs)) for each in paper.notes)
        + signs
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:document {_SPACES}><w:body>"
        f'{body}<w:sectPr><w:footerReference w:type="default" r:id="rId1"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="360" w:footer="360" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _footer(paper: TablePaper) -> str:
    """Whose table of when, the digest of its filing, the page of how many."""
    whose = f"{paper.unit}　{paper.period}"
    digest = f"SM3 {paper.digest}　" if paper.digest else ""
    told = f"{digest}{whose}　第 ", _field("PAGE"), " 页，共 ", _field("NUMPAGES"), " 页"
    runs = "".join(each if each.startswith("<w:") else _run(each, size=16) for each in told)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:ftr {_SPACES}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{runs}</w:p></w:ftr>'
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{_run("1", size=16)}</w:fldSimple>'


def _table(paper: TablePaper, room: int) -> str:
    whole = sum(paper.widths) or 1
    widths = [room * each // whole for each in paper.widths]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    edges = "".join(
        f"<w:{side} {_BORDER}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    everywhere = frozenset(range(len(widths)))
    head = _row(paper.headings, widths, everywhere, is_head=True)
    if paper.groups:
        head = _group_row(paper, widths) + head
    rows = "".join(_row(row, widths, paper.counts) for row in paper.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _group_row(paper: TablePaper, widths: list[int]) -> str:
    cells, at = "", 0
    for words, span in paper.groups:
        width = sum(widths[at : at + span])
        cells += _cell(words, width, span=span, bold=True, align="center")
        at += span
    return f"<w:tr>{_row_marks(is_head=True)}{cells}</w:tr>"


def _row(
    texts: Sequence[str], widths: Sequence[int], centered: Collection[int], *, is_head: bool = False
) -> str:
    made = "".join(
        _cell(text, width, bold=is_head, align="center" if at in centered else "")
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return f"<w:tr>{_row_marks(is_head=is_head)}{made}</w:tr>"


def _row_marks(*, is_head: bool) -> str:
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:trPr><w:cantSplit/>{repeated}</w:trPr>"


def _cell(text: str, width: int, *, span: int = 1, bold: bool = False, align: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = "".join(_paragraph(line, size=16, bold=bold, align=align) for line in text.split("\n"))
    place = '<w:vAlign w:val="center"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{place}</w:tcPr>{inner}</w:tc>'


def _paragraph(
    text: str, *, size: int, align: str = "", bold: bool = False, before: int = 20, keep: bool = False
) -> str:
    """A paragraph; the size is in half points, the room before it in twentieths; `keep` with the next."""
    place = f'<w:jc w:val="{align}"/>' if align else ""
    together = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr>{together}<w:spacing w:before="{before}" w:after="20"/>{place}</w:pPr>'
        f"{_run(text, size=size, bold=bold)}</w:p>"
    )


def _run(text: str, *, size: int, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    look = f'<w:rPr>{_FONT}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
