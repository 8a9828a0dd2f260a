"""A case for the page that shows its applicant, or whoever has number and code, where it is."""

from enum import Enum
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from yimen.rules.cases import CaseState
from yimen.rules.documents import PaperKind, PaperState
from yimen.usecases.cases.queries import TrackView
from yimen.usecases.cases.queries.views import PaperView

_LINK_SALT = "yimen.tracked-paper"
_LINK_SECONDS = 15 * 60
_RESULTS = {
    PaperKind.GRANT.value,
    PaperKind.REFUSAL.value,
    PaperKind.CONFIRMATION.value,
    PaperKind.NON_CONFIRMATION.value,
    PaperKind.RESULT.value,
    PaperKind.ANSWER.value,
}


class Reader(Enum):
    """Who looks at the page."""

    APPLICANT = 1
    CODE_HOLDER = 2


def case_context(case: TrackView, reader: Reader) -> dict[str, Any]:
    """The values of `portal/track.html`."""
    papers = [_paper(case, each, reader) for each in case.papers]
    return {
        "number": case.number,
        "check_code": case.check_code,
        "item_name": gettext(case.item_name),
        "applicant_name": case.applicant_name,
        "office_name": case.office_name,
        "state_label": gettext(case.state_label),
        "submitted_at": case.submitted_at,
        "steps": case.steps,
        "next_thing": case.next_thing,
        "clocks": case.clocks,
        "why": case.why,
        "papers": papers,
        "is_waiting": any(each.state == PaperState.PENDING for each in case.papers),
        "contact": case.contact,
        "events": _events(case, reader),
        "is_over": case.is_over,
        "outcome": _outcome(case),
        "refresh_url": reverse("portal:own_case", args=[case.number]) if reader is Reader.APPLICANT else "",
        **_signing(case, reader),
        **_mending(case, reader),
    }


def _outcome(case: TrackView) -> dict[str, str] | None:
    if case.outcome is None:
        return None
    kinds = {"GOOD": "success", "BAD": "error", "DONE": "info"}
    return {
        "kind": kinds[case.outcome.kind],
        "title": gettext(case.outcome.title),
        "words": gettext(case.outcome.words),
    }


def _mending(case: TrackView, reader: Reader) -> dict[str, str]:
    """Where the applicant hands in what was missing, and where they take the application back."""
    own = reverse("portal:own_case", args=[case.number])
    login = f"{reverse('portal:login')}?{urlencode({'next': own})}"
    to_login = reader is Reader.CODE_HOLDER and case.state is CaseState.CORRECTING and not case.is_claimable
    return {
        "correct_url": reverse("portal:correct", args=[case.number]) if case.can_supplement else "",
        "correct_login_url": login if to_login else "",
        "withdraw_url": reverse("portal:withdraw", args=[case.number]) if case.can_withdraw else "",
    }


def decision_url(case: TrackView, reader: Reader) -> str:
    """Where the decision can be had, once it can."""
    ready = (each for each in case.papers if each.kind in _RESULTS and each.is_ready)
    return next((_paper_url(case, each.id, reader) for each in ready), "")


def read_link(mark: str, paper_id: UUID) -> tuple[str, UUID] | None:
    """County and case of a link that `track` gave out for this paper not long ago, else None."""
    try:
        county_code, case_id, paper = signing.loads(mark, salt=_LINK_SALT, max_age=_LINK_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return (county_code, UUID(case_id)) if paper == str(paper_id) else None


def _signing(case: TrackView, reader: Reader) -> dict[str, str]:
    """How to sign: at once, after logging in, or when the paper is made."""
    decided = next((each for each in case.papers if each.needs_signing), None)
    if decided is None:
        return {"sign_url": "", "sign_login_url": "", "sign_waits": ""}
    if decided.state != PaperState.READY:
        words = gettext("文书正在制作，一般不到一分钟。做好了就能签收。")
        return {"sign_url": "", "sign_login_url": "", "sign_waits": words}
    if case.can_sign:
        return {
            "sign_url": reverse("portal:sign", args=[case.number]),
            "sign_login_url": "",
            "sign_waits": "",
        }
    if reader is Reader.APPLICANT:
        return {"sign_url": "", "sign_login_url": "", "sign_waits": ""}
    query = urlencode({"next": reverse("portal:own_case", args=[case.number])})
    return {"sign_url": "", "sign_login_url": f"{reverse('portal:login')}?{query}", "sign_waits": ""}


def _paper(case: TrackView, paper: PaperView, reader: Reader) -> dict[str, str]:
    """A decision that waits to be signed for does not yet say which way it went."""
    if paper.needs_signing:
        waiting = gettext("签收后下载") if paper.state == PaperState.READY else ""
        return {"label": gettext(paper.label), "number": "", "url": "", "waiting_words": waiting}
    query = urlencode({"no": paper.number, "code": paper.check_code})
    return {
        "label": gettext(paper.label),
        "number": paper.number,
        "url": _paper_url(case, paper.id, reader) if paper.is_ready else "",
        "verify_url": f"{reverse('portal:verify')}?{query}" if paper.is_ready else "",
        "state_words": gettext("已作废") if paper.state == PaperState.REVOKED else "",
    }


def _paper_url(case: TrackView, paper_id: UUID, reader: Reader) -> str:
    url = reverse("portal:paper", args=[paper_id])
    if reader is Reader.APPLICANT:
        return url
    mark = signing.dumps([case.county_code, str(case.id), str(paper_id)], salt=_LINK_SALT)
    return f"{url}?{urlencode({'key': mark})}"


def _events(case: TrackView, reader: Reader) -> list[dict[str, Any]]:
    return [
        {
            "at": event.at,
            "title": gettext(event.title),
            "who": gettext(event.who) if event.who else "",
            "text": event.text,
            "paper_label": event.paper_label,
            "paper_url": _paper_url(case, event.paper_id, reader) if event.paper_id else "",
        }
        for event in case.events
    ]
