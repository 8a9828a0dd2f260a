"""The table of all commands; a command's module is imported only when it is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """A module with `add_arguments(parser)` and `run(args) -> int`.

    With `needs_database` the frame sees to a running database and a ready Django before `run`.
    """

    module: str
    summary: str
    needs_database: bool = True


COMMANDS: dict[str, Command] = {
    "up": Command(
        module="yimen.cli.up",
        summary="启动数据库、网页服务和后台任务，直到按 Ctrl-C",
        needs_database=False,
    ),
    "serve": Command(
        module="yimen.cli.serve",
        summary="只运行网页服务(平时由 up 启动)",
        needs_database=False,
    ),
    "worker": Command(module="yimen.jobs.command", summary="只运行后台任务(平时由 up 启动)"),
    "migrate": Command(module="yimen.cli.migrate", summary="把数据库结构更新到本版本"),
    "assets": Command(
        module="yimen.cli.assets",
        summary="收集网页的样式和脚本(平时由 up 启动)",
        needs_database=False,
    ),
    "import": Command(module="yimen.cli.imports", summary="导入行政区划、事项、工作日历或方案"),
    "check": Command(module="yimen.cli.check", summary="检查数据是否齐全、日志是否完好"),
    "journal": Command(module="yimen.cli.journal", summary="核验不可篡改的操作日志"),
    "backup": Command(
        module="yimen.cli.backup",
        summary="把数据库、文件、密钥备份成一个文件",
        needs_database=False,
    ),
    "restore": Command(
        module="yimen.cli.restore",
        summary="从备份文件恢复",
        needs_database=False,
    ),
    "retention": Command(module="yimen.cli.retention", summary="看数据的保存期限，清理超期的"),
    "demo": Command(module="yimen.cli.demo", summary="装入样例数据，列出演示账号，发演示密钥"),
    "department": Command(module="yimen.cli.departments", summary="登记县级、市级部门"),
    "staff": Command(module="yimen.cli.staff", summary="开工作人员账号、换密码、任命和结束岗位"),
    "token": Command(module="yimen.cli.tokens", summary="给程序发接口密钥，列出、停用"),
    "webhook": Command(module="yimen.cli.webhooks", summary="把办件进展推给对接系统：开通、列出、停止、重推"),
    "indicators": Command(module="yimen.cli.indicators", summary="汇总指标，或者从头重新统计"),
    "cases": Command(module="yimen.cli.cases", summary="评查已经办结的案卷"),
    "keys": Command(module="yimen.cli.keys", summary="列出、换发、停用签名证书"),
    "grants": Command(module="yimen.cli.grants", summary="打印谁能做什么", needs_database=False),
}
