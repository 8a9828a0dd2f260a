"""The transition tables of the six families, and what they let whom do.

Source: `docs/rules/cases.md`; each line names its own.
"""

from yimen.rules.access import PARTY_LABELS, Party
from yimen.rules.case_disclosures import DISCLOSURE
from yimen.rules.case_families import BENEFIT, FORWARDED, INSTANT, OTHER
from yimen.rules.case_lines import CLOCK_EFFECT_LABELS, Transition
from yimen.rules.case_permits import PERMIT
from yimen.rules.case_states import ACT_LABELS, ENDS, STATE_LABELS, Act, CaseState, ClockEffect, state_label
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, Refusal, RuleViolation

__all__ = [
    "ACT_LABELS",
    "BENEFIT",
    "CLOCK_EFFECT_LABELS",
    "DISCLOSURE",
    "ENDS",
    "FORWARDED",
    "INSTANT",
    "OTHER",
    "PERMIT",
    "STATE_LABELS",
    "TABLES",
    "Act",
    "CaseState",
    "ClockEffect",
    "NoSuchProcedure",
    "OutOfTurn",
    "Transition",
    "WrongParty",
    "check",
    "possible_acts",
    "state_label",
    "table_for",
    "transition",
]

TABLES: dict[Family, tuple[Transition, ...]] = {
    Family.PERMIT: PERMIT,
    Family.BENEFIT: BENEFIT,
    Family.INSTANT: INSTANT,
    Family.FORWARDED: FORWARDED,
    Family.DISCLOSURE: DISCLOSURE,
    Family.OTHER: OTHER,
}


class NoSuchProcedure(RuleViolation):
    """The procedure of the family does not know the act."""

    code = "cases.no_such_procedure"
    template = N_("“{family}”类事项的办理流程里没有“{act}”这一步。")
    refusal = Refusal.CONFLICT


class OutOfTurn(RuleViolation):
    """The act does not fit where the case stands (`case_state`), usually because someone was faster."""

    code = "cases.out_of_turn"
    template = N_("这件已经是“{state}”，不能再“{act}”。可能有同事先办了，请刷新后再看。")
    refusal = Refusal.CONFLICT


class WrongParty(RuleViolation):
    """The table does not name this party for the act."""

    code = "cases.wrong_party"
    template = N_("“{act}”这一步不由{role}办理。")
    refusal = Refusal.FORBIDDEN


def table_for(family: Family) -> tuple[Transition, ...]:
    """The family's transition table."""
    return TABLES[family]


def transition(family: Family, act: Act) -> Transition:
    """The one line of the table for an act; refuses an act that the family does not know."""
    for line in table_for(family):
        if line.act is act:
            return line
    raise NoSuchProcedure(family=family.label, act=ACT_LABELS[act])


def check(family: Family, act: Act, state: CaseState, party: Party) -> Transition:
    """The line that lets `party` do `act` to a case in `state`; refuses with the reason."""
    line = transition(family, act)
    if state not in line.source:
        raise OutOfTurn(state=state_label(state, family), act=ACT_LABELS[act], case_state=state.value)
    if party not in line.parties:
        raise WrongParty(act=ACT_LABELS[act], role=PARTY_LABELS[party])
    return line


def possible_acts(family: Family, state: CaseState, party: Party) -> tuple[Act, ...]:
    """What a party may do to a case in this state, in the order of the table."""
    return tuple(t.act for t in TABLES.get(family, ()) if state in t.source and party in t.parties)
