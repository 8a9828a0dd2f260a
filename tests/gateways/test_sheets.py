"""The sheet to take along, read back from the PDF: its size, its type, its words and its picture code."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from yimen.gateways.paper_facts import IncompleteFacts
from yimen.gateways.sheet_facts import check_sheet
from yimen.gateways.typesetting import MemoryTypesetter, TypstTypesetter

AT = datetime(2026, 11, 27, tzinfo=UTC)
URL = "http://127.0.0.1:8000/items/CZ0010/?v=3&s1=2"
PAPER = {
    "name": "采伐申请(地点、林种、树种、面积、蓄积、方式、更新措施)",
    "amount": "原件 1 份",
    "note": "写清地点、林种、树种",
}
FACTS: Mapping[str, object] = {
    "item_name": "林木采伐许可证核发",
    "version_words": "第 3 版",
    "place": "旧州镇行政综合服务中心",
    "address": "沧县旧州镇政府院内东侧一楼",
    "hours": "周一至周五 8:30-12:00、14:00-17:30",
    "phone": "0317-0000001",
    "time": "7 个工作日（承诺时限；法定 20 个工作日）",
    "cost": "不收费",
    "printed_on": "2026年11月27日",
    "url": URL,
    "answers": ["树长在哪里？自己承包的集体林地上"],
    "materials": [PAPER, {"name": "林木权属证明", "amount": "", "note": ""}],
}


@pytest.fixture(scope="module")
def typesetter() -> TypstTypesetter:
    """One typesetter, as in a worker."""
    return TypstTypesetter()


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document)


def test_it_is_one_a4_page(typesetter: TypstTypesetter) -> None:
    with pypdfium2.PdfDocument(typesetter.typeset_sheet("take_along", FACTS, AT)) as document:
        assert len(document) == 1
        width, height = (points / 72 * 25.4 for points in document[0].get_size())
    assert (round(width), round(height)) == (210, 297)


def test_it_says_where_when_what_and_what_is_not_published(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset_sheet("take_along", FACTS, AT))
    for words in ("林木采伐许可证核发", "第3版", "旧州镇行政综合服务中心", "0317-0000001", "林木权属证明"):
        assert words in text
    assert "您的情况：树长在哪里？自己承包的集体林地上" in text
    assert "跑几次未公布" in text
    assert "不是受理凭证" in text
    assert "示例" not in text


def test_its_picture_code_leads_back_to_the_same_guide_and_version(typesetter: TypstTypesetter) -> None:
    with pypdfium2.PdfDocument(typesetter.typeset_sheet("take_along", FACTS, AT)) as document:
        picture = document[0].render(scale=2.5).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


def test_materials_stand_in_large_type_and_every_font_is_in_the_file(typesetter: TypstTypesetter) -> None:
    pdf = typesetter.typeset_sheet("take_along", FACTS, AT)
    assert pdf.count(b"/FontFile") >= 1
    assert _sizes_of(pdf, "林木权属证明") >= 19


def _sizes_of(pdf: bytes, words: str) -> float:
    """The size in points of the first sign of these words."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        found = page.search(words).get_next()
        assert found is not None
        return float(pdfium.FPDFText_GetFontSize(page.raw, found[0]))


@pytest.mark.parametrize("amount", [0, 1, 9])
def test_it_stays_one_page_by_smaller_type_before_it_takes_a_second(
    typesetter: TypstTypesetter, amount: int
) -> None:
    materials = [PAPER | {"note": ""}] * amount
    with pypdfium2.PdfDocument(
        typesetter.typeset_sheet("take_along", {**FACTS, "materials": materials}, AT)
    ) as document:
        assert len(document) == 1


def test_many_materials_go_on_on_a_second_page_and_none_is_lost(typesetter: TypstTypesetter) -> None:
    materials = [{"name": f"第{number}样材料", "amount": "", "note": "说明" * 30} for number in range(1, 31)]
    text = _text(typesetter.typeset_sheet("take_along", {**FACTS, "materials": materials}, AT))
    assert all(str(row["name"]) in text for row in materials)


def test_whoever_need_not_apply_is_told_so_and_brings_nothing(typesetter: TypstTypesetter) -> None:
    facts = {**FACTS, "ended": "房前屋后的零星林木，不需要申请采伐许可证。", "materials": []}
    text = _text(typesetter.typeset_sheet("take_along", facts, AT))
    assert "按您的情况，不用办这件事" in text
    assert "打钩" not in text


def test_without_a_list_there_is_room_to_write(typesetter: TypstTypesetter) -> None:
    assert "记在这里" in _text(typesetter.typeset_sheet("take_along", {**FACTS, "materials": []}, AT))


def test_markup_in_a_text_is_text(typesetter: TypstTypesetter) -> None:
    text = _text(typesetter.typeset_sheet("take_along", {**FACTS, "item_name": "#panic() *x* $y$"}, AT))
    assert "#panic()*x*$y$" in text


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("poster", FACTS),
        ("take_along", {**FACTS, "sum": "1"}),
        ("take_along", {**FACTS, "url": ""}),
        ("take_along", {**FACTS, "hours": 8}),
        ("take_along", {**FACTS, "materials": ["身份证"]}),
        ("take_along", {**FACTS, "answers": "自家"}),
    ],
)
def test_what_is_no_sheet_is_refused(kind: str, facts: Mapping[str, object]) -> None:
    with pytest.raises(IncompleteFacts):
        check_sheet(kind, facts)
    with pytest.raises(IncompleteFacts):
        MemoryTypesetter().typeset_sheet(kind, facts, AT)


def test_the_fake_checks_like_the_real_one() -> None:
    assert MemoryTypesetter().typeset_sheet("take_along", FACTS, AT).startswith(b"%PDF-")
