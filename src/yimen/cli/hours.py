"""What time it is for a command: the same as on the pages, also in a demo whose clock was moved."""

from datetime import datetime


def command_time() -> datetime:
    """The moment, in Beijing; read once, then handed down. Django must be set up."""
    from django.utils import timezone

    from yimen.usecases.hosting.clock import house_time

    return house_time(timezone.localtime())
