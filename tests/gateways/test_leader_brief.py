"""The page for a leader, read back from the PDF: one A4 page whatever the names, its words, its code."""

import re

import pypdfium2
import pytest
import zxingcpp

from tests.gateways.sheets import AT
from yimen.gateways.typesetting import TypstTypesetter

MM = 72 / 25.4
LINK = "http://127.0.0.1:8000/supervise/?unit=130900000000"


def _facts(names: str) -> dict[str, object]:
    row = {"value": "91.7%", "change": "+1.2", "first": names, "last": names, "unknown": "5814"}
    return {
        "title": "沧州市乡镇和街道政务服务一页",
        "unit": "沧州市",
        "period": "2026年11月",
        "told": "数据截至 2026-11-28 09:41",
        "headings": ["指标", "本月", "比上月", "靠前", "靠后", "未采集"],
        "rows": [{"name": f"指标{at}率", **row} for at in range(12)],
        "late": [f"今天超期没有作出决定的办件 2 件（{names}）"] * 4,
        "notes": ["“未采集”是没有人看过，不当作 0，也不参加排名。"],
        "url": LINK,
        "sample": True,
    }


@pytest.mark.parametrize("names", ["沧县", "河北沧州经济开发区、沧州高新技术产业开发区、孟村回族自治县"])
def test_the_brief_is_one_a4_page_with_its_words_and_its_code(names: str) -> None:
    pdf = TypstTypesetter().typeset_sheet("leader_brief", _facts(names), AT)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        page = document[0]
        assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (210, 297)
        words = re.sub(r"\s+", "", page.get_textpage().get_text_range())
        picture = page.render(scale=2).to_pil()
    assert "今天要盯的" in words
    assert f"靠前靠后未采集指标0率91.7%+1.2{names}" in words
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [LINK]
