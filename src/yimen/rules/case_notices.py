"""Told once: what a one-time notice must say, and whose fault it is when a second one is needed.

Source: 行政许可法 32 (1) 4; domain.md §3.4, §4.1; the prose is `docs/rules/told-once.md`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.case_forms import AskedMaterial, Verdict, VerdictMissing
from yimen.rules.catalog import plain_name
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line

WHY_LENGTH = 200
NOT_HANDED_IN = N_("没有提交")
REASON_FIELD = "reason-"  # form field `reason-<material id>`: why this material does not do yet

_OPENING, _CLOSING = "(（", ")）"


class NoticeKind(StrEnum):
    """What a notice, or one material on it, is beside the notices before it."""

    FIRST = "FIRST"
    STILL_DEFECTIVE = "STILL_DEFECTIVE"
    NEWLY_ASKED = "NEWLY_ASKED"


NOTICE_KIND_LABELS: dict[NoticeKind, str] = {
    NoticeKind.FIRST: N_("首次告知"),
    NoticeKind.STILL_DEFECTIVE: N_("补来的仍不符合"),
    NoticeKind.NEWLY_ASKED: N_("新增要求，计为我方过失"),
}


class NothingLacking(RuleViolation):
    """A notice with nothing on it."""

    code = "cases.nothing_lacking"
    template = N_("没有要补的材料，不用告知补正，可以直接受理。要告知的，把缺的、不符合的材料选出来。")


class WhyMissing(RuleViolation):
    """A material that does not do, without a word on what is wrong with it."""

    code = "cases.why_missing"
    template = N_("这 {count} 样材料不符合，要写明差在哪里、怎么补，群众才能一次补对：{names}。")


class NotAskedFor(RuleViolation):
    """Materials that the item does not ask for: they may be missing without any consequence."""

    code = "cases.not_asked_for"
    template = N_("{names}不在这个事项的必要材料里，缺了不影响受理，不能要求补。")


class NotYetComplete(RuleViolation):
    """A correction that does not bring all that was told: it is taken when it is complete."""

    code = "cases.not_yet_complete"
    template = N_(
        "还差 {count} 样没有补：{names}。要补的材料要一次交齐，交齐那天才起算；"
        "有的要交纸质的，请把全部材料带到窗口补。"
    )


class NotToBeCorrected(RuleViolation):
    """A file or a mark for a material that the notice did not ask for."""

    code = "cases.not_to_be_corrected"
    template = N_("告知书上没有要求补这样材料，请对照告知书重新选择。")


class TellingIsOver(RuleViolation):
    """The five workdays to tell have passed in silence: the permit is accepted by law."""

    code = "cases.telling_is_over"
    template = N_(
        "收到材料已过五个工作日没有告知，依法从收到那天起就算受理了（行政许可法第三十二条），不能再“{act}”。请办理受理。"
    )
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Lack:
    """One material of a notice: why it does not do, what it must be like, and whether it is new."""

    material_id: str
    name: str
    why: str
    standard: str
    verdict: Verdict
    kind: NoticeKind = NoticeKind.FIRST


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A whole notice: its kind beside the earlier ones, and its materials in the order of the item."""

    kind: NoticeKind
    lacking: tuple[Lack, ...]

    @property
    def newly(self) -> tuple[str, ...]:
        """The names that could have been asked at the first notice and were not: our fault."""
        return tuple(each.name for each in self.lacking if each.kind is NoticeKind.NEWLY_ASKED)


def standard_of(name: str) -> str:
    """What the item's list asks of a material: the words in parentheses behind its name, else empty.

    采伐申请(地点、林种、树种) must tell 地点、林种、树种. The list has no other column for it.
    """
    at = min((name.index(sign) for sign in _OPENING if sign in name), default=-1)
    if at <= 0 or name[-1] not in _CLOSING:
        return ""
    return name[at + 1 : -1].strip()


def printed_name(name: str) -> str:
    """The name of a material on a notice, whose standard stands beside it."""
    return plain_name(name).strip() if standard_of(name) else name


def lacking_of(
    materials: Sequence[AskedMaterial], verdicts: Mapping[str, str], reasons: Mapping[str, str]
) -> dict[str, str]:
    """Why each lacking material lacks, from the verdicts on all of them: what a notice must tell.

    Lacking is what fails, and what is required and missing. Refuses a material without a verdict
    (`VerdictMissing`): who has not looked at everything cannot tell everything at once.
    """
    unseen = [each.name for each in materials if _verdict(verdicts, each.id) is Verdict.PENDING]
    if unseen:
        raise VerdictMissing(field="verdicts", count=len(unseen), names="、".join(unseen))
    return {
        each.id: reasons.get(each.id, "")
        for each in materials
        if _verdict(verdicts, each.id) is Verdict.FAIL
        or (each.required and _verdict(verdicts, each.id) is Verdict.MISSING)
    }


