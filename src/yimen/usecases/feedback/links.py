"""One-time rating links: found by the digest of their token, open until used or 30 days old."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from yimen.data.feedback.models import RatingLink
from yimen.gateways.digests import sm3_hex
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.feedback import AlreadyRated

LINK_LIFE = timedelta(days=30)
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[0-9]{6}[A-Za-z0-9_-]{22}")


class LinkUnknown(RuleViolation):
    """No invitation has this token."""

    code = "feedback.link_unknown"
    template = N_("这个评价链接不对，可能没有复制完整。请打开短信里的原链接再试。")
    refusal = Refusal.NOT_FOUND


class LinkExpired(RuleViolation):
    """The invitation is older than 30 days."""

    code = "feedback.link_expired"
    template = N_("这个评价链接已经过了 {days} 天的有效期。还有话想说，请拨打 12345，或到窗口留言。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """What the page of a rating link shows; the item under its neutral name."""

    item_name: str
    organ_name: str
    closed_at: datetime
    expires_at: datetime


def make_token(county_code: str) -> str:
    """A fresh token: the county of the case, so that the link is looked for there, and 128 random bits."""
    return county_code + secrets.token_urlsafe(_TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token: 128 random bits need no salt."""
    return sm3_hex(token.encode())


def find_link(token: str, *, lock: bool = False) -> RatingLink:
    """The link of a token; refuses (`LinkUnknown`) what is none."""
    links = RatingLink.objects.select_related("case__version", "case__organ")
    if lock:
        links = links.select_for_update(of=("self",))
    key = {"county_code": token[:6], "token_digest": digest_of(token)}
    link = links.filter(**key).first() if _TOKEN.fullmatch(token) else None
    if link is None:
        raise LinkUnknown
    return link


def check_open(link: RatingLink, now: datetime) -> None:
    """Refuse a link that was used (`AlreadyRated`) or is too old (`LinkExpired`)."""
    if link.used_at is not None:
        raise AlreadyRated(field="stars")
    if now >= link.expires_at:
        raise LinkExpired(days=LINK_LIFE.days)
