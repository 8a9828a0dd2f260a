"""Every act of a post is done through the API, on cases that walk their way by it alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.api.cases import counter_case, lacking_case
from tests.api.walks import Walk, set_clock
from tests.usecases.cases import disclosures, journey, village
from tests.usecases.cases.journey import make_papers
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY,
    COUNTY_APPROVER,
    FILING_ITEM_CODE,
    ID_NUMBER,
    NOW,
    PENSION_ITEM_CODE,
    REVIEWER,
    SENSITIVE_ITEM_CODE,
    VILLAGE_PROXY,
)
from yimen.api.v1.acts import CASE_ACTS
from yimen.data.cases.models import Case, CaseEvidence, CaseFile

pytestmark = pytest.mark.usefixtures("db")
DAY = timedelta(days=1)
ONE = [{"key": 1, "verdict": "PASS"}]


def _points(walk: Walk) -> list[dict[str, object]]:
    case = Case.objects.select_related("version").get(county_code=COUNTY, case_no=walk.case_no)
    return [{"number": number + 1, "passed": True} for number in range(len(case.version.review_points))]


def _reviewed(walk: Walk) -> str:
    return walk.state(REVIEWER, "review", points=_points(walk), opinion="情况属实。", advice="GRANT")


def _accepted() -> Walk:
    walk = Walk()
    walk.open(CLERK)
    assert walk.state(CLERK, "accept") == "REVIEWING"
    return walk


def permit() -> Walk:
    """A permit with every detour, up to the end and open again."""
    walk = _accepted()
    stopped = walk.act(
        REVIEWER, "suspend", ground="EXPERT_REVIEW", days_needed=10, approver="王镇长", reason="专家评审"
    )
    assert (stopped["state"], stopped["paper"]["kind"]) == ("SUSPENDED", "SUSPENSION")
    set_clock(NOW + DAY)
    assert walk.state(REVIEWER, "resume", result="专家评审通过。") == "REVIEWING"
    walk.act(REVIEWER, "notify-hearing", reason="涉及相邻承包户的通行。")
    hearing = {"asked_on": "2026-11-17", "hearing_at": "2026-12-01T09:00:00+08:00"}
    walk.act(REVIEWER, "schedule-hearing", **hearing, place="镇政府二楼", host="孙主任")
    assert _reviewed(walk) == "DECIDING"
    assert walk.state(APPROVER, "send-back", reason="再核对权属。") == "REVIEWING"
    last = Case.objects.get(case_no=walk.case_no).steps.latest("order").order
    assert walk.state(APPROVER, "undo", step=last) == "DECIDING"
    walk.act(APPROVER, "extend", days=5, approver="王镇长", reason="需要实地核实。")
    decision = walk.act(APPROVER, "grant", opinion="同意。", valid_until="2027-11-15")
    assert (decision["state"], decision["state_label"]) == ("GRANTED", "准予，待送达")
    make_papers(NOW + DAY)
    assert walk.state(CLERK, "deliver", way="COUNTER") == "DELIVERED"
    assert walk.state(CLERK, "close") == "CLOSED"
    assert walk.state(CENTER_HEAD, "reopen", reason="送达登记错了。") == "DELIVERED"
    return walk


def refused() -> Walk:
    """A permit that is refused."""
    walk = _accepted()
    _reviewed(walk)
    told = {"facts": "采伐地点不在承包范围内。", "reasons": "不符合采伐条件。"}
    assert walk.state(APPROVER, "refuse", **told) == "REFUSED"
    return walk


def terminated() -> Walk:
    """A permit whose matter fell away."""
    walk = _accepted()
    assert walk.state(APPROVER, "terminate", reason="树已被风刮倒。") == "TERMINATED"
    return walk


def forwarded_up() -> Walk:
    """A permit that goes up."""
    walk = _accepted()
    sent = walk.state(REVIEWER, "forward", receiving_organ="沧县林业主管部门", opinion="材料齐全。")
    assert sent == "FORWARDED"
    return walk


def told_once() -> Walk:
    """Something lacks, all of it comes, once by file and once on paper."""
    walk = Walk()
    assert walk.open(CLERK, lacking_case()) == "CORRECTING"
    photo = walk.photo(CLERK)
    brought = [{"key": 2, "files": [photo], "on_paper": True}]
    assert walk.state(CLERK, "supplement", materials=brought) == "RECEIVED"
    assert CaseFile.objects.filter(county_code=COUNTY, case_material__order=2).count() == 1
    marks = [*ONE, {"key": 2, "verdict": "FAIL", "reason": "没有签名，请补签。"}]
    notice = walk.act(CLERK, "issue-one-time-notice", materials=marks, notices_before=1)
    assert (notice["state"], notice["paper"]["kind"]) == ("CORRECTING", "ONE_TIME_NOTICE")
    assert walk.state(CENTER_HEAD, "void", reason="登记了两次。") == "VOIDED"
    return walk


def pre_filed() -> Walk:
    """Pre-filings: one is received, one goes back."""
    walk = Walk()
    walk.case_no = journey.submitted().case_no
    assert walk.state(CLERK, "receive", identity_check="IN_PERSON") == "RECEIVED"
    told = {"reasons": "不属于本机关职权。", "competent_organ": "沧县自然资源主管部门"}
    assert walk.state(CLERK, "decline", **told) == "DECLINED"
    walk.case_no = journey.submitted(now=NOW + DAY).case_no
    assert walk.state(CLERK, "return", reason="选错了事项。") == "RETURNED"
    return walk


def not_needed() -> Walk:
    """Trees beside one's own house."""
    walk = Walk()
    walk.open(CLERK)
    assert walk.state(CLERK, "find-not-needed", reasons="房前屋后的零星林木。") == "NOT_NEEDED"
    return walk


