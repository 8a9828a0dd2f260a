"""The indicators (口径): each figure that the work itself tells, as a named counting rule.

Source: the tasks of 沧州市《乡镇和街道政务服务工作标准化建设实施方案》(2020-04-24) and the columns that
follow from them (annex 8 itself was not found). How each is counted: `docs/rules/indicators.md`.
"""

from collections.abc import Iterator, Mapping

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.indicator_kinds import (
    OWNER_LABELS,
    Evidence,
    Figure,
    Indicator,
    Owner,
    combine,
    count_figure,
    rate_figure,
)
from yimen.rules.indicator_measures import CENTER, MEASURES, SORT_LABELS, STATION, Sort, good, known
from yimen.rules.indicator_months import (
    MonthToCome,
    MonthUnreadable,
    check_month,
    last_months,
    month_label,
    month_of,
    months_before,
    next_month,
    read_month,
    this_month,
)
from yimen.rules.standard_words import Standard
from yimen.rules.standards import TERMS

__all__ = [
    "INDICATORS",
    "MEASURES",
    "OWNER_LABELS",
    "SORT_LABELS",
    "Figure",
    "Indicator",
    "MonthToCome",
    "MonthUnreadable",
    "NoSuchIndicator",
    "Sort",
    "check_month",
    "combine",
    "count_figure",
    "formula_of",
    "indicator_named",
    "last_months",
    "month_label",
    "month_of",
    "months_before",
    "next_month",
    "rate_figure",
    "read_month",
    "this_month",
]


class NoSuchIndicator(RuleViolation):
    """A key that names no indicator."""

    code = "indicators.no_such_indicator"
    template = N_("没有这项指标。")
    refusal = Refusal.NOT_FOUND


_PLATFORM, _ROOMS, _LOOKS, _HALL = N_("机构平台"), N_("场所建设"), N_("外观标识"), N_("大厅设置")
_EQUIPMENT, _OPENNESS, _NETWORK = N_("便民设施"), N_("政务公开"), N_("一网通办")
_POSTED, _LISTS, _SEALS, _WORK = N_("管理制度"), N_("授权和清单"), N_("一枚印章"), N_("办件")

_EACH, _PIECE, _TIME, _PERCENT = N_("个"), N_("件"), N_("次"), "%"
_BOTH = ("townships", "villages")
_WITH_DOSSIER = N_("中心和服务站，每处点到档案和照片")

# Standard -> heading on the board, word in a name.
_STANDARDS: Mapping[Standard, tuple[str, str]] = {
    Standard.AREA: (_ROOMS, N_("面积达标")),
    Standard.OWN_ROOM: (_ROOMS, N_("有专门固定用房")),
    Standard.PLAQUE: (_LOOKS, N_("牌匾达标")),
    Standard.MARK: (_LOOKS, N_("挂“河北政务服务”标识")),
    Standard.ONE_DOOR: (_HALL, N_("一站式大厅（一个窗口）达标")),
    Standard.EQUIPMENT: (_EQUIPMENT, N_("应有设施齐全")),
    Standard.EXTRAS: (_EQUIPMENT, N_("有鼓励设施")),
    Standard.ZONE: (_OPENNESS, N_("公开专区达标")),
    Standard.STAFF_BOARD: (_OPENNESS, N_("去向牌达标")),
    Standard.NETWORK: (_NETWORK, N_("接通政务外网")),
    Standard.INSTITUTIONS: (_POSTED, N_("八项制度上墙")),
}


