"""One page for a leader: unknown reads as unknown, one A4 page, and a file that Word opens."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.usecases.places.dossiers import recorded
from tests.usecases.showcase.sites import recommended
from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW
from yimen.rules.access import NotFound
from yimen.usecases.supervision.briefs import get_brief, make_brief_docx, make_brief_pdf

pytestmark = pytest.mark.django_db


def test_a_page_tells_the_figures_and_who_was_never_looked_at() -> None:
    recorded()
    recommended()
    brief = get_brief(actor=CITY_OFFICER, now=NOW)
    rows = {row[0]: row[1:] for row in brief.rows}
    assert rows["面积达标率"] == ("14.3%", "—", "沧县", "—", "6")
    assert rows["乡镇清单公布率"][0] == "未采集"
    assert brief.late[1:] == (
        "任务：今年没有公布的方案",
        "月报：没有要报的",
        "示范点：乡镇（街道）0 个（目标 3），村（社区）0 个（目标 4）",
    )
    with pytest.raises(NotFound):
        get_brief(actor=COUNTY_OFFICER, now=NOW, unit_code="130922000000")


def test_the_page_is_one_page_and_the_same_goes_into_word(gateways: Any) -> None:
    made = make_brief_pdf(actor=CITY_OFFICER, now=NOW, public_url="http://127.0.0.1", sample=True)
    assert made.name == "沧州市乡镇和街道政务服务一页 2026年11月.pdf"
    assert made.content.startswith(b"%PDF")
    word = make_brief_docx(actor=CITY_OFFICER, now=NOW, sample=True)
    with zipfile.ZipFile(io.BytesIO(word.content)) as archive:
        told = "".join(ET.fromstring(archive.read("word/document.xml")).itertext())  # noqa: S314
    assert "机构平台覆盖率" in told
    assert "示例" in told
