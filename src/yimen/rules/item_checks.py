"""Checks of an item's full data that explain themselves: what cannot be published, what deserves a look."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from yimen.rules.check_findings import (
    PERMIT_LAW_24,
    PERMIT_LAW_58,
    PERMIT_LAW_82,
    ItemFinding,
    error,
    notice,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.intervals import Limit, Unit, limit_text
from yimen.rules.item_codes import check_basic_code, parse_implementation_code
from yimen.rules.item_contents import ItemContent
from yimen.rules.item_details import Channel, ItemDetails, MaterialDetails, Situation
from yimen.rules.item_kinds import CaseKind
from yimen.rules.item_lists import promise_exceeds
from yimen.rules.items import ApplyWay, ItemType, parse_limit, short_name
from yimen.rules.material_checks import check_materials
from yimen.rules.tables import Severity

_Check = Callable[[ItemContent, ItemDetails], Iterator[ItemFinding]]


def check_item(content: ItemContent) -> tuple[ItemFinding, ...]:
    """All that is wrong or doubtful with an item, in the order of its fields.

    Raises as `ItemDetails.from_json` for details of another kind. Nothing that is blank is found fault
    with: unknown is 未公布.
    """
    details = ItemDetails.from_json(content.details)
    return tuple(finding for check in _CHECKS for finding in check(content, details))


class DraftFaulty(RuleViolation):
    """An item whose own checks find an error; `finding` is its sentence."""

    code = "catalog.draft_faulty"
    template = N_("“{item}”还不能公布：{finding}请改好再送审。")
    refusal = Refusal.CONFLICT


def check_publishable(name: str, findings: tuple[ItemFinding, ...]) -> None:
    """Refuse to publish an item with an error among its findings (`DraftFaulty`), naming the first."""
    if has_errors(findings):
        first = next(each for each in findings if each.severity is Severity.ERROR)
        more = sum(each.severity is Severity.ERROR for each in findings) - 1
        said = first.sentence() + (N_("还有 {more} 处错误。").format(more=more) if more else "")
        raise DraftFaulty(item=short_name(name), finding=said)


def has_errors(findings: tuple[ItemFinding, ...]) -> bool:
    """Whether something stands in the way of publishing."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _limits(content: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    statutory, promised = _limit(content.statutory), _limit(content.promised)
    for name, typed in (("statutory", content.statutory), ("promised", content.promised)):
        if typed.strip().isdecimal() and content.item_type is not ItemType.PERMIT:
            yield notice(
                "limit_without_unit",
                name,
                N_("“{typed}”没有写单位，按工作日算。许可以外的事项要看文件：写“{typed}日”就是自然日。"),
                PERMIT_LAW_82,
                typed=typed.strip(),
            )
    if promise_exceeds(promised, statutory):
        yield error(
            "promise_over_limit",
            "promised",
            N_("承诺时限({promised})比法定时限({statutory})还长。"),
            promised=limit_text(promised),
            statutory=limit_text(statutory),
        )
    on_the_spot = promised is not None and promised.unit is Unit.INSTANT
    if details.case_kind is CaseKind.INSTANT and promised is not None and not on_the_spot:
        yield error(
            "instant_with_days",
            "promised",
            N_("写明是即办件，承诺时限却是{promised}。即办件当场办结。"),
            promised=limit_text(promised),
        )


def _limit(typed: str) -> Limit | None:
    try:
        return parse_limit(typed)
    except RuleViolation:
        return None  # said at its field by `check_content`


