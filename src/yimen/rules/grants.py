"""The grant table: which party may call which action or query, and what it is called in words."""

from dataclasses import dataclass

from yimen.rules.errors import N_
from yimen.rules.parties import POST_ROLES, Party

_TOWNSHIP_DESK = frozenset({Party.CLERK, Party.REVIEWER, Party.APPROVER, Party.CENTER_HEAD})

# Action or query name -> the parties that may call it. The page "谁能做什么" prints this table.
GRANTS: dict[str, frozenset[Party]] = {
    "orgs.import_divisions": frozenset({Party.SYSTEM}),
    "orgs.import_calendar": frozenset({Party.SYSTEM}),
    "orgs.record_dossiers": frozenset({Party.SYSTEM}),
    "orgs.open_department": frozenset({Party.SYSTEM}),
    "orgs.record_remedies": frozenset({Party.COUNTY_OFFICER}),
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
    "cases.claim": frozenset({Party.RESIDENT}),
    "cases.file_for_neighbor": frozenset({Party.VILLAGE_PROXY}),
    "cases.ask_consent": frozenset({Party.VILLAGE_PROXY}),
    "cases.answer_consent": frozenset({Party.ANYONE}),
    "cases.revoke_consent": frozenset({Party.CLERK}),
    "cases.read_village": frozenset({Party.VILLAGE_PROXY}),
    "cases.find_neighbor": frozenset({Party.VILLAGE_PROXY}),
    "cases.read_due": frozenset({Party.VILLAGE_PROXY, Party.CLERK}),
    "cases.print_due_list": frozenset({Party.VILLAGE_PROXY, Party.CLERK}),
    "cases.take_in": frozenset({Party.CLERK}),
    "cases.take_in_lacking": frozenset({Party.CLERK}),
    "cases.take_in_list": frozenset({Party.CLERK}),
    "cases.settle": frozenset({Party.CLERK, Party.VILLAGE_PROXY}),
    "cases.look_up_person": frozenset({Party.CLERK, Party.VILLAGE_PROXY}),
    "cases.return": frozenset({Party.CLERK}),
    "cases.issue_one_time_notice": frozenset({Party.CLERK}),
    "cases.supplement": frozenset({Party.RESIDENT, Party.VILLAGE_PROXY, Party.CLERK}),
    "cases.deem_accepted": frozenset({Party.SYSTEM}),
    "cases.decline": frozenset({Party.CLERK}),
    "cases.find_not_needed": frozenset({Party.CLERK}),
    "cases.forward": frozenset({Party.CLERK, Party.REVIEWER, Party.APPROVER}),
    "cases.suspend": frozenset({Party.REVIEWER, Party.APPROVER}),
    "cases.resume": frozenset({Party.REVIEWER}),
    "cases.extend": frozenset({Party.REVIEWER, Party.APPROVER, Party.COUNTY_APPROVER}),
    "cases.notify_hearing": frozenset({Party.REVIEWER, Party.APPROVER}),
    "cases.schedule_hearing": frozenset({Party.REVIEWER, Party.APPROVER}),
    "cases.record_visit": frozenset({Party.REVIEWER}),
    "cases.issue_publicity_sheet": frozenset({Party.REVIEWER, Party.CLERK}),
    "cases.record_posting": frozenset({Party.VILLAGE_PROXY, Party.CLERK, Party.REVIEWER}),
    "cases.record_removal": frozenset({Party.VILLAGE_PROXY, Party.CLERK, Party.REVIEWER}),
    "cases.record_objection": frozenset({Party.VILLAGE_PROXY, Party.CLERK, Party.REVIEWER}),
    "cases.end_publicity": frozenset({Party.REVIEWER, Party.CLERK}),
    "cases.confirm": frozenset({Party.COUNTY_APPROVER, Party.APPROVER}),
    "cases.not_confirm": frozenset({Party.COUNTY_APPROVER, Party.APPROVER}),
    "cases.pass_on": frozenset({Party.CLERK}),
    "cases.open_copy_sheet": frozenset({Party.CLERK}),
    "cases.record_progress": frozenset({Party.CLERK}),
    "cases.record_result": frozenset({Party.CLERK}),
    "cases.conclude": frozenset({Party.APPROVER}),
    "cases.deem_renewed": frozenset({Party.SYSTEM}),
    "cases.withdraw": frozenset({Party.RESIDENT, Party.CLERK}),
    "cases.terminate": frozenset({Party.APPROVER, Party.COUNTY_APPROVER}),
    "cases.void": frozenset({Party.CENTER_HEAD}),
    "cases.reopen": frozenset({Party.CENTER_HEAD}),
    "cases.undo": _TOWNSHIP_DESK | {Party.COUNTY_APPROVER},
    "cases.assign": frozenset({Party.CENTER_HEAD}),
    "cases.unassign": _TOWNSHIP_DESK,
    "cases.hand_over": frozenset({Party.CENTER_HEAD}),
    "cases.add_note": _TOWNSHIP_DESK | {Party.COUNTY_APPROVER},
    "cases.save_opinion_template": _TOWNSHIP_DESK | {Party.COUNTY_APPROVER},
    "cases.drop_opinion_template": _TOWNSHIP_DESK | {Party.COUNTY_APPROVER},
    "cases.review_case_files": frozenset({Party.CENTER_HEAD, Party.COUNTY_OFFICER, Party.SYSTEM}),
    "cases.remind_silent": frozenset({Party.SYSTEM}),
    "cases.receive": frozenset({Party.CLERK}),
    "cases.accept": frozenset({Party.CLERK}),
    "cases.review": frozenset({Party.REVIEWER}),
    "cases.send_back": frozenset({Party.APPROVER, Party.COUNTY_APPROVER, Party.REVIEWER}),
    "cases.grant": frozenset({Party.APPROVER}),
    "cases.refuse": frozenset({Party.APPROVER}),
    "cases.deliver": frozenset({Party.RESIDENT, Party.CLERK}),
    "cases.close": frozenset({Party.SYSTEM, Party.CLERK}),
    "cases.reveal": _TOWNSHIP_DESK | {Party.COUNTY_APPROVER, Party.VILLAGE_PROXY},
    "cases.read": _TOWNSHIP_DESK | {Party.SEAL_KEEPER, Party.COUNTY_OFFICER, Party.COUNTY_APPROVER},
    "cases.read_own": frozenset({Party.RESIDENT}),
    "cases.track": frozenset({Party.ANYONE}),
    "documents.issue_file": frozenset({Party.SYSTEM}),
    "documents.sweep_files": frozenset({Party.SYSTEM}),
    "documents.verify": frozenset({Party.ANYONE}),
    "documents.list_certificates": frozenset({Party.SYSTEM}),
    "documents.renew_certificate": frozenset({Party.SYSTEM}),
    "documents.stop_certificate": frozenset({Party.SYSTEM}),
    "documents.read_register": _TOWNSHIP_DESK | {Party.SEAL_KEEPER, Party.COUNTY_APPROVER},
    "seals.record_use": frozenset({Party.SEAL_KEEPER}),
    "seals.attach_scan": frozenset({Party.SEAL_KEEPER}),
    "seals.read": frozenset({Party.SEAL_KEEPER, Party.CENTER_HEAD}),
    "feedback.invite": frozenset({Party.SYSTEM}),
    "feedback.rate": frozenset({Party.ANYONE}),
    "journal.fold": frozenset({Party.SYSTEM}),
    "journal.verify": frozenset({Party.SYSTEM}),
    "journal.deliver_messages": frozenset({Party.SYSTEM}),
    "hosting.apply_retention": frozenset({Party.SYSTEM}),
}

