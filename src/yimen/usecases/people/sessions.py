"""Log-in sessions, as far as they can be cleared away."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet


def sessions_before(before: datetime) -> QuerySet[Session]:
    """The sessions that ended before this moment."""
    return Session.objects.filter(expire_date__lt=before)
