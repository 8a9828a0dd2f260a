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

EVERY_KIND = {"receipt": RECEIPT, "acceptance": ACCEPTANCE, "grant": GRANT, "refusal": REFUSAL}


def many_materials(count: int) -> list[dict[str, str]]:
    """So many materials, each told apart by its number."""
    return [
        {"name": f"第{number}项说明材料", "copies": "1", "form": "原件", "note": "已与原件核对"}
        for number in range(1, count + 1)
    ]