def tell(
    materials: Sequence[AskedMaterial],
    lacking: Mapping[str, str],
    *,
    verdicts: Mapping[str, str],
    earlier: Sequence[Collection[str]],
) -> Told:
    """The notice over these lacking materials (id → why), beside the earlier notices' material ids.

    `verdicts` says of each lacking one whether it fails or is missing. A second notice is never
    refused: each material is STILL_DEFECTIVE when an earlier notice named it, else NEWLY_ASKED,
    and one new material makes the whole notice NEWLY_ASKED. Refuses: nothing lacking; a missing
    material that the item does not require, or that is not on its list; one that fails without
    a why. A missing one needs no words.
    """
    if not lacking:
        raise NothingLacking(field="verdicts")
    by_id = {each.id: each for each in materials}
    optional = [
        each.name
        for each in materials
        if each.id in lacking and not each.required and _verdict(verdicts, each.id) is not Verdict.FAIL
    ]
    foreign = [key for key in lacking if key not in by_id]
    if optional or foreign:
        raise NotAskedFor(field="verdicts", names="、".join(optional) or N_("有的材料"))
    _check_reasons(materials, lacking, verdicts)
    asked_before = {key for notice in earlier for key in notice}
    found = tuple(
        Lack(
            material_id=each.id,
            name=each.name,
            why=_why(lacking[each.id], each.id),
            standard=standard_of(each.name),
            verdict=_verdict(verdicts, each.id),
            kind=_kind(each.id, asked_before, first=not earlier),
        )
        for each in materials
        if each.id in lacking
    )
    kinds = {each.kind for each in found}
    whole = next(each for each in reversed(NoticeKind) if each in kinds)
    return Told(kind=whole, lacking=found)


def _verdict(verdicts: Mapping[str, str], key: str) -> Verdict:
    value = verdicts.get(key, "")
    return Verdict(value) if value in Verdict.__members__ else Verdict.PENDING


def _why(typed: str, key: str) -> str:
    said = clean_line(typed, field=f"{REASON_FIELD}{key}", max_length=WHY_LENGTH, required=False)
    return said or NOT_HANDED_IN


def _check_reasons(
    materials: Sequence[AskedMaterial], lacking: Mapping[str, str], verdicts: Mapping[str, str]
) -> None:
    silent = [
        each
        for each in materials
        if each.id in lacking
        and _verdict(verdicts, each.id) is Verdict.FAIL
        and not clean_line(lacking[each.id], field=f"{REASON_FIELD}{each.id}", required=False)
    ]
    if silent:
        names = "、".join(each.name for each in silent)
        raise WhyMissing(field=f"{REASON_FIELD}{silent[0].id}", count=len(silent), names=names)


def _kind(key: str, asked_before: Collection[str], *, first: bool) -> NoticeKind:
    if first:
        return NoticeKind.FIRST
    return NoticeKind.STILL_DEFECTIVE if key in asked_before else NoticeKind.NEWLY_ASKED


_STILL = N_("这是本件第 {number} 次告知：下列材料在《一次性告知书》{earlier}中已经告知，补交的仍不符合要求。")
_NEWLY = N_(
    "这是本件第 {number} 次告知：其中{names}在《一次性告知书》{earlier}中应当一并告知而没有告知，"
    "是本机关的过失，已登记在案。"
)


def again_sentence(told: Told, *, number: int, earlier: str) -> str:
    """What a second notice says about the one before: nothing for a first; `earlier` is its number."""
    if told.kind is NoticeKind.FIRST:
        return ""
    if told.kind is NoticeKind.STILL_DEFECTIVE:
        return _STILL.format(number=number, earlier=earlier)
    return _NEWLY.format(number=number, earlier=earlier, names="、".join(printed_name(n) for n in told.newly))


def check_complete(lacking: Mapping[str, str], brought: Collection[str]) -> None:
    """Refuse a correction until every lacking material (id → name) is there (domain.md §3.2).

    Names all that are still out; refuses as well what nobody asked for.
    """
    if set(brought) - set(lacking):
        raise NotToBeCorrected(field="files")
    out = [name for key, name in lacking.items() if key not in brought]
    if out:
        raise NotYetComplete(field="files", count=len(out), names="、".join(out))