def _platform() -> Iterator[Indicator]:
    due = (
        ("townships_due", N_("应建乡镇（街道）中心"), ("townships",)),
        ("villages_due", N_("应建村（社区）服务站"), ("villages",)),
        ("places_due", N_("应建中心和服务站"), _BOTH),
    )
    for key, name, counts in due:
        yield Indicator(
            key=key,
            name=name,
            unit=_EACH,
            sort=Sort.STOCK,
            formula=N_(
                "月末有效的区划代码，一个算一个；当月撤并、更换代码的，从那天起不算，新的从那天起算。"
            ),
            evidence=_WITH_DOSSIER,
            owner="places",
            task=1,
            group=_PLATFORM,
            counts=counts,
            opens="places",
        )
    built = (
        ("centers_built", N_("已建乡镇（街道）中心"), ("centers.built",), ("townships",)),
        ("stations_built", N_("已建村（社区）服务站"), ("stations.built",), ("villages",)),
        ("places_built", N_("已建中心和服务站"), ("centers.built", "stations.built"), _BOTH),
    )
    for key, name, counts, population in built:
        yield _known_by_itself(
            key,
            name,
            counts,
            population,
            N_("月末档案里登记了房屋或者面积的，算建了；没有登记的是未采集，不算没建。"),
        )
    yield _rate("center_coverage", N_("中心覆盖率"), "centers_built", "townships_due", 1, _PLATFORM)
    yield _rate("station_coverage", N_("服务站覆盖率"), "stations_built", "villages_due", 1, _PLATFORM)
    yield _rate("coverage", N_("机构平台覆盖率"), "places_built", "places_due", 1, _PLATFORM)
    yield _known_by_itself(
        "dossiers_recorded",
        N_("采集过的档案"),
        ("centers.recorded", "stations.recorded"),
        _BOTH,
        N_("月末有档案的中心和服务站。"),
    )
    yield _known_by_itself(
        "dossiers_confirmed",
        N_("村里确认过的档案"),
        ("stations.confirmed",),
        ("villages",),
        N_("月末档案的最新内容由村（社区）确认过的服务站；改过以后要重新确认。"),
    )


def _known_by_itself(
    key: str, name: str, counts: tuple[str, ...], population: tuple[str, ...], formula: str
) -> Indicator:
    """What is not recorded is unknown: it is never counted as a no."""
    return Indicator(
        key=key,
        name=name,
        unit=_EACH,
        sort=Sort.STOCK,
        formula=formula,
        evidence=_WITH_DOSSIER,
        owner="places",
        task=1,
        group=_PLATFORM,
        counts=counts,
        population=population,
        known=counts,
        opens="places",
    )


def _rate(key: str, name: str, numerator: str, denominator: str, task: int | None, group: str) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        unit=_PERCENT,
        sort=Sort.RATE,
        formula=N_("分子：{numerator}；分母：{denominator}。未采集的留在分母里，另外列出有多少。"),
        evidence=N_("分子里的每一处、每一件"),
        owner="places" if group is not _WORK else "cases",
        task=task,
        group=group,
        numerator=numerator,
        denominator=denominator,
    )


def _standards() -> Iterator[Indicator]:
    for standard, (group, word) in _STANDARDS.items():
        stem, task = standard.value.lower(), TERMS[standard].task
        kinds = (
            ("centers", N_("{word}的中心"), (CENTER,), ("townships",)),
            ("stations", N_("{word}的服务站"), (STATION,), ("villages",)),
            ("places", N_("{word}的中心和服务站"), (CENTER, STATION), _BOTH),
        )
        for ending, name, parts, population in kinds:
            yield Indicator(
                key=f"{stem}_{ending}",
                name=name.format(word=word),
                unit=_EACH,
                sort=Sort.STOCK,
                formula=N_("月末核定为“达标”或者“已说明”的；没有人看过的是未采集，要重新核的不算达标。"),
                evidence=_WITH_DOSSIER,
                owner="places",
                task=task,
                group=group,
                counts=tuple(good(standard, part) for part in parts),
                population=population,
                known=tuple(known(standard, part) for part in parts),
                opens="places",
            )
        name = N_("{word}率").format(word=word)
        yield _rate(f"{stem}_rate", name, f"{stem}_places", "places_due", task, group)


