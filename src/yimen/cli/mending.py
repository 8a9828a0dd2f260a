"""How to mend what an import found, by the code of the finding."""

from yimen.rules.errors import N_

_HINTS: dict[str, str] = {
    "orgs.broken_row": N_("请检查这一行有没有多写或少写逗号；名称里有逗号的要用双引号括起来"),
    "orgs.bad_code": N_("请写 12 位数字代码；在表格软件里把这一列设为“文本”，免得变成科学计数"),
    "orgs.bad_name": N_("请填上完整名称"),
    "orgs.level_mismatch": N_("级别写 1 省、2 市、3 县、4 乡、5 村"),
    "orgs.parent_mismatch": N_("上级代码由本级代码决定，请照提示改"),
    "orgs.duplicate_code": N_("请删去其中一行"),
    "orgs.repeated_code": N_("不影响导入"),
    "orgs.unknown_parent": N_("请在文件里补上这个上级，或者先导入上级"),
    "orgs.name_ending": N_("不影响导入，确实写错时请改名称"),
    "orgs.name_kind": N_("不影响导入，请核对代码和名称哪个对"),
    "orgs.name_has_path": N_("不影响导入，建议只留村居自己的名称"),
    "orgs.name_virtual": N_("不影响导入"),
    "calendar.unreadable_row": N_("日期写成 2027-01-01，类别写 holiday(放假)或 workday(上班)"),
    "catalog.broken_row": N_("请检查这一行有没有多写制表符"),
    "catalog.unknown_type": N_("请照国家标准的名称写"),
    "catalog.unknown_level": N_("请写 乡镇、村"),
    "catalog.bad_limit": N_("没有公布的时限请空着"),
    "catalog.promise_over_limit": N_("承诺时限不能超过法定时限，请核对哪个数写错了"),
    "catalog.duplicate_item": N_("请删去其中一行"),
    "programme.broken_row": N_("单元格里有逗号的要用双引号括起来"),
    "programme.unknown_city": N_("请先导入这个城市的行政区划"),
    "programme.unknown_lead": N_("请写机关的全称；还没有登记的，先用 yimen department 登记"),
    "programme.unknown_body": N_("请写“各县(市、区)”“各功能区”，或者单位的名称、6 位代码，用顿号隔开"),
    "programme.month_outside_year": N_("跨年的任务写在下一年度的方案里"),
    "text.missing": N_("请填上"),
    "text.too_long": N_("请写短一些"),
    "text.unreadable": N_("请删去看不见的字符后重新输入"),
}


def mend(code: str) -> str:
    """What to do about a finding; empty when its own sentence says it."""
    return _HINTS.get(code, "")
