"""Facts of real-looking papers, short and long, for the tests of typesetting and signing."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 9, 18, 10, 24, tzinfo=BEIJING)

SHORT_ORGAN = "沧县旧州镇人民政府"
LONG_ORGAN = "沧州高新技术产业开发区社会发展局审批服务办公室"  # 23 signs, the longest of domain.md §5.1

BASIC: dict[str, object] = {
    "organ_name": SHORT_ORGAN,
    "case_no": "13092110420260918000003",
    "applicant_name": "张建国",
    "applicant_id_masked": "130921********1234",
    "contact_phone_masked": "138****5678",
    "item_name": "林木采伐许可证核发",
    "basis": "《中华人民共和国行政许可法》第三十二条第一款第五项",
    "applied_on": "2026年9月17日",
    "received_at": "2026年9月17日 10:24",
    "accepted_on": "2026年9月18日",
    "decided_on": "2026年9月27日",
    "statutory_due": "2026年10月22日",
    "promised_due": "2026年9月29日",
    "statutory_limit": "20个工作日",
    "promised_limit": "7个工作日",
    "clerk_name": "李秀英",
    "contact": "旧州镇行政综合服务中心 0317-4000000",
    "inquiry_url": "http://127.0.0.1:8000/track/",
    "verify_url": "http://127.0.0.1:8000/verify/?number=3&code=7K4M2QXD",
    "check_code": "7K4M-2QXD",
    "issued_on": "2026年9月18日",
}

MATERIALS = [
    {"name": "林木采伐申请表", "copies": "1", "form": "原件", "note": ""},
    {"name": "林木权属证明", "copies": "1", "form": "复印件", "note": "已与原件核对"},
    {"name": "申请人身份证明", "copies": "1", "form": "电子", "note": ""},
    {"name": "采伐作业设计", "copies": "2", "form": "原件", "note": ""},
]

RECEIPT = BASIC | {"paper_no": "沧县旧州收〔2026〕12号", "title": "申请材料接收凭证", "materials": MATERIALS}

ACCEPTANCE = BASIC | {"paper_no": "沧县旧州政受〔2026〕3号", "title": "行政许可申请受理通知书"}

GRANT = BASIC | {
    "paper_no": "沧县旧州许准〔2026〕2号",
    "title": "准予行政许可决定书",
    "issued_on": "2026年9月27日",
    "decision_text": "准予在旧州镇东关村村东承包地采伐杨树32株、蓄积4.6立方米。\n采伐期限至2026年12月31日。",
}

REFUSAL = BASIC | {
    "paper_no": "沧县旧州许驳〔2026〕1号",
    "title": "不予行政许可决定书",
    "issued_on": "2026年9月27日",
    "decision_text": "现场核查发现该林木属于护堤护岸林。",
    "reasons": "不符合采伐许可的法定条件。",
    "remedies": [
        "自收到本决定书之日起60日内可以向沧县人民政府申请行政复议。",
        "自收到本决定书之日起6个月内可以向沧县人民法院提起行政诉讼。",
    ],
}

LACKING = [
    {
        "name": "林木权属证明",
        "copies": "",
        "form": "林权证或者承包合同复印件一份，并出示原件",
        "note": "未提交",
    },
    {"name": "采伐作业设计", "copies": "", "form": "有设计单位签章", "note": "缺设计单位签章"},
]

ONE_TIME_NOTICE = BASIC | {
    "paper_no": "沧县旧州政告〔2026〕5号",
    "title": "一次性告知书",
    "basis": "《中华人民共和国行政许可法》第三十二条第一款第四项",
    "materials": LACKING,
}

DECLINE = BASIC | {
    "paper_no": "沧县旧州政不受〔2026〕1号",
    "title": "不予受理通知书",
    "basis": "《中华人民共和国行政许可法》第三十二条第一款第二项",
    "reasons": "申请采伐的林木位于县级以上公路用地范围内，不属于本机关的职权范围。",
    "where_to_apply": "沧县交通运输主管部门",
    "remedies": REFUSAL["remedies"],
}

NOT_NEEDED = DECLINE | {
    "title": "不需行政许可告知书",
    "basis": "《中华人民共和国行政许可法》第三十二条第一款第一项",
    "reasons": "申请采伐的是自家房前屋后个人所有的零星树木，采伐不需要申请采伐许可证。",
    "where_to_apply": "不需要向任何机关申请",
}

SUSPENSION = BASIC | {
    "paper_no": "沧县旧州许停〔2026〕1号",
    "title": "特别程序告知书",
    "basis": "《中华人民共和国行政许可法》第四十五条",
    "ground": "专家评审",
    "time_needed": "自2026年9月20日起约十五个工作日",
}

EXTENSION = BASIC | {
    "paper_no": "沧县旧州政延〔2026〕1号",
    "title": "延期告知书",
    "basis": "《中华人民共和国行政许可法》第四十二条第一款",
    "former_due": "2026年10月22日",
    "new_due": "2026年11月5日",
    "reasons": "申请采伐的林木分布在三处地块，现场核查尚未完成，需要另行安排核查时间。",
    "approver_name": "王志强",
}

HEARING_RIGHTS = BASIC | {
    "paper_no": "沧县旧州许听告〔2026〕1号",
    "title": "听证告知书",
    "basis": "《中华人民共和国行政许可法》第四十六条、第四十七条",
    "reasons": "申请采伐的林木与相邻承包户有共有关系，直接涉及申请人与他人之间重大利益关系。",
    "time_needed": "自收到本告知书之日起五个工作日内",
}

HEARING_NOTICE = BASIC | {
    "paper_no": "沧县旧州许听通〔2026〕1号",
    "title": "听证通知书",
    "basis": "《中华人民共和国行政许可法》第四十八条",
    "hearing_at": "2026年10月15日09:00",
    "hearing_place": "旧州镇人民政府二楼会议室",
    "hearing_host": "赵明",
}

DELIVERY_RECORD = BASIC | {
    "paper_no": "沧县旧州政送〔2026〕7号",
    "title": "送达回证",
    "delivered_papers": ["《准予行政许可决定书》沧县旧州许准〔2026〕2号"],
    "delivery_way": "直接送达",
    "delivered_at": "2026年9月28日10:30",
    "delivery_place": "旧州镇行政综合服务中心",
    "receiver_name": "张小军",
    "receiver_relation": "同住成年儿子",
    "deliverers": "李秀英、孙伟",
}

VILLAGE_RECEIPT = BASIC | {
    "paper_no": "沧县旧州村收〔2026〕9号",
    "title": "收件凭证",
    "materials": MATERIALS,
    "station_name": "东关村综合服务站",
}

PUBLICITY_SHEET = BASIC | {
    "paper_no": "沧县旧州政示〔2026〕2号",
    "title": "公示单",
    "basis": "《社会救助暂行办法》第十一条",
    "publicity_days": "7 日（自张贴之日起）",
    "publicity_text": (
        "经乡镇审核，下列家庭拟确认为最低生活保障家庭，现予公示。\n"
        "户主：张建国　保障人口：3 人\n村组：东关村二组"
    ),
}

CONFIRMATION = BASIC | {
    "paper_no": "沧县民确〔2026〕11号",
    "title": "予以确认告知书",
    "organ_name": "沧县民政局",
    "basis": "《社会救助暂行办法》第十一条",
    "decision_text": "自2026年10月起确认为最低生活保障家庭，保障人口3人。",
}

NON_CONFIRMATION = REFUSAL | {
    "paper_no": "沧县民不确〔2026〕4号",
    "title": "不予确认告知书",
    "organ_name": "沧县民政局",
    "decision_text": "经核对，家庭月人均收入高于当地最低生活保障标准。",
    "reasons": "不符合最低生活保障的条件。",
}

RESULT = BASIC | {
    "paper_no": "沧县旧州政办〔2026〕6号",
    "title": "办理结果告知书",
    "decision_text": "业主委员会备案材料齐全，准予备案。",
}

ANSWER = BASIC | {
    "paper_no": "沧县旧州政公复〔2026〕1号",
    "title": "政府信息公开申请答复书",
    "basis": "《中华人民共和国政府信息公开条例》第十五条、第三十六条第二项、第三项和第三十七条",
    "accepted_on": "2026年9月8日",
    "received_at": "2026年9月8日",
    "decided_on": "2026年9月20日",
    "ground": "旧州镇2025年农村公路养护的合同和验收记录。",
    "decision_text": "部分公开。合同和验收记录的复印件随本答复书送达，自然人的身份证号码和账号已经遮盖。",
    "reasons": "身份证号码和账号属于个人隐私，公开会损害第三方合法权益。",
    "remedies": ["先向沧县人民政府申请行政复议；", "对复议决定不服的，可以提起行政诉讼。"],
}

EVERY_KIND: dict[str, dict[str, object]] = {
    "receipt": RECEIPT,
    "acceptance": ACCEPTANCE,
    "one_time_notice": ONE_TIME_NOTICE,
    "decline": DECLINE,
    "suspension": SUSPENSION,
    "extension": EXTENSION,
    "grant": GRANT,
    "refusal": REFUSAL,
    "hearing_rights": HEARING_RIGHTS,
    "hearing_notice": HEARING_NOTICE,
    "delivery_record": DELIVERY_RECORD,
    "village_receipt": VILLAGE_RECEIPT,
    "publicity_sheet": PUBLICITY_SHEET,
    "confirmation": CONFIRMATION,
    "non_confirmation": NON_CONFIRMATION,
    "result": RESULT,
    "answer": ANSWER,
}


def many_materials(count: int) -> list[dict[str, str]]:
    """So many materials, each told apart by its number."""
    return [
        {"name": f"第{number}项说明材料", "copies": "1", "form": "原件", "note": "已与原件核对"}
        for number in range(1, count + 1)
    ]
