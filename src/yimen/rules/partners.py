"""Services beyond government that a center or station offers a place to (the scheme's 二.10).

Party affairs, shopping, banking: they are somebody else's. They make no case, bear no seal, follow no limit
of ours; what is kept is who offers them, under which contract, from when to when.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line


class PartnerKind(StrEnum):
    """What kind of service it is."""

    PARTY = "PARTY"
    COMMERCE = "COMMERCE"
    FINANCE = "FINANCE"
    OTHER = "OTHER"


PARTNER_KIND_LABELS: dict[PartnerKind, str] = {
    PartnerKind.PARTY: N_("党务"),
    PartnerKind.COMMERCE: N_("电子商务"),
    PartnerKind.FINANCE: N_("金融"),
    PartnerKind.OTHER: N_("其他便民服务"),
}
NAME_LENGTH, PARTNER_LENGTH, CONTRACT_LENGTH, WHERE_LENGTH, PHONE_LENGTH = 60, 80, 60, 120, 40


class UnknownPartnerKind(RuleViolation):
    """No kind, or one that does not exist."""

    code = "catalog.partner_kind_unknown"
    template = N_("请选服务类别。")


class ContractBackwards(RuleViolation):
    """No first day, or a last day that lies before it."""

    code = "catalog.contract_dates"
    template = N_("请填起始日期；截止日期不能早于起始日期。")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerTerms:
    """A service as its form says it; a contract without number and an open end are allowed, and shown so."""

    kind: str
    name: str
    partner: str
    starts_on: date | None
    ends_on: date | None = None
    contract_no: str = ""
    where: str = ""
    hours: str = ""
    phone: str = ""


def check_partner_terms(terms: PartnerTerms) -> PartnerTerms:
    """The same, its texts cleaned; refuses at its field what is missing, too long, or cannot be."""
    if terms.kind not in PartnerKind.__members__:
        raise UnknownPartnerKind(field="kind")
    if terms.starts_on is None or (terms.ends_on is not None and terms.ends_on < terms.starts_on):
        raise ContractBackwards(field="starts_on" if terms.starts_on is None else "ends_on")

    def line(text: str, field: str, length: int, *, required: bool = False) -> str:
        return clean_line(text, field=field, max_length=length, required=required)

    return PartnerTerms(
        kind=terms.kind,
        name=line(terms.name, "name", NAME_LENGTH, required=True),
        partner=line(terms.partner, "partner", PARTNER_LENGTH, required=True),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        contract_no=line(terms.contract_no, "contract_no", CONTRACT_LENGTH),
        where=line(terms.where, "where", WHERE_LENGTH),
        hours=line(terms.hours, "hours", WHERE_LENGTH),
        phone=line(terms.phone, "phone", PHONE_LENGTH),
    )


def runs_on(day: date, *, starts_on: date, ends_on: date | None, ended_on: date | None) -> bool:
    """Whether a service is there on a day: within its contract, and not ended before."""
    last = min((each for each in (ends_on, ended_on) if each is not None), default=None)
    return starts_on <= day and (last is None or day <= last)
