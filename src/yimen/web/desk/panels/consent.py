"""The panel of a case that a village proxy filed: the consent, its picture, and taking it back."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.usecases.cases.queries import CaseView
from yimen.web.shared.request_keys import fresh_key


def panel(case: CaseView) -> dict[str, Any] | None:
    """How the consent was given and whether it holds; None for a case that nobody filed for another."""
    found = case.consent
    if found is None:
        return None
    file = reverse("desk:evidence", args=[case.id, found.file_id]) if found.file_id else ""
    return {
        "template": "desk/panels/consent.html",
        "rows": [
            {"term": gettext("代办员"), "text": found.proxy_name},
            {"term": gettext("怎样委托"), "text": gettext(found.way_label)},
            {"term": gettext("谁委托"), "text": f"{found.giver_name}（{gettext(found.relation_label)}）"},
            {"term": gettext("状态"), "text": gettext(found.state_label)},
        ],
        "file_url": file,
        "given_at": found.given_at,
        "revoked_at": found.revoked_at,
        "revoke_url": reverse("desk:revoke_consent", args=[case.id]) if found.can_revoke else "",
        "request_key": fresh_key(),
    }
