"""The wordings that a post keeps, beside the opinion of every form that asks for one."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.rules.opinions import WORDED_ACTS
from yimen.usecases.cases.actions import save_opinion_template
from yimen.web.desk.forms.desk import Desk
from yimen.web.shared.requests import PageRequest

KEEP = "KEEP_"  # the button that keeps what was typed, before the act: KEEP_REVIEW


def with_wordings(form: dict[str, Any], desk: Desk, act: Act) -> dict[str, Any]:
    """The form with one's own wordings: each a link that fills the opinion in, also without scripts."""
    if not form.get("opinion_label") or act not in WORDED_ACTS:
        return form
    own = [each for each in desk.case.colleagues.templates if each.act is act]
    asked = desk.request.GET.get("template", "")
    chosen = next((each.text for each in own if str(each.id) == asked), "")
    here = reverse("desk:case", args=[desk.case.id])
    return form | {
        "opinion": form["opinion"] or chosen,
        "wordings": [
            {
                "text": each.text,
                "url": f"{here}?{urlencode({'doing': act.value, 'template': str(each.id)})}",
            }
            for each in own
        ],
        "keep": {"value": f"{KEEP}{act.value}", "label": gettext("存为我的模板")},
        "wordings_url": reverse("desk:wordings"),
    }


def asked_to_keep(asked: str) -> Act | None:
    """The act whose opinion the pressed button keeps, if it is that button."""
    name = asked.removeprefix(KEEP)
    return Act[name] if asked.startswith(KEEP) and name in Act.__members__ else None


def keep_wording(request: PageRequest, act: Act) -> None:
    """Keep the typed opinion; raises the action's own refusals."""
    save_opinion_template(
        actor=request.actor, now=request.now, act=act.value, text=request.POST.get("opinion", "")
    )
