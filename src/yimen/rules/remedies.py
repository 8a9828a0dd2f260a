"""Before whom an organ's decisions are fought: a proposal from the law, never taken without a person."""

from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line

NAME_LENGTH = 80
SOURCE_LENGTH = 200

_GOVERNMENT = "人民政府"
_DIRECTLY_LED = N_(
    "海关、金融、外汇管理等垂直领导的机关和税务、国家安全机关除外，它们的复议机关是上一级主管部门（行政复议法第二十七条）。"
)
_ZONE = N_(
    "功能区的法律地位要先核实：是派出机关、派出机构还是没有授权，复议机关和法院各不相同，系统不作推定。"
)
_COURTS = N_("有的地方由上级法院指定跨区域管辖（行政诉讼法第十八条第二款），以法院公布的为准。")
_INTERMEDIATE = N_(
    "被告是县级以上地方人民政府的，第一审由中级人民法院管辖（行政诉讼法第十五条），法院名称请查实后填写。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RemedyProposal:
    """What the law lets one expect; blank is what no rule tells. `notes` are for the person who decides."""

    reconsideration_organ: str = ""
    court: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


class RemediesHalf(RuleViolation):
    """One of the two ways of complaint without the other."""

    code = "orgs.remedies_half"
    template = N_("复议机关和管辖法院要一起登记：决定书必须两样都告知（行政许可法第三十八条）。")


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanRemedies:
    """Both ways of complaint with where that is written, or all three blank."""

    reconsideration_organ: str
    court: str
    source: str


def propose_for_township(*, county_government: str, in_zone: bool) -> RemedyProposal:
    """For a township government or subdistrict office: the county's government and basic court.

    Source: 行政复议法 24 (下一级人民政府、派出机关), 行政诉讼法 14 and 18. Nothing in a functional zone.
    """
    if in_zone or not county_government.endswith(_GOVERNMENT):
        return RemedyProposal(notes=(_ZONE,))
    return RemedyProposal(
        reconsideration_organ=county_government,
        court=_basic_court(county_government),
        source=N_("行政复议法第二十四条；行政诉讼法第十四条、第十八条"),
        notes=(_COURTS,),
    )


def propose_for_department(*, county_government: str, in_zone: bool) -> RemedyProposal:
    """For a department of a county: the county's government (行政复议法 24), and its basic court.

    Departments led from above are excepted (行政复议法 27): whoever registers must know which it is.
    """
    if in_zone or not county_government.endswith(_GOVERNMENT):
        return RemedyProposal(notes=(_ZONE,))
    return RemedyProposal(
        reconsideration_organ=county_government,
        court=_basic_court(county_government),
        source=N_("行政复议法第二十四条；行政诉讼法第十四条、第十八条"),
        notes=(_DIRECTLY_LED, _COURTS),
    )


def propose_for_county(*, higher_government: str, in_zone: bool) -> RemedyProposal:
    """For a county's government: the city's government (行政复议法 24); which court is open."""
    if in_zone:
        return RemedyProposal(notes=(_ZONE,))
    return RemedyProposal(
        reconsideration_organ=higher_government,
        source=N_("行政复议法第二十四条；行政诉讼法第十五条"),
        notes=(_INTERMEDIATE,),
    )


def check_remedies(*, reconsideration_organ: str, court: str, source: str) -> CleanRemedies:
    """Both ways or neither; with both, where it is written. Refuses one without the other."""
    organ = clean_line(
        reconsideration_organ, field="reconsideration_organ", max_length=NAME_LENGTH, required=False
    )
    judge = clean_line(court, field="court", max_length=NAME_LENGTH, required=False)
    if bool(organ) != bool(judge):
        raise RemediesHalf(field="court" if organ else "reconsideration_organ")
    said = clean_line(source, field="source", max_length=SOURCE_LENGTH, required=bool(organ))
    return CleanRemedies(reconsideration_organ=organ, court=judge, source=said if organ else "")


def _basic_court(county_government: str) -> str:
    return county_government.removesuffix(_GOVERNMENT) + "人民法院"