# The nouns in the order of the house, as the page and the command print them.
NOUN_LABELS: dict[str, str] = {
    "orgs": N_("机构和区划"),
    "people": N_("人员和登录"),
    "catalog": N_("事项"),
    "documents": N_("文书"),
    "cases": N_("办件"),
    "seals": N_("用印"),
    "feedback": N_("评价"),
    "journal": N_("操作日志"),
    "hosting": N_("系统维护"),
}

ACTION_LABELS: dict[str, str] = {
    "orgs.import_divisions": N_("导入行政区划"),
    "orgs.import_calendar": N_("导入工作日历"),
    "orgs.record_dossiers": N_("登记中心和服务站的地址、电话、时间"),
    "orgs.open_department": N_("登记部门"),
    "orgs.record_remedies": N_("登记复议机关和管辖法院"),
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
    "cases.claim": N_("凭编号和查询码把窗口或代办的件收进自己的账号"),
    "cases.file_for_neighbor": N_("替邻居提交申请(村级代办)"),
    "cases.ask_consent": N_("请本人或家人用链接同意代办"),
    "cases.answer_consent": N_("凭一次性链接同意、拒绝或撤回代办"),
    "cases.revoke_consent": N_("登记撤回代办委托"),
    "cases.read_village": N_("看本村代办的件"),
    "cases.find_neighbor": N_("在本村办过事的人里找人(会记录)"),
    "cases.read_due": N_("看到期名单(不显示完整个人信息)"),
    "cases.print_due_list": N_("打印上门名单，带姓名和电话(要写明理由，会记录)"),
    "cases.take_in": N_("窗口收件"),
    "cases.take_in_lacking": N_("窗口收件并一次性告知补正"),
    "cases.take_in_list": N_("按名单批量收件"),
    "cases.settle": N_("当场办结"),
    "cases.look_up_person": N_("凭身份证号带出办过事的人(会记录)"),
    "cases.return": N_("退回预填"),
    "cases.issue_one_time_notice": N_("一次性告知补正"),
    "cases.supplement": N_("补齐补正"),
    "cases.deem_accepted": N_("视为受理"),
    "cases.decline": N_("不予受理"),
    "cases.find_not_needed": N_("告知不需许可"),
    "cases.forward": N_("转报"),
    "cases.suspend": N_("启动特别程序"),
    "cases.resume": N_("结束特别程序"),
    "cases.extend": N_("延长期限"),
    "cases.notify_hearing": N_("告知听证权利"),
    "cases.schedule_hearing": N_("通知听证时间"),
    "cases.record_visit": N_("登记核对和入户调查"),
    "cases.issue_publicity_sheet": N_("出具公示单"),
    "cases.record_posting": N_("登记公示单张贴"),
    "cases.record_removal": N_("登记公示单撤下"),
    "cases.record_objection": N_("登记公示异议"),
    "cases.end_publicity": N_("结束公示，报送确认"),
    "cases.confirm": N_("予以确认"),
    "cases.not_confirm": N_("不予确认"),
    "cases.pass_on": N_("转部门办理"),
    "cases.open_copy_sheet": N_("打开转办抄录单(要写明理由，会记录)"),
    "cases.record_progress": N_("登记部门进度"),
    "cases.record_result": N_("登记部门结果"),
    "cases.conclude": N_("登记办理结果"),
    "cases.deem_renewed": N_("视为准予延续"),
    "cases.withdraw": N_("撤回申请"),
    "cases.terminate": N_("终止办理"),
    "cases.void": N_("作废"),
    "cases.reopen": N_("重新打开已办结的件(要写明理由，会记录)"),
    "cases.undo": N_("撤销自己刚办的一步"),
    "cases.assign": N_("指派承办人"),
    "cases.unassign": N_("退回指派"),
    "cases.hand_over": N_("AB 岗交接"),
    "cases.add_note": N_("写内部备注"),
    "cases.save_opinion_template": N_("保存意见模板"),
    "cases.drop_opinion_template": N_("删除意见模板"),
    "cases.review_case_files": N_("案卷评查"),
    "cases.remind_silent": N_("提醒部门久未回复的件"),
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
    "documents.list_certificates": N_("列出签名证书"),
    "documents.renew_certificate": N_("换发签名证书"),
    "documents.stop_certificate": N_("停用签名证书"),
    "documents.read_register": N_("看文书登记簿"),
    "seals.record_use": N_("登记用印"),
    "seals.attach_scan": N_("回传盖章扫描件"),
    "seals.read": N_("看用印登记簿"),
    "feedback.invite": N_("发出评价邀请"),
    "feedback.rate": N_("评价"),
    "journal.fold": N_("固化日志"),
    "journal.verify": N_("核验日志"),
    "journal.deliver_messages": N_("发送短信"),
    "hosting.apply_retention": N_("按保存期限清理数据"),
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
