"""The hasher of passwords with little work: what guards a stolen table costs each test half a second."""

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """As the product's, with a thousandth of the rounds; installations that tests start use the product's."""

    iterations = 1000


def use_quick_hasher() -> None:
    """Let this process keep passwords so."""
    settings.PASSWORD_HASHERS = [f"{QuickHasher.__module__}.{QuickHasher.__qualname__}"]
