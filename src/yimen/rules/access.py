"""Who may do what: parties, actors and the grant table; scope is a subtree of the region tree."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yimen.rules.errors import N_, Refusal, RuleViolation


class Party(StrEnum):
    """Everyone that a grant can name: the roles of posts, and the actors without a post."""

    ANYONE = "ANYONE"
    RESIDENT = "RESIDENT"
    VILLAGE_PROXY = "VILLAGE_PROXY"
    CLERK = "CLERK"
    REVIEWER = "REVIEWER"
    APPROVER = "APPROVER"
    SEAL_KEEPER = "SEAL_KEEPER"
    CENTER_HEAD = "CENTER_HEAD"
    COUNTY_OFFICER = "COUNTY_OFFICER"
    CITY_OFFICER = "CITY_OFFICER"
    SYSTEM = "SYSTEM"


PARTY_LABELS: dict[Party, str] = {
    Party.ANYONE: N_("任何人"),
    Party.RESIDENT: N_("群众"),
    Party.VILLAGE_PROXY: N_("村级代办员"),
    Party.CLERK: N_("窗口人员"),
    Party.REVIEWER: N_("审查人员"),
    Party.APPROVER: N_("审批人员"),
    Party.SEAL_KEEPER: N_("印章保管人"),
    Party.CENTER_HEAD: N_("中心主任"),
    Party.COUNTY_OFFICER: N_("县政务办"),
    Party.CITY_OFFICER: N_("市政务办"),
    Party.SYSTEM: N_("系统"),
}

POST_ROLES: frozenset[Party] = frozenset(Party) - {Party.ANYONE, Party.RESIDENT, Party.SYSTEM}

_TOWNSHIP_DESK = frozenset({Party.CLERK, Party.REVIEWER, Party.APPROVER, Party.CENTER_HEAD})

# Action or query name -> the parties that may call it. The page "谁能做什么" prints this table.
GRANTS: dict[str, frozenset[Party]] = {
    "orgs.import_divisions": frozenset({Party.SYSTEM}),
    "orgs.import_calendar": frozenset({Party.SYSTEM}),
    "orgs.record_dossiers": frozenset({Party.SYSTEM}),
    "orgs.open_department": frozenset({Party.SYSTEM}),
    "catalog.import_items": frozenset({Party.SYSTEM}),
    "catalog.read_guide": frozenset({Party.ANYONE}),
    "people.open_account": frozenset({Party.SYSTEM}),
    "people.appoint": frozenset({Party.SYSTEM}),
    "people.end_post": frozenset({Party.SYSTEM}),
    "people.set_password": frozenset({Party.SYSTEM}),
    "people.log_in": frozenset({Party.ANYONE}),
    "people.send_code": frozenset({Party.ANYONE}),
    "people.log_in_with_code": frozenset({Party.ANYONE}),
    "people.choose_post": frozenset({Party.ANYONE}),
    "people.read_grants": POST_ROLES,
    "cases.save_draft": frozenset({Party.RESIDENT}),
    "cases.attach_file": frozenset({Party.RESIDENT}),
    "cases.remove_file": frozenset({Party.RESIDENT}),
    "cases.submit": frozenset({Party.RESIDENT}),
    "cases.receive": frozenset({Party.CLERK}),
    "cases.accept": frozenset({Party.CLERK}),
    "cases.review": frozenset({Party.REVIEWER}),
    "cases.send_back": frozenset({Party.APPROVER}),
    "cases.grant": frozenset({Party.APPROVER}),
    "cases.refuse": frozenset({Party.APPROVER}),
    "cases.deliver": frozenset({Party.RESIDENT, Party.CLERK}),
    "cases.close": frozenset({Party.SYSTEM, Party.CLERK}),
    "cases.reveal": _TOWNSHIP_DESK,
    "cases.read": _TOWNSHIP_DESK | {Party.SEAL_KEEPER, Party.COUNTY_OFFICER},
    "cases.read_own": frozenset({Party.RESIDENT}),
    "cases.track": frozenset({Party.ANYONE}),
    "documents.issue_file": frozenset({Party.SYSTEM}),
    "documents.sweep_files": frozenset({Party.SYSTEM}),
    "documents.verify": frozenset({Party.ANYONE}),
    "feedback.invite": frozenset({Party.SYSTEM}),
    "feedback.rate": frozenset({Party.ANYONE}),
    "journal.fold": frozenset({Party.SYSTEM}),
    "journal.verify": frozenset({Party.SYSTEM}),
    "journal.deliver_messages": frozenset({Party.SYSTEM}),
}

# The nouns in the order of the house, as the page and the command print them.
NOUN_LABELS: dict[str, str] = {
    "orgs": N_("机构和区划"),
    "people": N_("人员和登录"),
    "catalog": N_("事项"),
    "documents": N_("文书"),
    "cases": N_("办件"),
    "feedback": N_("评价"),
    "journal": N_("操作日志"),
}

ACTION_LABELS: dict[str, str] = {
    "orgs.import_divisions": N_("导入行政区划"),
    "orgs.import_calendar": N_("导入工作日历"),
    "orgs.record_dossiers": N_("登记中心和服务站的地址、电话、时间"),
    "orgs.open_department": N_("登记部门"),
    "catalog.import_items": N_("导入事项"),
    "catalog.read_guide": N_("看办事指南"),
    "people.open_account": N_("开立账号"),
    "people.appoint": N_("任命岗位"),
    "people.end_post": N_("结束岗位"),
    "people.set_password": N_("给工作人员换密码"),
    "people.log_in": N_("用账号和密码登录"),
    "people.send_code": N_("获取短信验证码"),
    "people.log_in_with_code": N_("用手机号和验证码登录"),
    "people.choose_post": N_("登录后选择岗位"),
    "people.read_grants": N_("看权限表"),
    "cases.save_draft": N_("填写并保存申请"),
    "cases.attach_file": N_("上传材料"),
    "cases.remove_file": N_("删除未提交的材料"),
    "cases.submit": N_("提交申请"),
    "cases.receive": N_("收件"),
    "cases.accept": N_("受理"),
    "cases.review": N_("审查"),
    "cases.send_back": N_("退回重新审查"),
    "cases.grant": N_("作出准予决定"),
    "cases.refuse": N_("作出不予决定"),
    "cases.deliver": N_("送达、领取结果"),
    "cases.close": N_("办结"),
    "cases.reveal": N_("查看完整个人信息(要写明理由，会记录)"),
    "cases.read": N_("看辖区内的办件"),
    "cases.read_own": N_("看自己的办件"),
    "cases.track": N_("凭编号和校验码查进度"),
    "documents.issue_file": N_("生成文书文件"),
    "documents.sweep_files": N_("清理无主文件"),
    "documents.verify": N_("验证文书真伪"),
    "feedback.invite": N_("发出评价邀请"),
    "feedback.rate": N_("评价"),
    "journal.fold": N_("固化日志"),
    "journal.verify": N_("核验日志"),
    "journal.deliver_messages": N_("发送短信"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantRow:
    """One action of the grant table in words, with the parties that may do it, in the order of `Party`."""

    action: str
    label: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantGroup:
    """The rows of one noun."""

    label: str
    rows: tuple[GrantRow, ...]


def grant_groups() -> tuple[GrantGroup, ...]:
    """The whole grant table by noun; what anyone may do names `Party.ANYONE` alone."""
    groups = []
    for noun, label in NOUN_LABELS.items():
        names = [name for name in GRANTS if name.startswith(f"{noun}.")]
        rows = tuple(GrantRow(action=n, label=ACTION_LABELS[n], parties=_in_order(GRANTS[n])) for n in names)
        groups.append(GrantGroup(label=label, rows=rows))
    return tuple(groups)


def _in_order(granted: frozenset[Party]) -> tuple[Party, ...]:
    if Party.ANYONE in granted:
        return (Party.ANYONE,)
    return tuple(party for party in Party if party in granted)


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts, in one post at a time; a value, made by `usecases.people` and handed down.

    `scope_code` is the 12-digit region whose subtree the post covers; residents and the public
    have none: they reach only what is theirs.
    """

    party: Party
    name: str
    account_id: UUID | None = None
    post_id: UUID | None = None
    organ_id: UUID | None = None
    organ_name: str = ""
    scope_code: str = ""
    county_code: str = ""
    sample: bool = False

    @property
    def is_staff(self) -> bool:
        """Whether this actor acts in a post."""
        return self.party in POST_ROLES

    @property
    def role_label(self) -> str:
        """The Chinese word for the party, untranslated."""
        return PARTY_LABELS[self.party]


