"""What earlier hands found, for whoever decides or confirms: one row a finding."""

from django.utils.translation import gettext

from yimen.rules.catalog import Family
from yimen.usecases.cases.queries import CaseView
from yimen.web.shared.chinese_dates import day


def briefing(case: CaseView) -> list[dict[str, str]]:
    """The review, the visit and the posting, as far as there were any; a near relative stands first."""
    return [*_review(case), *_visit(case), *_posting(case)]


def _review(case: CaseView) -> list[dict[str, str]]:
    if case.review is None:
        return []
    is_benefit = case.family is Family.BENEFIT
    rows = []
    if case.review.near_relative:
        rows.append({"term": gettext("近亲属备案"), "text": case.review.near_relative})
    rows += [
        {"term": gettext("初审人") if is_benefit else gettext("审查人"), "text": case.review.reviewer},
        {"term": gettext("建议"), "text": gettext(case.review.advice)},
        {
            "term": gettext("初审意见") if is_benefit else gettext("审查意见"),
            "text": case.review.opinion,
        },
    ]
    open_points = [each for each in case.review.findings if not each.passed]
    return rows + [
        {"term": gettext("未勾的要点"), "text": f"{each.text} {each.reason}"} for each in open_points
    ]


def _visit(case: CaseView) -> list[dict[str, str]]:
    if case.visit is None:
        return []
    return [
        {
            "term": gettext("入户调查"),
            "text": f"{day(case.visit.visited_on)} {case.visit.visitors}：{case.visit.found}",
        },
        {"term": gettext("信息核对"), "text": gettext(case.visit.household_check)},
    ]


def _posting(case: CaseView) -> list[dict[str, str]]:
    held = next((each for each in case.rounds if each.is_current), None)
    if held is None or held.posted_on is None:
        return []
    text = gettext("{posted}张贴").format(posted=day(held.posted_on))
    if held.removed_on:
        text += gettext("，{removed}撤下").format(removed=day(held.removed_on))
    text += gettext("，公示 {days} 日").format(days=held.days)
    said = gettext("没有人提")
    if held.objections:
        said = "；".join(f"{each.number}. {each.text}（{each.handling}）" for each in held.objections)
    return [{"term": gettext("村级公示"), "text": text}, {"term": gettext("异议"), "text": said}]
