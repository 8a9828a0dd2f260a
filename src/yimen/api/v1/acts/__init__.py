"""`/cases/{case_no}/actions/…`: one address for each act that a post may do to a case.

Each module has `CASE_ACTS`; a meta test holds them against the grant table, so that none is left out.
"""

from ninja import Router

from yimen.api.v1.acts import benefits, deciding, disclosing, forwarding, handing, receiving, reviewing
from yimen.api.v1.acts.act import CaseAct, enter

_MODULES = (receiving, reviewing, benefits, forwarding, deciding, disclosing, handing)
CASE_ACTS: tuple[CaseAct, ...] = tuple(act for module in _MODULES for act in module.CASE_ACTS)


def enter_all(router: Router) -> None:
    """Add the operations of all acts."""
    for act in CASE_ACTS:
        enter(router, act)
