"""The forms of all acts on a case, as data for the template, and the one action that each calls.

Each module has `FORMS` (what the template shows) and `CALLS` (what its button does) for some acts.
"""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.cases import ACT_LABELS, Act
from yimen.usecases.cases.queries import CaseView
from yimen.web.desk.forms import (
    benefits,
    concluding,
    confirming,
    correcting,
    deciding,
    declining,
    delivering,
    disclosing,
    ending,
    forwarding,
    hearings,
    receiving,
    reviewing,
    stopping,
    taking_back,
)
from yimen.web.desk.forms.desk import Calls, Desk, Forms
from yimen.web.desk.forms.wordings import with_wordings
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest

_MODULES = (
    receiving,
    correcting,
    declining,
    forwarding,
    reviewing,
    deciding,
    concluding,
    disclosing,
    delivering,
    stopping,
    ending,
    hearings,
    taking_back,
    benefits,
    confirming,
)
FORMS: Forms = {act: form for module in _MODULES for act, form in module.FORMS.items()}
CALLS: Calls = {act: call for module in _MODULES for act, call in module.CALLS.items()}

# The act that a case waits for; everything else is asked for by `?doing=`. The first that is there holds.
_DUE = (
    Act.RECEIVE,
    Act.ACCEPT,
    Act.PASS_ON,
    Act.SUPPLEMENT,
    Act.REVIEW,
    Act.RESUME,
    Act.END_CONSULTATION,
    Act.RECORD_VISIT,
    Act.RECORD_POSTING,
    Act.END_PUBLICITY,
    Act.ISSUE_PUBLICITY_SHEET,
    Act.CONFIRM,
    Act.GRANT,
    Act.CONCLUDE,
    Act.ANSWER,
    Act.RECORD_RESULT,
    Act.DELIVER,
    Act.CLOSE,
)


# What cannot be taken back asks once more; their buttons carry a `dialog`. A withdrawal does not: its
# written request is the second thought, and a file would not survive the page that asks without scripts.
CONFIRMED = frozenset(
    {
        Act.RETURN,
        Act.DECLINE,
        Act.FIND_NOT_NEEDED,
        Act.FORWARD,
        Act.GRANT,
        Act.REFUSE,
        Act.CONFIRM,
        Act.NOT_CONFIRM,
        Act.CONCLUDE,
        Act.ANSWER,
        Act.LAPSE,
        Act.TERMINATE,
        Act.VOID,
        Act.REOPEN,
    }
)


def due_act(case: CaseView) -> Act | None:
    """The act that the step of this case waits for, if it is this actor's."""
    mine = {view.act for view in case.acts}
    return next((act for act in _DUE if act in mine and act in FORMS), None)


def other_acts(case: CaseView, doing: str = "") -> list[dict[str, str]]:
    """What else may be done now, as links; not what the page is `doing` already, but the way back from it."""
    asked = any(view.act.value == doing and view.act in FORMS for view in case.acts)
    here_now = doing if asked else None
    due = None if asked else due_act(case)
    here = reverse("desk:case", args=[case.id])
    return [
        {"label": gettext(ACT_LABELS[view.act]), "url": f"{here}?doing={view.act.value}"}
        for view in case.acts
        if view.act is not due and view.act.value != here_now and view.act in FORMS
    ]


def act_form(desk: Desk, doing: str) -> dict[str, Any] | None:
    """The form of the act to be done now by this actor, or None when it is not theirs to act."""
    due = due_act(desk.case)
    asked = next((act for act in FORMS if act.value == doing and act in desk.acts), None)
    act = asked or due
    if act is None:
        return None
    form = {
        "action": reverse("desk:case", args=[desk.case.id]) + (f"?doing={asked.value}" if asked else ""),
        "takes_verdicts": act is Act.ACCEPT,
        "takes_files": False,
        "choice": desk.typed.get("choice", ""),
        "choice_error": desk.faults.get("choice", ""),
        "opinion": desk.typed.get("opinion", ""),
        "opinion_error": desk.faults.get("opinion", ""),
    }
    return with_wordings(form | FORMS[act](desk), desk, act)


def do_act(request: PageRequest, case_id: UUID, act: Act) -> None:
    """Do the act with what was typed; raises the action's own refusals."""
    form = request.POST
    typed = [f"{name}={value}" for name, values in sorted(form.lists()) for value in values]
    body = [
        line for line in typed if not line.startswith(("csrfmiddlewaretoken=", "request_key=", "form_owner="))
    ]
    CALLS[act](request, case_id, form, key_for(request, act.value, *body))
