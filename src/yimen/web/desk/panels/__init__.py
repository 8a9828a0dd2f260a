"""What a case page shows beside papers and timeline, one module a panel: each draws one part of the case.

A module has `panel(case) -> dict | None`: None when there is nothing to show, else what its template
`desk/panels/<name>.html` takes, as `panel`, with `template` naming it.
"""

from collections.abc import Callable
from typing import Any

from yimen.usecases.cases.queries import CaseView
from yimen.web.desk.panels import colleagues, consent, forwarding, notices, oversight, publicity, undo

Panel = Callable[[CaseView], dict[str, Any] | None]
PANELS: tuple[Panel, ...] = (
    undo.panel,
    consent.panel,
    forwarding.panel,
    publicity.panel,
    oversight.panel,
    notices.panel,
    colleagues.panel,
)


def panels_of(case: CaseView) -> list[dict[str, Any]]:
    """The panels that have something to show, in their order."""
    return [shown for panel in PANELS if (shown := panel(case)) is not None]