def withdrawn() -> Walk:
    """Taken back by a signed request."""
    walk = _accepted()
    assert walk.state(CLERK, "withdraw", written=walk.photo(CLERK), reason="不办了。") == "WITHDRAWN"
    assert CaseEvidence.objects.get(county_code=COUNTY).kind == "WITHDRAWAL"
    return walk


def concluded() -> Walk:
    """A filing, with its result word for word."""
    walk = Walk()
    walk.open(CLERK, counter_case(item_code=FILING_ITEM_CODE, materials=ONE))
    walk.act(CLERK, "accept")
    _reviewed(walk)
    assert walk.state(APPROVER, "conclude", result="已经备案。") == "CONCLUDED"
    return walk


def _requested() -> Walk:
    disclosures.build()
    walk = Walk()
    both = [{"key": at, "verdict": "PASS"} for at in (1, 2)]
    walk.open(CLERK, counter_case(item_code=disclosures.ITEM_CODE, materials=both))
    return walk


def answered() -> Walk:
    """An information request about which another organ was asked, with its answer."""
    walk = _requested()
    told = {"asked": "沧县交通运输局", "document_no": "旧州政征〔2026〕1号", "approver": "王镇长"}
    assert walk.state(REVIEWER, "consult", ground="OTHER_ORGAN", **told) == "SUSPENDED"
    assert walk.state(REVIEWER, "end-consultation", reply="AGREES") == "REVIEWING"
    _reviewed(walk)
    assert walk.state(APPROVER, "answer", kind="PROVIDED", said="随本答复书提供复印件。") == "CONCLUDED"
    return walk


def lapsed() -> Walk:
    """An information request that nobody corrected."""
    walk = _requested()
    marks = [{"key": 1, "verdict": "FAIL", "reason": "写明哪一年。"}, {"key": 2, "verdict": "PASS"}]
    assert walk.state(CLERK, "issue-one-time-notice", materials=marks) == "CORRECTING"
    set_clock(NOW + 40 * DAY)
    assert walk.state(CLERK, "lapse", reason="两次电话提醒没有补正。") == "TERMINATED"
    return walk


