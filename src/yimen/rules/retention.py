"""How long each kind of data is kept, and why: what no source settles is kept, and says so."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_


class Kept(StrEnum):
    """A kind of data with a period of its own."""

    SESSIONS = "SESSIONS"
    ONE_TIME_CODES = "ONE_TIME_CODES"
    ANSWERED_REQUESTS = "ANSWERED_REQUESTS"
    UNSENT_TEXTS = "UNSENT_TEXTS"
    ATTEMPTS = "ATTEMPTS"
    LOG_INS = "LOG_INS"
    DRAFTS = "DRAFTS"
    SHEET_IMPORTS = "SHEET_IMPORTS"
    LOOSE_FILES = "LOOSE_FILES"
    TOLD_EVENTS = "TOLD_EVENTS"
    SEARCH_MISSES = "SEARCH_MISSES"
    MESSAGE_MARKS = "MESSAGE_MARKS"
    CASES = "CASES"
    PAPERS = "PAPERS"
    DOSSIERS = "DOSSIERS"
    CONTACTS = "CONTACTS"
    REPORTS = "REPORTS"
    JOURNAL = "JOURNAL"


KEPT_LABELS: dict[Kept, str] = {
    Kept.SESSIONS: N_("登录会话"),
    Kept.ONE_TIME_CODES: N_("短信验证码"),
    Kept.ANSWERED_REQUESTS: N_("表单防重记录"),
    Kept.UNSENT_TEXTS: N_("没有发出的短信内容"),
    Kept.ATTEMPTS: N_("登录和查询的尝试记录"),
    Kept.LOG_INS: N_("登录记录"),
    Kept.DRAFTS: N_("没有提交的预填"),
    Kept.SHEET_IMPORTS: N_("导入的清单文件和核对结果"),
    Kept.LOOSE_FILES: N_("没有归属的文件"),
    Kept.TOLD_EVENTS: N_("推给对接系统的事件"),
    Kept.SEARCH_MISSES: N_("没有查到的说法（不含个人信息）"),
    Kept.MESSAGE_MARKS: N_("短信发送记录（不含号码和内容）"),
    Kept.CASES: N_("办件和材料"),
    Kept.PAPERS: N_("文书和用印登记"),
    Kept.DOSSIERS: N_("中心和服务站的档案、照片和标准结论"),
    Kept.CONTACTS: N_("方案的责任人、联系人和修改记录"),
    Kept.REPORTS: N_("月报的每一版、台账和销号"),
    Kept.JOURNAL: N_("操作日志"),
}

_SHORTEST = N_("个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间")
_ARCHIVE = N_("归档和保管期限按档案管理规定，本系统未核实具体年限")


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """One line of the table. `period` None is 未定: never removed by the program.

    `counted_from` says in words since when; `by_other_job` that another nightly job does it.
    """

    kind: Kept
    period: dt.timedelta | None
    counted_from: str
    reason: str
    source: str
    by_other_job: bool = False

    @property
    def is_applied(self) -> bool:
        """Whether the retention job removes this kind."""
        return self.period is not None and not self.by_other_job


# The days are the program's own choice unless the source names them; `docs/operate/retention.md`.
RETENTION: tuple[Retention, ...] = (
    Retention(
        kind=Kept.SESSIONS,
        period=dt.timedelta(0),
        counted_from=N_("会话到期"),
        reason=N_("到期的会话不能再用"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.ONE_TIME_CODES,
        period=dt.timedelta(days=1),
        counted_from=N_("验证码失效"),
        reason=N_("失效后没有用处，里面有手机号"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.ANSWERED_REQUESTS,
        period=dt.timedelta(days=30),
        counted_from=N_("提交"),
        reason=N_("只为挡住重复点击；登录会话最长 8 小时，30 天足够"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.UNSENT_TEXTS,
        period=dt.timedelta(days=30),
        counted_from=N_("写下"),
        reason=N_("一个月发不出去的短信已经失去意义，号码和内容清空，记录留下"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.ATTEMPTS,
        period=dt.timedelta(days=184),
        counted_from=N_("尝试"),
        reason=N_("网络日志至少留六个月（最长的六个月是 184 天），只存摘要"),
        source=N_("网络安全法第二十一条：留存相关的网络日志不少于六个月"),
    ),
    Retention(
        kind=Kept.LOG_INS,
        period=dt.timedelta(days=184),
        counted_from=N_("最后一次用"),
        reason=N_("网络日志至少留六个月（最长的六个月是 184 天）；网络地址去掉了最后一段"),
        source=N_("网络安全法第二十一条：留存相关的网络日志不少于六个月"),
    ),
    Retention(
        kind=Kept.DRAFTS,
        period=dt.timedelta(days=180),
        counted_from=N_("最后一次保存"),
        reason=N_("半年没有动过的预填，本人随时可以重填；天数是本系统定的"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.SHEET_IMPORTS,
        period=dt.timedelta(days=180),
        counted_from=N_("最后一步"),
        reason=N_("核对和确认用的原件；确认以后清单里另有版本，天数是本系统定的"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.LOOSE_FILES,
        period=dt.timedelta(days=1),
        counted_from=N_("存入"),
        reason=N_("没有任何记录用到的文件，由每晚的清理任务删除"),
        source=_SHORTEST,
        by_other_job=True,
    ),
    Retention(
        kind=Kept.TOLD_EVENTS,
        period=dt.timedelta(days=90),
        counted_from=N_("事情发生"),
        reason=N_("供核对和重新推送；里面没有个人信息，办件本身另存"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.SEARCH_MISSES,
        period=dt.timedelta(days=180),
        counted_from=N_("最后一次有人查"),
        reason=N_("供县里补充群众的说法；只有词、次数和日期，半年没人再查就没有用处，天数是本系统定的"),
        source=_SHORTEST,
    ),
    Retention(
        kind=Kept.MESSAGE_MARKS,
        period=None,
        counted_from="",
        reason=N_("办件经过要显示何时告知过申请人"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.CASES,
        period=None,
        counted_from="",
        reason=N_("永不自动删除"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.PAPERS,
        period=None,
        counted_from="",
        reason=N_("永不自动删除，随时要能查验"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.DOSSIERS,
        period=None,
        counted_from="",
        reason=N_("永不自动删除：谁改过什么、以前怎样，报表和核查都要能对上；照片不存拍摄设备"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.CONTACTS,
        period=None,
        counted_from="",
        reason=N_("永不自动删除：哪个月由谁负责要能查到；手机遮住，看一次记一次"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.REPORTS,
        period=None,
        counted_from="",
        reason=N_("永不自动删除：冻结的数、重报前后的数、校验码要能一直对照；不含个人信息"),
        source=_ARCHIVE,
    ),
    Retention(
        kind=Kept.JOURNAL,
        period=None,
        counted_from="",
        reason=N_("只追加，不删除；里面没有个人信息，只有摘要"),
        source=N_("网络安全法第二十一条（不少于六个月）；上限未核实"),
    ),
)


def kept_until(line: Retention, now: dt.datetime) -> dt.datetime | None:
    """What is older than this may go; None for what is kept."""
    return None if line.period is None else now - line.period


def period_words(line: Retention) -> str:
    """The period as the report says it."""
    if line.period is None:
        return N_("未定，保留")
    if not line.period:
        return N_("{event}即删除").format(event=line.counted_from)
    return N_("{event}后 {days} 天").format(event=line.counted_from, days=line.period.days)
