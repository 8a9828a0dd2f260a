"""A workbook as a county might have it: its own words, a title, names of townships, a formula, looks."""

import io
from collections.abc import Sequence

import xlsxwriter

FOREIGN_HEADINGS = (
    "序号",
    "乡镇（街道）",
    "乡镇总数",
    "中心建成数",
    "村（社区）总数",
    "站点建成数",
    "机构覆盖率（%）",
    "场所面积达标",
    "统一牌匾",
    "便民设施配备",
    "政务公开专区设置",
    "下放审批事项数",
    "公共服务事项数",
    "专用章启用情况",
    "政务外网接通",
    "组织培训（次）",
    "八项制度上墙",
    "本月办件量",
    "办结量",
    "存在问题",
    "联系电话",
    "小计",
)


def foreign_form(headings: Sequence[str] = FOREIGN_HEADINGS) -> bytes:
    """The form: title, a line of notes, headings in row 3, two named lines, a line for the sum."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page, red = book.add_worksheet("进展表"), book.add_format({"bg_color": "#FFC7CE", "border": 1})
    page.write_string(0, 0, "沧县乡镇政务服务进展表")
    page.write_string(1, 0, "填报单位：")
    for at, words in enumerate(headings):
        page.write_string(2, at, words, red)
    for row, name in ((3, "兴济镇"), (4, "旧州镇")):
        page.write_number(row, 0, row - 2)
        page.write_string(row, 1, name, red)
        if len(headings) == len(FOREIGN_HEADINGS):
            page.write_formula(row, len(headings) - 1, f"=R{row + 1}+S{row + 1}", red)
    book.close()
    return target.getvalue()
