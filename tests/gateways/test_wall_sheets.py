"""What hangs on a wall, read back from the PDF: its size, its fonts, its code, its words, its pages."""

import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from tests.gateways.sheets import AT, HEADINGS, LINK, POSTER, line, wall_list
from yimen.gateways.paper_facts import IncompleteFacts
from yimen.gateways.sheet_facts import check_sheet
from yimen.gateways.typesetting import MemoryTypesetter, TypstTypesetter

MM = 72 / 25.4


@pytest.fixture(scope="module")
def typesetter() -> TypstTypesetter:
    """One typesetter, as in a worker."""
    return TypstTypesetter()


@pytest.fixture(scope="module")
def long_list(typesetter: TypstTypesetter) -> bytes:
    """The list of a whole township."""
    return typesetter.typeset_sheet("wall_list", wall_list(117), AT)


@pytest.fixture(scope="module")
def poster(typesetter: TypstTypesetter) -> bytes:
    """The poster of its center."""
    return typesetter.typeset_sheet("poster", POSTER, AT)


def _pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]


def _sizes(pdf: bytes) -> set[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return {(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document}


def _codes(pdf: bytes, page: int = 0) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=2).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def _fonts_not_inside(pdf: bytes) -> list[int]:
    """The pages on which a text is set in a font that the file does not carry."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [at for at, page in enumerate(document) if not all(_fonts_are_inside(page))]


def _fonts_are_inside(page: pypdfium2.PdfPage) -> list[bool]:
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4)
    found = [bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(each.raw))) for each in texts]
    assert found
    return found


def test_a_wall_list_is_a3_across_and_a_poster_a2_upright(long_list: bytes, poster: bytes) -> None:
    assert _sizes(long_list) == {(420, 297)}
    assert _sizes(poster) == {(420, 594)}


def test_every_font_lies_in_the_file(long_list: bytes, poster: bytes) -> None:
    assert _fonts_not_inside(long_list) == []
    assert _fonts_not_inside(poster) == []


def test_117_items_take_five_pages_each_with_headings_edition_and_number(long_list: bytes) -> None:
    pages = _pages(long_list)
    assert len(pages) == 5
    for at, text in enumerate(pages, start=1):
        assert "第3版，2026年11月16日公布" in text
        assert "".join(HEADINGS) in text
        assert f"第{at}页，共5页" in text
        assert "沧县旧州镇行政综合服务中心办理目录清单" in text
    whole = "".join(pages)
    assert [n for n in (1, 60, 117) if "".join(line(n).values()).replace(" ", "") not in whole] == []


def test_the_code_of_each_page_names_version_and_place(long_list: bytes, poster: bytes) -> None:
    assert [_codes(long_list, at) for at in (0, 4)] == [[LINK], [LINK]]
    assert _codes(poster) == [LINK]


def test_a_poster_says_where_when_and_whom_to_call_and_what_is_not_known(poster: bytes) -> None:
    pages = _pages(poster)
    assert len(pages) == 1
    for words in ("沧县旧州镇行政综合服务中心", "旧州镇政府街1号", "8:30–12:00", "电话未公布", "12345"):
        assert words in pages[0]


@pytest.mark.parametrize(
    "name", ["沧县", "沧州高新技术产业开发区社会发展局行政综合服务中心经济片区分中心服务大厅"]
)
def test_a_poster_takes_one_page_whatever_the_name(typesetter: TypstTypesetter, name: str) -> None:
    facts = POSTER | {"title": name, "notes": ["很长的一句话，" * 12] * 2}
    pages = _pages(typesetter.typeset_sheet("poster", facts, AT))
    assert len(pages) == 1
    assert name in pages[0].replace("\n", "")


def test_an_empty_list_is_still_a_sheet(typesetter: TypstTypesetter) -> None:
    assert len(_pages(typesetter.typeset_sheet("wall_list", wall_list(0), AT))) == 1


def test_a_sign_that_no_font_has_stands_as_a_geta(typesetter: TypstTypesetter) -> None:
    facts = wall_list(1, place_name="沧县\U0001f600旧州镇\u202e")
    assert "沧县〓旧州镇" in _pages(typesetter.typeset_sheet("wall_list", facts, AT))[0]


def test_markup_in_a_name_stays_text(typesetter: TypstTypesetter) -> None:
    facts = wall_list(1, place_name='#read("/etc/passwd")')
    assert '#read("/etc/passwd")' in _pages(typesetter.typeset_sheet("wall_list", facts, AT))[0]


def test_the_same_facts_make_the_same_bytes(typesetter: TypstTypesetter, poster: bytes) -> None:
    assert typesetter.typeset_sheet("poster", POSTER, AT) == poster


def test_a_sheet_is_set_from_exactly_its_facts() -> None:
    with pytest.raises(IncompleteFacts):
        check_sheet("wall_list", POSTER)
    with pytest.raises(IncompleteFacts):
        MemoryTypesetter().typeset_sheet("poster", wall_list(), AT)
    assert MemoryTypesetter().typeset_sheet("poster", POSTER, AT).startswith(b"%PDF-1.7")
