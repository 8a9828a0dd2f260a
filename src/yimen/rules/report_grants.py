"""The part of the grant table that is about monthly reports and registers."""

from yimen.rules.errors import N_
from yimen.rules.parties import Party

_OFFICES = frozenset({Party.COUNTY_OFFICER, Party.CITY_OFFICER})

REPORT_GRANTS: dict[str, frozenset[Party]] = {
    "reports.read": frozenset({Party.CLERK, Party.CENTER_HEAD, Party.COUNTY_OFFICER, Party.CITY_OFFICER}),
    "reports.answer": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER}),
    "reports.take_answers": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER}),
    "reports.file": frozenset({Party.CENTER_HEAD}),
    "reports.send": frozenset({Party.COUNTY_OFFICER}),
    "reports.record_sending": frozenset({Party.COUNTY_OFFICER}),
    "reports.comment": _OFFICES | {Party.CENTER_HEAD},
    "reports.send_back": _OFFICES,
    "reports.accept": _OFFICES,
    "reports.accept_all": _OFFICES,
    "reports.except": _OFFICES,
    "reports.freeze": frozenset({Party.CITY_OFFICER}),
    "reports.restate": frozenset({Party.COUNTY_OFFICER}),
    "reports.keep_template": frozenset({Party.COUNTY_OFFICER}),
    "reports.map_template": frozenset({Party.COUNTY_OFFICER}),
    "reports.withdraw_template": frozenset({Party.COUNTY_OFFICER}),
    "reports.set_day": frozenset({Party.COUNTY_OFFICER}),
    "reports.write_line": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER}),
    "reports.close_task": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER}),
    "reports.reopen_task": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER}),
    "reports.remind": frozenset({Party.SYSTEM}),
    "reports.record_samples": frozenset({Party.SYSTEM}),
}
REPORT_ACTION_LABELS: dict[str, str] = {
    "reports.read": N_("看月报和台账"),
    "reports.answer": N_("填写月报里要问的格"),
    "reports.take_answers": N_("用 Excel 填回月报里要问的格"),
    "reports.file": N_("签发乡镇月报，报县备案"),
    "reports.send": N_("签发县月报，报送市里"),
    "reports.record_sending": N_("登记月报是怎么送的"),
    "reports.comment": N_("在月报上说明"),
    "reports.send_back": N_("退回月报"),
    "reports.accept": N_("接收月报"),
    "reports.accept_all": N_("一并接收看过的月报"),
    "reports.except": N_("锁定以后开补报"),
    "reports.freeze": N_("冻结县月报"),
    "reports.restate": N_("把冻结的月报重报"),
    "reports.keep_template": N_("上传县里自己的汇总表，取回填好的"),
    "reports.map_template": N_("把县里自己的表对应到月报的列"),
    "reports.withdraw_template": N_("停用县里自己的表"),
    "reports.set_day": N_("定乡镇的备案日"),
    "reports.write_line": N_("写工作台账"),
    "reports.close_task": N_("任务销号"),
    "reports.reopen_task": N_("恢复销号的任务"),
    "reports.remind": N_("催报月报(系统)"),
    "reports.record_samples": N_("装入样例月报"),
}
