"""What a rating page needs to know."""

from datetime import datetime

from yimen.usecases.feedback.links import Invitation, check_open, find_link


def find_invitation(token: str, now: datetime) -> Invitation:
    """The open invitation of a token.

    Refuses, each with its sentence: an unknown link (`LinkUnknown`), a used one (`AlreadyRated`),
    one older than 30 days (`LinkExpired`).
    """
    link = find_link(token)
    check_open(link, now)
    case = link.case
    return Invitation(
        item_name=case.version.neutral_name if case.sensitive else case.version.short_name,
        organ_name=case.organ.name,
        closed_at=case.closed_at or link.made_at,
        expires_at=link.expires_at,
    )
