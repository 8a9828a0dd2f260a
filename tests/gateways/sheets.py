"""Facts of a wall list and a poster as a center really has them."""

from datetime import UTC, datetime

from yimen.gateways.sheet_facts import LINE_PARTS

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LINK = "http://127.0.0.1:8000/places/130921100000/list/3/"
HEADINGS = [
    "序号", "事项", "类型", "办理方式", "以谁的名义", "承诺时限", "法定时限", "材料份数", "收费", "监督电话",
]  # fmt: skip
_NAMES = [
    "林木采伐许可证核发",
    "最低生活保障对象认定",
    "乡村建设规划许可证核发(在乡、村庄规划区内使用原有宅基地进行农村村民住宅建设)",
    "高龄津贴申领",
    "小餐饮登记",
]


def line(number: int) -> dict[str, str]:
    """One line of the list."""
    cells = [
        str(number), _NAMES[number % len(_NAMES)], "行政许可", "委托", "沧县林业主管部门",
        "5 个工作日", "20 个工作日", "4 样", "不收费", "未公布",
    ]  # fmt: skip
    return dict(zip(LINE_PARTS, cells, strict=True))


def wall_list(items: int = 12, **changes: object) -> dict[str, object]:
    """The facts of a list with so many lines."""
    return {
        "title": "沧县旧州镇行政综合服务中心办理目录清单",
        "place_name": "沧县旧州镇",
        "edition_words": "第 3 版，2026年11月16日公布",
        "digest": "9F3A61C2",
        "headings": HEADINGS,
        "lines": [line(number) for number in range(1, items + 1)],
        "url": LINK,
        "sample": False,
    } | changes


POSTER: dict[str, object] = {
    "title": "沧县旧州镇行政综合服务中心",
    "place_name": "河北省沧县旧州镇",
    "edition_words": "办理目录清单第 3 版，2026年11月16日公布，共 117 项",
    "url": LINK,
    "rows": [
        {"label": "地址", "value": "旧州镇政府街 1 号"},
        {"label": "时间", "value": "周一至周五 8:30–12:00，14:00–17:30（法定节假日除外）"},
        {"label": "电话", "value": "未公布"},
    ],
    "notes": [
        "一次没办成的，请工作人员一次说清还差什么。",
        "办行政许可不收费；法律、行政法规另有规定的除外。",
    ],
    "supervision": "监督电话 12345",
    "sample": False,
}