def _codes(content: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    if content.basic_code:
        try:
            check_basic_code(content.basic_code)
        except RuleViolation as fault:
            yield error("bad_basic_code", "basic_code", "{why}", why=fault.sentence())
    if not details.implementation_code:
        return
    try:
        parts = parse_implementation_code(details.implementation_code)
    except RuleViolation as fault:
        yield error("bad_implementation_code", "implementation_code", "{why}", why=fault.sentence())
        return
    if content.basic_code and parts.basic_code != content.basic_code.strip().upper():
        yield error(
            "codes_differ",
            "implementation_code",
            N_("实施编码里的基本编码是 {inner}，和上面写的 {outer} 不一样。"),
            inner=parts.basic_code,
            outer=content.basic_code,
        )


def _levels(content: ItemContent, _: ItemDetails) -> Iterator[ItemFinding]:
    decides = {word.partition("@")[0] for word in content.steps.split() if word.endswith("@VILLAGE")}
    told = sorted(decides & {"ACCEPT", "REVIEW", "DECIDE", "CONFIRM"})
    if content.item_type is ItemType.PERMIT and told:
        yield error(
            "village_decides_permit",
            "steps",
            N_("行政许可的受理、审查、决定不能放在村里：只能委托其他行政机关，村可以收件、帮办。"),
            PERMIT_LAW_24,
        )


def _fees(content: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    is_permit = content.item_type is ItemType.PERMIT
    if details.charged is False and details.fees:
        yield error("fees_but_free", "charged", N_("写明不收费，下面却列了收费项目。"))
    if details.charged and not details.fees:
        yield notice("charged_without_fees", "fees", N_("写明收费，但没有列收费项目和标准。"))
    for number, fee in enumerate(details.fees, start=1):
        at = f"fees.{number}"
        if not fee.basis and is_permit:
            yield error(
                "permit_fee_without_law",
                f"{at}.basis",
                N_("行政许可不得收费，除非法律、行政法规另有规定：请写明“{name}”依据哪一条。"),
                PERMIT_LAW_58,
                name=fee.name,
            )
        elif not fee.basis:
            yield notice("fee_without_basis", f"{at}.basis", N_("“{name}”没有写收费依据。"), name=fee.name)
        if not fee.standard:
            yield notice("fee_without_standard", f"{at}.standard", N_("“{name}”没有写标准。"), name=fee.name)


def _visits(_: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    if details.visits and not details.visits_reason:
        yield error(
            "visits_without_reason",
            "visits_reason",
            N_("要到现场 {n} 次，请写明为什么必须到现场；说不出原因的，应当改成 0 次。"),
            n=details.visits,
        )


def _channels(_: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    for number, channel in enumerate(details.channels, start=1):
        if channel.way is ApplyWay.LINK:
            yield from _link(channel, f"channels.{number}")


def _link(channel: Channel, at: str) -> Iterator[ItemFinding]:
    if not channel.system:
        yield error("link_without_system", f"{at}.system", N_("到别的平台办，要写明是哪个平台。"))
    if not channel.url:
        yield error("link_without_url", f"{at}.url", N_("到别的平台办，要写网址。"))
    elif not is_web_address(channel.url):
        yield error(
            "bad_url",
            f"{at}.url",
            N_("“{url}”不是网址，要以 https:// 或 http:// 开头。"),
            url=channel.url[:60],
        )


def is_web_address(text: str) -> bool:
    """Whether one can follow this address in a browser: http or https, with a host and no credentials."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _situations(content: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    names = [each.name for each in content.materials]
    for number, situation in enumerate(details.situations, start=1):
        yield from _situation(situation, names, f"situations.{number}")
    open_to = {
        name
        for situation in details.situations
        for choice in situation.choices
        if not choice.ends
        for name in choice.materials
    }
    shut = {name for situation in details.situations for c in situation.choices for name in c.materials}
    for number, name in enumerate(names, start=1):
        if name in shut - open_to:
            yield error(
                "material_unreachable",
                f"materials.{number}.name",
                N_("“{name}”只在“不用办”的回答下面，谁也选不到它。"),
                name=name,
            )


def _situation(situation: Situation, names: list[str], at: str) -> Iterator[ItemFinding]:
    if not situation.question:
        yield error("situation_without_question", f"{at}.question", N_("情形没有写问题。"))
    if len(situation.choices) < 2:
        yield error("situation_without_choice", f"{at}.choices", N_("一个情形至少要有两个回答。"))
    if situation.choices and not any(choice.materials or choice.ends for choice in situation.choices):
        yield notice(
            "situation_selects_nothing",
            f"{at}.choices",
            N_("“{question}”怎么答材料都一样，可以不问。"),
            question=situation.question,
        )
    for number, choice in enumerate(situation.choices, start=1):
        unknown = next((name for name in choice.materials if name not in names), None)
        if unknown is not None:
            yield error(
                "situation_unknown_material",
                f"{at}.choices.{number}.materials",
                N_("材料清单里没有“{name}”，请写成和清单一样的名称。"),
                name=unknown,
            )
        if choice.ends and not choice.note:
            yield error(
                "ending_without_reason",
                f"{at}.choices.{number}.note",
                N_("“{choice}”就不用办，请写明为什么，依据哪一条。"),
                choice=choice.text,
            )


def _questions(_: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    for number, each in enumerate(details.questions, start=1):
        if not each.question or not each.answer:
            yield error(
                "question_without_answer",
                f"questions.{number}.answer",
                N_("第 {n} 个常见问题没有写全，问和答都要有。"),
                n=number,
            )


def _dates(_: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    if details.plan_from and details.plan_to and details.plan_to < details.plan_from:
        yield error("plan_ends_first", "plan_to", N_("计划失效日期早于计划生效日期。"))


def _materials(content: ItemContent, details: ItemDetails) -> Iterator[ItemFinding]:
    yield from check_materials(
        [each.name for each in content.materials],
        [MaterialDetails.from_json(each.details) for each in content.materials],
        item_name=short_name(content.name),
        department=content.department,
        data=details,
    )


_CHECKS: tuple[_Check, ...] = (
    _limits,
    _codes,
    _levels,
    _visits,
    _channels,
    _fees,
    _materials,
    _situations,
    _questions,
    _dates,
)
