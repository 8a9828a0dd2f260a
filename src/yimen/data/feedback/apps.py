"""The Django app of this noun."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.feedback"
    label = "feedback"
