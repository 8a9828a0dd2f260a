"""`/cases`: opening, looking at and working on cases; each module enters its operations in one router."""

from yimen.api.v1.acts import enter_all
from yimen.api.v1.cases import listing, opening, reading
from yimen.api.v1.cases.routing import router

enter_all(router)

__all__ = ["listing", "opening", "reading", "router"]