def with_department() -> Walk:
    """A service of another system."""
    walk = Walk()
    both = [{"key": at, "verdict": "PASS"} for at in (1, 2)]
    walk.open(CLERK, counter_case(item_code=PENSION_ITEM_CODE, materials=both))
    passed = walk.state(CLERK, "pass-on", external_system="社保系统", external_no="HB-1", ask_on="2026-11-20")
    assert passed == "PASSED_ON"
    walk.act(CLERK, "record-progress", external_state="已受理")
    sheet = walk.act(CLERK, "open-copy-sheet", reason="抄录")
    assert {"label": "身份证号", "value": ID_NUMBER} in sheet["lines"]
    assert walk.state(CLERK, "record-result", result="ISSUED", text="已办好，请来领卡。") == "FORWARDED"
    return walk


def _posted() -> Walk:
    walk = Walk()
    walk.open(CLERK, counter_case(item_code=SENSITIVE_ITEM_CODE, materials=ONE))
    walk.act(CLERK, "accept")
    opinion = {"opinion": "收入低于标准。", "advice": "GRANT", "near_relative": "NO"}
    assert walk.state(REVIEWER, "review", points=_points(walk), **opinion) == "VERIFYING"
    visit = {
        "visited_on": "2026-11-16",
        "first_visitor": "李强",
        "second_visitor": "王敏",
        "household_check": "AGREES",
        "found": "与申报一致。",
        "photos": [walk.photo(REVIEWER)],
    }
    assert walk.state(REVIEWER, "record-visit", **visit) == "PUBLICIZING"
    walk.act(REVIEWER, "issue-publicity-sheet", members=2, group="3组")
    set_clock(NOW + DAY)
    photo = walk.photo(VILLAGE_PROXY)
    walk.act(VILLAGE_PROXY, "record-posting", posted_on="2026-11-17", place="村委会公示栏", photo=photo)
    return walk


def confirmed() -> Walk:
    """A subsistence allowance, from the counter to the county."""
    walk = _posted()
    walk.act(VILLAGE_PROXY, "record-objection", text="他家有一辆车。")
    walk.act(REVIEWER, "record-objection", number=1, handling="核实是亲戚的车。")
    set_clock(NOW + 9 * DAY)
    walk.act(VILLAGE_PROXY, "record-removal", removed_on="2026-11-25", photo=walk.photo(VILLAGE_PROXY))
    assert walk.state(REVIEWER, "end-publicity") == "CONFIRMING"
    paper = walk.act(COUNTY_APPROVER, "confirm", opinion="予以确认。", content="两口人")
    assert (paper["state"], paper["state_label"]) == ("GRANTED", "予以确认，待送达")
    return walk


def not_confirmed() -> Walk:
    """One that the county does not confirm; the township records the removal together with the end."""
    walk = _posted()
    set_clock(NOW + 9 * DAY)
    photo = walk.photo(REVIEWER)
    assert walk.state(REVIEWER, "end-publicity", removed_on="2026-11-25", photo=photo) == "CONFIRMING"
    told = {"facts": "月人均收入超过标准。", "reasons": "不符合条件。"}
    assert walk.state(COUNTY_APPROVER, "not-confirm", **told) == "REFUSED"
    return walk


def handed_out() -> Walk:
    """What is done beside the tables."""
    walk = _accepted()
    assert walk.act(CENTER_HEAD, "assign", login_name="reviewer", reason="熟悉")["name"] == "reviewer"
    walk.act(REVIEWER, "add-note", text="约了周三看现场。")
    shown = walk.act(REVIEWER, "reveal", field="PHONE", reason="电话核实")
    assert shown == {"field": "PHONE", "label": "手机号", "value": "13800000001"}
    walk.act(REVIEWER, "unassign", reason="下午开会。")
    walk.case_no = village.filed().case_no
    walk.act(CLERK, "revoke-consent", reason="本人来电撤回")
    return walk


WALKS: tuple[Callable[[], Walk], ...] = (
    permit,
    refused,
    terminated,
    forwarded_up,
    told_once,
    pre_filed,
    not_needed,
    withdrawn,
    concluded,
    answered,
    lapsed,
    with_department,
    confirmed,
    not_confirmed,
    handed_out,
)


def test_every_act_is_walked() -> None:
    done = {slug for walk in WALKS for slug in walk().done}
    assert done == {act.slug for act in CASE_ACTS}
