"""The quality board on pages: unknown is said, a figure opens its lines, a head stays in their township."""

import json
from typing import Any
from urllib.parse import unquote

from django.urls import reverse

from tests.usecases.catalog.adjusting.walks import published
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, SECOND_TOWNSHIP, TOWNSHIP
from yimen.rules.list_quality import LIST_GAP_LABELS
from yimen.usecases.catalog.list_quality import get_quality_board

BOARD = "manage:quality"


def test_what_is_not_published_is_said_and_counts_for_nothing(db: None) -> None:
    page = as_actor(COUNTY_OFFICER).get(reverse(BOARD)).content.decode()
    assert "2 个地方，0 个公布了办理目录清单" in page
    assert "2 个地方没有公布清单" in page


def test_a_figure_opens_its_lines_and_says_what_is_missing(db: None) -> None:
    published()
    client = as_actor(COUNTY_OFFICER)
    page = client.get(reverse(BOARD)).content.decode()
    url = reverse("manage:quality_lines", args=[TOWNSHIP])
    assert f'href="{url}?show=OFFERED"' in page
    assert "公布的 1 份清单，0 份按现行版张挂，1 份没有采集" in page
    lines = client.get(url, {"show": "INCOMPLETE"}).content.decode()
    assert "林木采伐许可证核发" in lines
    assert "没有受理条件" in lines
    assert "这里没有事项" in client.get(url, {"show": "COMPLETE"}).content.decode()


def test_the_file_says_what_the_page_says(db: None, gateways: Any) -> None:
    published()
    client = as_actor(COUNTY_OFFICER)
    assert 'href="/manage/quality/board.xlsx"' in client.get(reverse(BOARD)).content.decode()
    answer = client.get(reverse("manage:quality_file"))
    assert "沧县清单质量" in unquote(answer["Content-Disposition"])
    book = json.loads(b"".join(answer.streaming_content))
    heading, *rows = book["清单质量"]
    board = get_quality_board(actor=COUNTY_OFFICER)
    at = heading.index("事项")
    for row, place in zip(rows, board.rows, strict=False):
        figures = place.figures
        wanted = (
            [
                str(each)
                for each in (
                    figures.offered,
                    figures.guided,
                    figures.online,
                    figures.asks_points,
                    figures.pointed,
                    figures.complete,
                )
            ]
            if figures
            else [""] * 6
        )
        assert row[at : at + 6] == wanted, place.name
    assert rows[-1][1] == "合计"
    assert rows[-1][at] == str(board.total.offered)
    assert [row[0] for row in book["还差什么"][1:]] == [
        "没有公布清单",
        *(LIST_GAP_LABELS[gap.gap] for gap in board.gaps),
    ]
    head = as_actor(CENTER_HEAD)
    assert head.get(reverse("manage:quality_file"), {"unit": SECOND_TOWNSHIP}).status_code == 404
    assert as_actor(CLERK).get(reverse("manage:quality_file")).status_code == 403


def test_the_head_of_a_center_sees_their_township_and_its_villages(db: None) -> None:
    client = as_actor(CENTER_HEAD)
    assert "东关村" in client.get(reverse(BOARD)).content.decode()
    assert client.get(reverse(BOARD), {"unit": SECOND_TOWNSHIP}).status_code == 404
    assert client.get(reverse("manage:quality_lines", args=["x"])).status_code == 404
    assert as_actor(CLERK).get(reverse(BOARD)).status_code == 403