def _lists() -> Iterator[Indicator]:
    items = (
        ("items_approval", N_("乡镇承接审批项次"), "items.approval", N_("公共服务以外的事项")),
        ("items_public", N_("乡镇承接公共服务项次"), "items.public", N_("公共服务事项")),
        ("items_online", N_("乡镇网办事项项次"), "items.online", N_("能在网上预申请的事项")),
    )
    for key, name, measure, which in items:
        yield Indicator(
            key=key,
            name=name,
            unit=N_("项次"),
            sort=Sort.STOCK,
            formula=N_(
                "月末在乡镇（街道）清单上有效的{which}，一个乡镇一项算一次；没有公布过清单的乡镇是未采集。"
            ).format(which=which),
            evidence=N_("清单上的事项，每项点到授权"),
            owner="catalog",
            task=11 if key == "items_online" else 7,
            group=_NETWORK if key == "items_online" else _LISTS,
            counts=(measure,),
            population=("townships",),
            known=("lists.townships",),
            opens="items",
        )
    yield _village_items()


def _village_items() -> Indicator:
    return Indicator(
        key="items_village",
        name=N_("村级办理项次"),
        unit=N_("项次"),
        sort=Sort.STOCK,
        formula=N_("月末在村（社区）清单上有效的事项，一个村一项算一次；没有公布过清单的村是未采集。"),
        evidence=N_("清单上的事项，每项点到授权"),
        owner="catalog",
        task=7,
        group=_LISTS,
        counts=("items.village",),
        population=("villages",),
        known=("lists.villages",),
        opens="items",
    )


def _published() -> Iterator[Indicator]:
    published = (
        ("lists_townships", N_("公布清单的乡镇（街道）"), "lists.townships", "townships"),
        ("lists_villages", N_("公布清单的村（社区）"), "lists.villages", "villages"),
    )
    for key, name, measure, population in published:
        yield Indicator(
            key=key,
            name=name,
            unit=_EACH,
            sort=Sort.STOCK,
            formula=N_(
                "月末有一版有效的办理目录清单，清单上至少有一项。没有的是未采集：纸上公布的，系统不知道。"
            ),
            evidence=N_("乡镇和村，每处点到清单"),
            owner="catalog",
            task=8,
            group=_LISTS,
            counts=(measure,),
            population=(population,),
            known=(measure,),
            opens="units",
        )
    yield _rate("list_coverage", N_("乡镇清单公布率"), "lists_townships", "townships_due", 8, _LISTS)
    yield Indicator(
        key="seals_in_use",
        name=N_("启用专用章的乡镇（街道）"),
        unit=_EACH,
        sort=Sort.STOCK,
        formula=N_("到月末登记过用印的乡镇（街道），第一次用印的那天起算。没有登记的是未采集。"),
        evidence=N_("用印登记"),
        owner="seals",
        task=9,
        group=_SEALS,
        counts=("seals",),
        population=("townships",),
        known=("seals",),
        opens="units",
    )
    yield _rate("seal_coverage", N_("专用章启用率"), "seals_in_use", "townships_due", 9, _SEALS)


def _showcases() -> Iterator[Indicator]:
    kinds = (
        ("showcase_townships", N_("示范点：乡镇（街道）"), "showcase.C"),
        ("showcase_villages", N_("示范点：村（社区）"), "showcase.S"),
    )
    for key, name, measure in kinds:
        yield Indicator(
            key=key,
            name=name,
            unit=_EACH,
            sort=Sort.STOCK,
            formula=N_("月末市里确定为示范点的，从公布的那天起算，取消的从取消那天起不算；推荐的不算。"),
            evidence=_WITH_DOSSIER,
            owner="programme",
            task=None,
            group=N_("示范点"),
            counts=(measure,),
            opens="places",
        )


