"""The parts of a guide that come from an item's full data: situations, papers, ways, fees, questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from yimen.rules.detail_words import words_of
from yimen.rules.errors import N_
from yimen.rules.item_details import Channel, Fee, ItemDetails, MaterialDetails, PublicPoint
from yimen.rules.item_kinds import CopyKind, Medium, Need
from yimen.rules.items import APPLY_WAY_LABELS, ApplyWay, Family
from yimen.rules.situations import Selection, read_answers, select_materials
from yimen.usecases.catalog.sources import UNVERIFIED_WORDS
from yimen.usecases.catalog.versions import MaterialFacts, VersionFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideMaterial:
    """One paper to bring; `words` say when nobody has verified that it is asked for.

    `amount` is how many and of what kind, `notes` what to know about it; `blank_form` and `sample` are ids of
    files to download. Empty is unknown.
    """

    material_id: UUID
    name: str
    need: str
    words: str
    amount: str = ""
    notes: tuple[str, ...] = ()
    blank_form: str = ""
    sample: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideChoice:
    """One answer that one may tick."""

    number: int
    text: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideQuestion:
    """One question of situations, with what was answered."""

    number: int
    question: str
    choices: tuple[GuideChoice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideList:
    """What to bring after the answers given: surely, perhaps, and what these answers leave out.

    `ended` says why there is nothing to apply for with these answers, else it is empty.
    """

    questions: tuple[GuideQuestion, ...]
    answers: Mapping[int, int]
    needed: tuple[GuideMaterial, ...]
    perhaps: tuple[GuideMaterial, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    ended: str
    is_complete: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideChannel:
    """A way of applying; `url` only for a link to a named outside system."""

    label: str
    system: str
    url: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideFee:
    """One charge in words."""

    name: str
    words: str
    basis: str


def guide_list(facts: VersionFacts, given: Mapping[str, str]) -> GuideList:
    """The questions of the version with the answers of an address, and the list that they make up."""
    situations = facts.details.situations
    answers = read_answers(situations, given)
    selection = select_materials([each.name for each in facts.materials], situations, answers)
    by_name = {each.name: guide_material(each) for each in facts.materials}
    return GuideList(
        questions=tuple(
            GuideQuestion(
                number=number,
                question=situation.question,
                choices=tuple(
                    GuideChoice(number=at, text=choice.text, is_chosen=answers.get(number) == at)
                    for at, choice in enumerate(situation.choices, start=1)
                ),
            )
            for number, situation in enumerate(situations, start=1)
        ),
        answers=answers,
        needed=tuple(by_name[name] for name in selection.needed),
        perhaps=tuple(by_name[name] for name in selection.perhaps),
        left_out=selection.left_out,
        notes=() if selection.ended else selection.notes,
        ended=_ended(selection),
        is_complete=selection.is_complete,
    )


def _ended(selection: Selection) -> str:
    if selection.ended is None:
        return ""
    return selection.ended.note or N_("按您选的情况，不用办这件事。")


def guide_material(material: MaterialFacts) -> GuideMaterial:
    """A paper in words."""
    details = material.details
    return GuideMaterial(
        material_id=material.material_id,
        name=material.name,
        need=words_of(details.need) or (N_("必要") if material.required else N_("非必要")),
        words="" if material.verified else UNVERIFIED_WORDS,
        amount=amount_words(details),
        notes=_notes(details),
        blank_form=details.blank_form,
        sample=details.sample,
    )


def amount_words(details: MaterialDetails) -> str:
    """How many and of what kind: 原件 1 份、复印件 2 份; empty when nothing is known."""
    parts = []
    if details.originals:
        parts.append(N_("原件 {n} 份").format(n=details.originals))
    elif details.copy_kind in {CopyKind.ORIGINAL, CopyKind.BOTH}:
        parts.append(N_("原件"))
    if details.copies:
        parts.append(N_("复印件 {n} 份").format(n=details.copies))
    elif details.copy_kind in {CopyKind.COPY, CopyKind.BOTH}:
        parts.append(N_("复印件"))
    if details.medium in {Medium.ELECTRONIC, Medium.BOTH}:
        parts.append(N_("电子件也可以") if details.medium is Medium.BOTH else N_("电子件"))
    return "、".join(parts)


def _notes(details: MaterialDetails) -> tuple[str, ...]:
    told = (
        details.hints,
        N_("怎样算合格：{standard}").format(standard=details.standard) if details.standard else "",
        N_("由{issuer}出具").format(issuer=details.issuer) if details.issuer else "",
        N_("可以先办后补：{when}").format(when=details.later_note or N_("以窗口答复为准"))
        if details.need is Need.LATER
        else "",
        N_("能共享取得，可以不带") if details.shareable else "",
    )
    return tuple(each for each in told if each)


def guide_channels(facts: VersionFacts) -> tuple[GuideChannel, ...]:
    """Every way of applying that is named; where none is, the one that the version goes by."""
    named = facts.details.channels or (
        Channel(way=facts.apply_way, system=facts.external_system, url=facts.apply_url),
    )
    return tuple(
        GuideChannel(
            label=APPLY_WAY_LABELS[each.way],
            system=each.system if each.way is ApplyWay.LINK else "",
            url=each.url if each.way is ApplyWay.LINK else "",
            note=each.note,
        )
        for each in named
    )


def guide_fees(details: ItemDetails) -> tuple[GuideFee, ...]:
    """The charges with their standard, and whether they may be less."""
    return tuple(
        GuideFee(
            name=fee.name,
            words="，".join(part for part in (fee.standard, _reduction(fee)) if part),
            basis=fee.basis,
        )
        for fee in details.fees
    )


def _reduction(fee: Fee) -> str:
    if fee.reducible is None:
        return ""
    if not fee.reducible:
        return N_("不能减免")
    return N_("可以减免：{how}").format(how=fee.reduction) if fee.reduction else N_("可以减免")


def cost_cell(family: Family, details: ItemDetails) -> tuple[str, str]:
    """How much: as published; nothing for a permit, by law; else unknown."""
    if details.charged is False:
        return N_("不收费"), ""
    if details.fees:
        first = details.fees[0]
        words = "" if len(details.fees) == 1 else N_("共 {n} 项，见下面").format(n=len(details.fees))
        return first.standard or N_("收费"), words
    if details.charged:
        return N_("收费"), N_("标准未公布")
    if family is Family.PERMIT:
        return N_("不收费"), N_("法律、行政法规另有规定的除外")
    return "", ""


def trips_cell(details: ItemDetails, recurs_months: int | None) -> tuple[str, str]:
    """How often one comes, and after how long it is due again; empty when not published."""
    again = _again_words(recurs_months)
    if details.visits is None:
        return "", again
    if details.visits == 0:
        return N_("不用跑"), again
    return N_("{n} 次").format(n=details.visits), details.visits_reason or again


def _again_words(months: int | None) -> str:
    if not months:
        return ""
    if months % 12 == 0:
        return N_("每 {n} 年要再办").format(n=months // 12) if months > 12 else N_("每年要再办")
    return N_("每 {n} 个月要再办").format(n=months)


def public_points(facts: VersionFacts) -> tuple[PublicPoint, ...]:
    """What reviewers look at, as it is made public; where nothing is written for that, their own list."""
    if facts.details.public_points:
        return facts.details.public_points
    return tuple(PublicPoint(text=point.text, source=point.source) for point in facts.review_points)
