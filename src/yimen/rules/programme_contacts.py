"""Who answers for the programme in a unit, and how one reaches them (the scheme's annex 6).

The annex itself was not found: the columns follow from 三(四), which asks for the responsible department, its
leader, its section and the contact.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.people import check_mobile
from yimen.rules.text import clean_line, mask_phone

_OFFICE_PHONE = re.compile(r"[0-9()+\- ]{5,24}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactField:
    """One column: its words, how long it may be, and whether it must be there."""

    key: str
    label: str
    length: int = 40
    required: bool = False


CONTACT_FIELDS: tuple[ContactField, ...] = (
    ContactField(key="department", label=N_("责任部门"), length=80, required=True),
    ContactField(key="leader_name", label=N_("责任领导姓名")),
    ContactField(key="leader_duty", label=N_("责任领导职务")),
    ContactField(key="leader_phone", label=N_("责任领导办公电话"), length=24),
    ContactField(key="leader_mobile", label=N_("责任领导手机"), length=20),
    ContactField(key="section", label=N_("责任科室"), length=80),
    ContactField(key="contact_name", label=N_("联系人姓名"), required=True),
    ContactField(key="contact_duty", label=N_("联系人职务")),
    ContactField(key="contact_phone", label=N_("联系人办公电话"), length=24),
    ContactField(key="contact_mobile", label=N_("联系人手机"), length=20),
    ContactField(key="fax", label=N_("传真"), length=24),
    ContactField(key="email", label=N_("邮箱"), length=80),
)
CONTACT_LABELS: dict[str, str] = {each.key: each.label for each in CONTACT_FIELDS}

# A person's own telephone: masked wherever it is shown, a digest in the journal.
PERSONAL_KEYS = ("leader_mobile", "contact_mobile")


class BadOfficePhone(RuleViolation):
    """Something that no telephone can dial."""

    code = "programme.bad_office_phone"
    template = N_("电话只写数字和短横，例如 0317-2175555。")


class BadEmail(RuleViolation):
    """No address of electronic mail."""

    code = "programme.bad_email"
    template = N_("邮箱要像 name@example.com 这样。")


class NoTelephone(RuleViolation):
    """A contact whom nobody can call."""

    code = "programme.no_telephone"
    template = N_("联系人的办公电话、手机至少填一个。")


def check_contact(typed: Mapping[str, str]) -> dict[str, str]:
    """All columns cleaned, others dropped; refuses at its field what is missing or cannot be reached."""
    read = {
        each.key: clean_line(
            typed.get(each.key, ""), field=each.key, max_length=each.length, required=each.required
        )
        for each in CONTACT_FIELDS
    }
    for key in PERSONAL_KEYS:
        if read[key]:
            read[key] = check_mobile(read[key], field=key)
    for key in ("leader_phone", "contact_phone", "fax"):
        if read[key] and not _OFFICE_PHONE.fullmatch(read[key]):
            raise BadOfficePhone(field=key)
    if read["email"] and not _EMAIL.fullmatch(read["email"]):
        raise BadEmail(field="email")
    if not read["contact_phone"] and not read["contact_mobile"]:
        raise NoTelephone(field="contact_phone")
    return read


def shown_value(key: str, value: str) -> str:
    """A column as lists and histories show it: a person's own telephone only by its ends."""
    return mask_phone(value) if key in PERSONAL_KEYS else value