# key, name, sort, measure, formula, what it opens to
_CASES: tuple[tuple[str, str, Sort, str, str, Evidence], ...] = (
    (
        "cases_received",
        N_("办件量（收件）"),
        Sort.FLOW,
        "received",
        N_("当月收到的件，按收件时间。"),
        "cases",
    ),
    (
        "cases_online",
        N_("网上收件"),
        Sort.FLOW,
        "received.online",
        N_("当月从网上提交的件，按提交时间。"),
        "cases",
    ),
    (
        "cases_ended",
        N_("办结"),
        Sort.FLOW,
        "ended",
        N_("当月结束的件，含撤回、不予受理、转报、终止；重新打开的从那个月里去掉。"),
        "cases",
    ),
    (
        "cases_in_hand",
        N_("月末在办"),
        Sort.STOCK,
        "in_hand",
        N_("月末以前收到、月末还没有结束的件。"),
        "cases",
    ),
    (
        "cases_late",
        N_("月末超期"),
        Sort.STOCK,
        "late",
        N_(
            "月末期限已过、还没有作出决定的件。期限取法定和承诺里早的一个，以现在登记的为准；"
            "停止计时、正在补正的不算。"
        ),
        "cases",
    ),
    (
        "decisions_limited",
        N_("有期限的决定"),
        Sort.FLOW,
        "decided.limited",
        N_("当月作出决定、有期限的件。"),
        "cases",
    ),
    (
        "decisions_in_time",
        N_("按期作出的决定"),
        Sort.FLOW,
        "decided.in_time",
        N_("当月作出决定、决定日不晚于期限的件。期限取法定和承诺里早的一个。"),
        "cases",
    ),
    ("papers_issued", N_("出具文书"), Sort.FLOW, "papers", N_("当月出具的有编号的文书。"), "papers"),
    (
        "notices_issued",
        N_("一次性告知"),
        Sort.FLOW,
        "notices",
        N_("当月出具的补正告知，含再次告知。"),
        "notices",
    ),
    (
        "notices_again",
        N_("再次告知"),
        Sort.FLOW,
        "notices.again",
        N_("当月出具的第二次补正告知：一次没有说清，或者材料仍不合格。"),
        "notices",
    ),
    ("ratings_given", N_("评价"), Sort.FLOW, "ratings", N_("当月收到的评价，一件一次。"), "ratings"),
    (
        "ratings_good",
        N_("满意的评价"),
        Sort.FLOW,
        "ratings.good",
        N_("当月收到的“基本满意”和更好的评价。"),
        "ratings",
    ),
)
_CASE_OWNERS: Mapping[str, Owner] = {"papers": "documents", "ratings": "feedback"}


def _cases() -> Iterator[Indicator]:
    for key, name, sort, measure, formula, opens in _CASES:
        yield Indicator(
            key=key,
            name=name,
            unit=_TIME if opens in {"notices", "ratings"} else _PIECE,
            sort=sort,
            formula=formula + N_("没有窗口人员的乡镇是未采集：那里的件不在本系统里。"),
            evidence=N_("办件，不显示申请人"),
            owner=_CASE_OWNERS.get(opens, "cases"),
            task=None,
            group=_WORK,
            counts=(measure,),
            population=("townships",),
            known=("staffed",),
            opens=opens,
            of_township=True,
        )
    yield _rate("in_time_rate", N_("按期率"), "decisions_in_time", "decisions_limited", None, _WORK)
    yield _rate("good_rate", N_("满意率"), "ratings_good", "ratings_given", None, _WORK)


# What other nouns count joins here, and its measures in `indicator_measures`.
_FAMILIES = (_platform, _standards, _lists, _published, _showcases, _cases)
_ALL = tuple(each for family in _FAMILIES for each in family())
_GROUPS = list(dict.fromkeys(each.group for each in _ALL))
INDICATORS: Mapping[str, Indicator] = {
    each.key: each for each in sorted(_ALL, key=lambda each: _GROUPS.index(each.group))
}


def indicator_named(key: str) -> Indicator:
    """The indicator of this key; refuses another (`NoSuchIndicator`)."""
    found = INDICATORS.get(key)
    if found is None:
        raise NoSuchIndicator(field="key")
    return found


def formula_of(indicator: Indicator) -> str:
    """The formula in words; of a rate with the names of its two figures."""
    if indicator.sort is not Sort.RATE:
        return indicator.formula
    return indicator.formula.format(
        numerator=INDICATORS[indicator.numerator].name, denominator=INDICATORS[indicator.denominator].name
    )