PUBLIC = Actor(party=Party.ANYONE, name=N_("访客"))


def system_actor(name: str) -> Actor:
    """The named actor as which a job or a command acts."""
    return Actor(party=Party.SYSTEM, name=name)


class NotAllowed(RuleViolation):
    """The actor's party is not granted this action."""

    code = "access.not_allowed"
    template = N_("您的岗位({role})不能做这一步。需要时请联系中心主任调整岗位。")
    refusal = Refusal.FORBIDDEN


class NotFound(RuleViolation):
    """The thing is not there, or it is out of the actor's scope: the answer is the same."""

    code = "access.not_found"
    template = N_("没有找到。它可能不存在，或者不在您的辖区和职责范围内。")
    refusal = Refusal.NOT_FOUND


def may(actor: Actor, action: str) -> bool:
    """Whether the grant table lets this actor's party call the action."""
    granted = GRANTS[action]
    return actor.party in granted or Party.ANYONE in granted


def require(actor: Actor, action: str) -> None:
    """Refuse with `NotAllowed` unless the grant table lets the actor call the action."""
    if not may(actor, action):
        raise NotAllowed(role=actor.role_label)


def scope_prefix(scope_code: str) -> str:
    """The significant digits of a 12-digit code: what every code of its subtree begins with."""
    for length in (2, 4, 6, 9):
        if set(scope_code[length:]) <= {"0"}:
            return scope_code[:length]
    return scope_code


def covers(actor: Actor, region_code: str) -> bool:
    """Whether a region lies in the subtree of the actor's post."""
    return bool(actor.scope_code) and region_code.startswith(scope_prefix(actor.scope_code))


def may_open_sensitive(actor: Actor, *, on_duty: bool) -> bool:
    """Sensitive kinds need a duty in the case, not only a region (design §5)."""
    return on_duty or actor.party is Party.SYSTEM
