"""Everyone that a grant can name: the roles of posts, and the actors without a post."""

from enum import StrEnum

from yimen.rules.errors import N_


class Party(StrEnum):
    """Everyone that a grant can name: the roles of posts, and the actors without a post."""

    ANYONE = "ANYONE"
    RESIDENT = "RESIDENT"
    VILLAGE_PROXY = "VILLAGE_PROXY"
    CLERK = "CLERK"
    REVIEWER = "REVIEWER"
    APPROVER = "APPROVER"
    SEAL_KEEPER = "SEAL_KEEPER"
    CENTER_HEAD = "CENTER_HEAD"
    COUNTY_OFFICER = "COUNTY_OFFICER"
    COUNTY_APPROVER = "COUNTY_APPROVER"
    OVERSEER = "OVERSEER"
    CITY_OFFICER = "CITY_OFFICER"
    SYSTEM = "SYSTEM"


PARTY_LABELS: dict[Party, str] = {
    Party.ANYONE: N_("任何人"),
    Party.RESIDENT: N_("群众"),
    Party.VILLAGE_PROXY: N_("村级代办员"),
    Party.CLERK: N_("窗口人员"),
    Party.REVIEWER: N_("审查人员"),
    Party.APPROVER: N_("审批人员"),
    Party.SEAL_KEEPER: N_("印章保管人"),
    Party.CENTER_HEAD: N_("中心主任"),
    Party.COUNTY_OFFICER: N_("县政务办"),
    Party.COUNTY_APPROVER: N_("县级确认人员"),
    Party.OVERSEER: N_("监管部门人员"),
    Party.CITY_OFFICER: N_("市政务办"),
    Party.SYSTEM: N_("系统"),
}

POST_ROLES: frozenset[Party] = frozenset(Party) - {Party.ANYONE, Party.RESIDENT, Party.SYSTEM}

# Who decides, seals, confirms or administers logs in with a second factor: an account that holds any
# such post. The rule stands with the roles, because `rules/people.py` knows none.
SECOND_FACTOR_ROLES: frozenset[Party] = frozenset(
    {
        Party.APPROVER,
        Party.COUNTY_APPROVER,
        Party.SEAL_KEEPER,
        Party.CENTER_HEAD,
        Party.COUNTY_OFFICER,
        Party.CITY_OFFICER,
    }
)
