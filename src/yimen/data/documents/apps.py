"""The Django app of this noun."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.documents"
    label = "documents"
